import { get, notFound, page, type Route } from '../../platform/route.ts';
import { paths } from '../paths.ts';
import { contactRoutes } from '../store/contact-routes.ts';
import { areaNames } from '../store/people.ts';
import { InslussLetter } from '../views/insluss-letter.tsx';
import type { Seen } from './run-view.ts';
import { seeRun } from './see-run.ts';

/** What was written last of somebody who came on their own and was referred to the probation service. */
const referral = ({ evaluated: { entries } }: Seen) => {
  const replaced = new Set(entries.map(({ replaces }) => replaces));
  return entries.findLast(({ id, kind }) => kind === 'informed-and-referred' && !replaced.has(id));
};

/** Where the letter to hand over is, once it has been written down that the individual was informed and referred. */
export const letterHref = (seen: Seen): string | undefined =>
  referral(seen) && paths.inslussLetter({ run: seen.evaluated.run.id });

export const inslussLetterPage: Route = get({
  path: paths.inslussLetter,
  may: 'run:read',
  audit: 'run.insluss-letter',
  handle: async (request) => {
    const seen = await seeRun(request, request.parameters.run, ['insluss-letter']);
    const referred = seen && referral(seen);
    if (!referred) return notFound;
    const { run } = seen.evaluated;
    const { referredTo } = referred.answers;
    const routes = (await contactRoutes(request)).filter(
      ({ serves, withdrawn }) => !withdrawn && serves.includes('probationOfficer'),
    );
    const area = (await areaNames(request)).find(({ id }) => id === request.actor.area)?.name ?? '';
    return page({
      place: 'cases',
      content: (
        <InslussLetter
          backHref={paths.run({ run: run.id })}
          givenName={run.person.givenName('print')}
          officer={typeof referredTo === 'string' && referredTo !== '' ? referredTo : undefined}
          routes={routes.map(({ id, unitName, mail, phone, other }) => ({ key: id, unitName, mail, phone, other }))}
          from={{ name: request.actor.name, area }}
        />
      ),
    });
  },
});
