import { isLocalDate } from '../../../kernel/date.ts';
import { type AccountId, findId, newId } from '../../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { organisationPaths as paths } from '../paths.ts';
import { delegable, delegations, endDelegation, insertDelegation } from '../store/delegations.ts';
import { findPerson, peoplePerPage, type Person } from '../store/people.ts';
import { Delegations, GiveDelegation } from '../views/delegations.tsx';
import { administrationFields as fields } from '../views/frame.tsx';
import { findPersonForm, findTyped } from './people.tsx';
import { choices, csrfOf, frame, linksTo, longest, may, place, words } from './section.ts';

/** Nobody delegates to themselves, and who is closed decides nothing. */
const canBeGiven = (request: Get<string>, { account, active }: Person): boolean =>
  active && account !== request.actor.account;

async function show(
  request: Get<string>,
  typed: Typed = {},
  { errors = [], found }: Partial<Awaited<ReturnType<typeof findTyped>>> = {},
) {
  const m = words(request);
  return (
    <Delegations
      links={linksTo(request, 'delegations')}
      lines={(await delegations(request)).map((one) => ({
        key: one.id,
        name: one.name,
        what: m.permissions[one.permission],
        reference: one.reference,
        time: m.delegations.time(one.from, one.to),
        end: one.ended ? undefined : { action: paths.endDelegation({ delegation: one.id }), hidden: csrfOf(request) },
      }))}
      find={findPersonForm(request, paths.delegations(), typed, errors)}
      found={
        found && {
          people: found.people
            .filter((one) => canBeGiven(request, one))
            .map(({ account, name, areaName }) => ({
              key: account,
              href: paths.giveDelegation({ account }),
              text: `${name}, ${areaName}`,
            })),
          more: found.more ? m.people.foundMore(peoplePerPage) : undefined,
        }
      }
    />
  );
}

function giveForm(request: Get<string>, person: Person, typed: Typed, errors: readonly FieldError[]) {
  const m = words(request);
  return (
    <GiveDelegation
      links={linksTo(request, 'delegations')}
      heading={m.delegations.giveTo(person.name)}
      backHref={paths.delegations()}
      frame={frame(request, paths.giveDelegation({ account: person.account }), paths.delegations(), typed, errors)}
      what={choices(
        delegable,
        (one) => one,
        (one) => m.permissions[one],
        first(typed, fields.what),
      )}
      values={{
        reference: first(typed, fields.reference),
        from: typed[fields.from]?.[0] ?? request.today,
        to: first(typed, fields.to),
      }}
    />
  );
}

async function findReceiver(request: Get<string>, text: string): Promise<Person | undefined> {
  const account = findId<AccountId>(text);
  const person = account && (await findPerson(request, account));
  return person && canBeGiven(request, person) ? person : undefined;
}

export const delegationPages: readonly Route[] = [
  get({
    path: paths.delegations,
    may,
    audit: 'organisation.delegations',
    handle: async (request) => page({ place, content: await show(request) }),
  }),
  post({
    path: paths.delegations,
    may,
    audit: 'organisation.people.search',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { errors, found } = await findTyped(request, typed);
      return found === undefined
        ? invalid({ place, content: await show(request, typed, { errors }) })
        : page({ place, content: await show(request, typed, { found }) });
    },
  }),
  get({
    path: paths.giveDelegation,
    may,
    audit: 'organisation.delegation.form',
    handle: async (request) => {
      const person = await findReceiver(request, request.parameters.account);
      return person ? page({ place, content: giveForm(request, person, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.giveDelegation,
    may,
    audit: 'organisation.delegation.give',
    stepUp: true,
    handle: async (request) => {
      const person = await findReceiver(request, request.parameters.account);
      if (!person) return notFound;
      const typed = typedFrom(request.form);
      const { problems } = words(request).delegations;
      const errors: FieldError[] = [];
      const permission = delegable.find((one) => one === first(typed, fields.what));
      const reference = first(typed, fields.reference).slice(0, longest);
      const [from, to] = [first(typed, fields.from), first(typed, fields.to)];
      if (!permission) errors.push({ field: fields.what, message: problems.what });
      if (reference === '') errors.push({ field: fields.reference, message: problems.reference });
      if (!isLocalDate(from)) errors.push({ field: fields.from, message: problems.from });
      if (to !== '' && (!isLocalDate(to) || to < from)) errors.push({ field: fields.to, message: problems.to });
      const key = keyIn(typed);
      if (!permission || !isLocalDate(from) || !key || errors.length > 0)
        return invalid({ place, content: giveForm(request, person, typed, errors) });
      await insertDelegation(request, {
        id: newId(),
        account: person.account,
        permission,
        reference,
        from,
        ...(isLocalDate(to) ? { to } : {}),
        key,
      });
      return redirect(paths.delegations());
    },
  }),
  post({
    path: paths.endDelegation,
    may,
    audit: 'organisation.delegation.end',
    handle: async (request) => {
      const id = findId(request.parameters.delegation);
      if (!id || !(await delegations(request)).some((one) => one.id === id)) return notFound;
      await endDelegation(request, id);
      return redirect(paths.delegations());
    },
  }),
];
