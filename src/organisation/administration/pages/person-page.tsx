import type { Get } from '../../../platform/route.ts';
import { first, type Typed } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { dateOf, exactDate, timeOfDay } from '../../../ui/index.ts';
import { signInLinkPath } from '../../sign-in/paths.ts';
import { linkHours } from '../../sign-in/store/accounts.ts';
import { organisationPaths as paths } from '../paths.ts';
import type { Person } from '../store/people.ts';
import { rolesOf } from '../store/roles.ts';
import { findWaitingLink, signsInHere, waitingResets } from '../store/sign-in-links.ts';
import { areasAndUnits } from '../store/units.ts';
import { administrationFields as fields } from '../views/frame.tsx';
import { PersonPage } from '../views/person.tsx';
import type { PersonSignInProps } from '../views/person-sign-in.tsx';
import { choices, csrfOf, frame, linksTo, words } from './section.ts';

async function signInOf(
  request: Get<string>,
  { account, active }: Person,
  typed: Typed,
  errors: readonly FieldError[],
  token: string | undefined,
): Promise<PersonSignInProps> {
  const m = words(request).signInLinks;
  const { language } = request.actor;
  const at = (moment: Date): string => {
    const instant = moment.toISOString();
    return `${exactDate(dateOf(instant), language)} ${timeOfDay(instant)}`;
  };
  const make = { action: paths.signInLink({ account }), hidden: csrfOf(request) };
  if (!active) return { make, without: m.closed };
  if (!(await signsInHere(request, account))) return { make, without: m.notHere };
  const link = await findWaitingLink(request, account);
  const waiting =
    link && (link.resets ? m.waitingReset : m.waiting)(at(link.madeAt), link.by ?? m.server, at(link.expiresAt));
  const made = token === undefined ? undefined : { url: request.origin + signInLinkPath({ token }), hours: linkHours };
  if (account === request.actor.account) return { make, waiting, made };
  const [asked] = await waitingResets(request, account);
  if (!asked) {
    const own = frame(request, paths.askForReset({ account }), paths.person({ account }), typed, errors);
    return { make, waiting, made, reset: { kind: 'ask', frame: own, reason: first(typed, fields.reason) } };
  }
  const decide = (answer: 'ja' | 'nej') => ({
    action: paths.decideReset({ account, reset: asked.id }),
    hidden: { ...csrfOf(request), [fields.give]: answer },
  });
  return {
    make,
    waiting,
    made,
    reset: {
      kind: 'asked',
      text: m.reset.asked(at(asked.askedAt), asked.askedByName),
      reason: asked.reason,
      approve: asked.askedBy === request.actor.account ? undefined : decide('ja'),
      refuse: decide('nej'),
    },
  };
}

/** A person's page; with the token of a link that has just been made, which is shown this once. */
export async function personPage(
  request: Get<string>,
  person: Person | undefined,
  typed: Typed,
  errors: readonly FieldError[],
  { problem, token }: Readonly<{ problem?: string | undefined; token?: string | undefined }> = {},
) {
  const m = words(request);
  const { language } = request.actor;
  const { areas, units } = await areasAndUnits(request);
  const action = person ? paths.person({ account: person.account }) : paths.newPerson();
  const ofRoles = errors.some(({ field }) => field === fields.role || field === fields.unit);
  const ofReset = errors.some(({ field }) => field === fields.reason);
  const mine = ofRoles || ofReset ? {} : typed;
  const area = first(mine, fields.area) || (person?.area ?? '');
  return (
    <PersonPage
      links={linksTo(request, 'people')}
      title={person?.name ?? m.people.newTitle}
      backHref={paths.administration()}
      problem={problem}
      frame={frame(request, action, paths.administration(), mine, ofRoles || ofReset ? [] : errors, person?.version)}
      values={{
        name: mine[fields.name]?.[0] ?? person?.name ?? '',
        username: mine[fields.username]?.[0] ?? person?.username ?? '',
        email: mine[fields.email]?.[0] ?? person?.email ?? '',
        active: mine[fields.state] === undefined ? (person?.active ?? true) : first(mine, fields.state) === 'aktiv',
      }}
      areas={choices(
        areas,
        ({ id }) => id,
        ({ name }) => name,
        area,
      )}
      roles={
        person && {
          held: person.roles.map((held) => ({
            key: `${held.role} ${held.unit}`,
            text: `${held[language]}, ${held.unitName}`,
            take: {
              action: paths.personRoles({ account: person.account }),
              hidden: { ...csrfOf(request), [fields.role]: held.role, [fields.unit]: held.unit, [fields.give]: 'nej' },
            },
          })),
          frame: {
            action: paths.personRoles({ account: person.account }),
            hidden: { ...csrfOf(request), [fields.give]: 'ja' },
            errors: ofRoles ? errors : [],
            cancelHref: paths.person({ account: person.account }),
          },
          choices: choices(
            await rolesOf(request),
            ({ id }) => id,
            (role) => role[language],
            first(typed, fields.role),
          ),
          units: choices(
            units.filter((unit) => unit.area === person.area),
            ({ id }) => id,
            ({ name }) => name,
            first(typed, fields.unit),
          ),
        }
      }
      signIn={person && (await signInOf(request, person, ofReset ? typed : {}, ofReset ? errors : [], token))}
    />
  );
}
