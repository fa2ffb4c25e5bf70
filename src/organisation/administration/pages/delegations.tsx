import { isLocalDate } from '../../../kernel/date.ts';
import { type AccountId, findId, newId } from '../../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { delegable, delegations, endDelegation, insertDelegation } from '../store/delegations.ts';
import { findPerson, people } from '../store/people.ts';
import { Delegations } from '../views/delegations.tsx';
import { choices, csrfOf, frame, linksTo, longest, may, place, words } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';
import { administrationFields as fields } from '../views/frame.tsx';

async function delegationsPage(request: Get<string>, typed: Typed, errors: readonly FieldError[]) {
  const m = words(request);
  const all = await people(request, { page: 1 });
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
      frame={frame(request, paths.delegations(), paths.delegations(), typed, errors)}
      people={choices(
        all.people.filter(({ account, active }) => active && account !== request.actor.account),
        ({ account }) => account,
        ({ name, areaName }) => `${name}, ${areaName}`,
        first(typed, fields.who),
      )}
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

export const delegationPages: readonly Route[] = [
  get({
    path: paths.delegations,
    may,
    audit: 'organisation.delegations',
    handle: async (request) => page({ place, content: await delegationsPage(request, {}, []) }),
  }),
  post({
    path: paths.delegations,
    may,
    audit: 'organisation.delegation.give',
    stepUp: true,
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = words(request).delegations;
      const errors: FieldError[] = [];
      const account = findId<AccountId>(first(typed, fields.who));
      const permission = delegable.find((one) => one === first(typed, fields.what));
      const reference = first(typed, fields.reference).slice(0, longest);
      const [from, to] = [first(typed, fields.from), first(typed, fields.to)];
      const who = account && account !== request.actor.account ? await findPerson(request, account) : undefined;
      if (!who) errors.push({ field: fields.who, message: problems.who });
      if (!permission) errors.push({ field: fields.what, message: problems.what });
      if (reference === '') errors.push({ field: fields.reference, message: problems.reference });
      if (!isLocalDate(from)) errors.push({ field: fields.from, message: problems.from });
      if (to !== '' && (!isLocalDate(to) || to < from)) errors.push({ field: fields.to, message: problems.to });
      const key = keyIn(typed);
      if (!who || !permission || !isLocalDate(from) || !key || errors.length > 0)
        return invalid({ place, content: await delegationsPage(request, typed, errors) });
      await insertDelegation(request, {
        id: newId(),
        account: who.account,
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
