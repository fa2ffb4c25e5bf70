import { type Get, get, invalid, page, post, type Route } from '../../../platform/route.ts';
import { first, pageNumber, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { organisationPaths as paths } from '../paths.ts';
import { people, peoplePerPage, type Person, searchPeople } from '../store/people.ts';
import { waitingResets } from '../store/sign-in-links.ts';
import { areasAndUnits } from '../store/units.ts';
import { administrationFields as fields } from '../views/frame.tsx';
import { People } from '../views/people.tsx';
import { choices, frame, linksTo, may, place, words } from './section.ts';

/** The form that looks somebody up, with what was typed in it; what it finds is shown by the page that it is on. */
export const findPersonForm = (
  request: Get<string>,
  action: string,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
) => ({ frame: frame(request, action, action, {}, errors), text: first(typed, fields.find) });

/** Looks up what was typed; what is wrong with it instead, when it is nothing. */
export async function findTyped(request: Get<string>, typed: Typed) {
  const text = first(typed, fields.find);
  const { problems } = words(request).people;
  if (text === '') return { errors: [{ field: fields.find, message: problems.find }] };
  request.touched({ parts: ['accounts'] });
  return { errors: [], found: await searchPeople(request, text) };
}

interface Shown {
  readonly area?: string | undefined;
  readonly number?: number;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly found?: Awaited<ReturnType<typeof searchPeople>>;
}

async function show(request: Get<string>, { area, number = 1, typed = {}, errors = [], found }: Shown) {
  const m = words(request).people;
  const { language } = request.actor;
  const { areas } = await areasAndUnits(request);
  const listed = found ?? (await people(request, { area, page: number }));
  request.touched({ parts: ['accounts'] });
  const from = (number - 1) * peoplePerPage;
  const at = (sida: number): string => paths.administration({ [fields.area]: area, sida: String(sida) });
  const line = (one: Person) => ({
    key: one.account,
    href: paths.person({ account: one.account }),
    name: one.name,
    username: one.username,
    area: one.areaName,
    roles: one.roles.map((held) => `${held[language]} (${held.unitName})`).join(', '),
    active: one.active,
  });
  return (
    <People
      links={linksTo(request, 'people')}
      addHref={paths.newPerson()}
      waiting={(await waitingResets(request)).map(({ id, account, name: whose }) => ({
        key: id,
        href: paths.person({ account }),
        name: whose,
      }))}
      find={findPersonForm(request, paths.administration(), typed, errors)}
      found={
        found && {
          heading: m.found,
          more: found.more ? m.foundMore(peoplePerPage) : undefined,
          everybodyHref: paths.administration(),
        }
      }
      filterAction={paths.administration()}
      areas={choices(
        areas,
        ({ id }) => id,
        ({ name }) => name,
        area ?? '',
      )}
      lines={listed.people.map(line)}
      pager={{
        from: from + 1,
        to: from + listed.people.length,
        ...(number > 1 ? { previousHref: at(number - 1) } : {}),
        ...(listed.more && found === undefined ? { nextHref: at(number + 1) } : {}),
      }}
    />
  );
}

export const peoplePages: readonly Route[] = [
  get({
    path: paths.administration,
    may,
    audit: 'organisation.people',
    handle: async (request) => {
      const area = request.query.get(fields.area) || undefined;
      const number = pageNumber(request.query.get('sida'));
      return page({ place, content: await show(request, { area, number }) });
    },
  }),
  post({
    path: paths.administration,
    may,
    audit: 'organisation.people.search',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { errors, found } = await findTyped(request, typed);
      return found === undefined
        ? invalid({ place, content: await show(request, { typed, errors }) })
        : page({ place, content: await show(request, { typed, found }) });
    },
  }),
];
