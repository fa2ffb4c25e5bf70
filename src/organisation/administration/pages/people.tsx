import { get, page, type Route } from '../../../platform/route.ts';
import { pageNumber } from '../../../platform/typed.ts';
import { people, peoplePerPage } from '../store/people.ts';
import { areasAndUnits } from '../store/units.ts';
import { People } from '../views/people.tsx';
import { choices, linksTo, may, place } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';
import { administrationFields as fields } from '../views/frame.tsx';

export const peoplePages: readonly Route[] = [
  get({
    path: paths.administration,
    may,
    audit: 'organisation.people',
    handle: async (request) => {
      const area = request.query.get(fields.area) || undefined;
      const number = pageNumber(request.query.get('sida'));
      const { areas } = await areasAndUnits(request);
      const found = await people(request, { area, page: number });
      const { language } = request.actor;
      request.touched({ parts: ['accounts'] });
      const from = (number - 1) * peoplePerPage;
      const at = (sida: number): string => paths.administration({ [fields.area]: area, sida: String(sida) });
      return page({
        place,
        content: (
          <People
            links={linksTo(request, 'people')}
            addHref={paths.newPerson()}
            filterAction={paths.administration()}
            areas={choices(
              areas,
              ({ id }) => id,
              ({ name }) => name,
              area ?? '',
            )}
            lines={found.people.map((one) => ({
              key: one.account,
              href: paths.person({ account: one.account }),
              name: one.name,
              username: one.username,
              area: one.areaName,
              roles: one.roles.map((held) => `${held[language]} (${held.unitName})`).join(', '),
              active: one.active,
            }))}
            pager={{
              from: from + 1,
              to: from + found.people.length,
              ...(number > 1 ? { previousHref: at(number - 1) } : {}),
              ...(found.more ? { nextHref: at(number + 1) } : {}),
            }}
          />
        ),
      });
    },
  }),
];
