import { addDays, isLocalDate } from '../../../kernel/date.ts';
import { type AccountId, findId, newId } from '../../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, frameFields, hidden, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { exactDate } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { organisationPaths as paths } from '../paths.ts';
import { colleagues, insertAbsence, ownAbsence, removeAbsence } from '../store/absence.ts';
import { AbsencePage } from '../views/absence.tsx';
import { administrationFields as fields } from '../views/frame.tsx';

/** Who works in no routine has nothing to hand over in writing. */
const writes = ({ actor }: Get<string>): boolean => actor.permissions.has('entry:record');

async function show(request: Get<string>, typed: Typed, errors: readonly FieldError[]) {
  const { language } = request.actor;
  return (
    <AbsencePage
      frame={{
        action: paths.absence(),
        hidden: frameFields(request.csrf, typed, 0),
        errors,
        cancelHref: paths.absence(),
      }}
      lines={(await ownAbsence(request)).map(({ id, from, to, substitute, covers }) => ({
        key: id,
        time: `${exactDate(from, language)} – ${exactDate(to, language)}`,
        substitute: substitute ?? '–',
        standsIn: covers,
        ...(covers && writes(request) ? { handoverHref: paths.handover({ absence: id }) } : {}),
        remove: { action: paths.removeAbsence({ absence: id }), hidden: { [hidden.csrf]: request.csrf } },
      }))}
      colleagues={(await colleagues(request)).map(({ account, name }) => ({
        value: account,
        label: name,
        checked: first(typed, fields.substitute) === account,
      }))}
      covers={first(typed, fields.standsIn) === 'ja'}
      values={{ from: typed[fields.from]?.[0] ?? request.today, to: first(typed, fields.to) }}
    />
  );
}

/** Somebody stands in for a year at most: what should last longer is assigned. */
const longestCover = 366;

export const absencePages: readonly Route[] = [
  get({
    path: paths.absence,
    may: 'account:own',
    audit: 'absence.read',
    handle: async (request) => page({ content: await show(request, {}, []) }),
  }),
  post({
    path: paths.absence,
    may: 'account:own',
    audit: 'absence.write',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const { problems } = organisationMessages[request.actor.language].absence;
      const errors: FieldError[] = [];
      const [from, to] = [first(typed, fields.from), first(typed, fields.to)];
      const chosen = findId<AccountId>(first(typed, fields.substitute));
      const substitute = (await colleagues(request)).find(({ account }) => account === chosen)?.account;
      if (!isLocalDate(from)) errors.push({ field: fields.from, message: problems.from });
      if (!isLocalDate(to) || to < from || to < request.today) errors.push({ field: fields.to, message: problems.to });
      const covers = first(typed, fields.standsIn) === 'ja';
      if (covers && substitute === undefined) errors.push({ field: fields.substitute, message: problems.substitute });
      if (covers && isLocalDate(from) && isLocalDate(to) && to > addDays(from, longestCover))
        errors.push({ field: fields.to, message: problems.tooLong });
      const key = keyIn(typed);
      if (!isLocalDate(from) || !isLocalDate(to) || !key || errors.length > 0)
        return invalid({ content: await show(request, typed, errors) });
      const absence = await insertAbsence(request, { id: newId(), from, to, substitute, covers, key });
      return redirect(covers && writes(request) ? paths.handover({ absence }) : paths.absence());
    },
  }),
  post({
    path: paths.removeAbsence,
    may: 'account:own',
    audit: 'absence.remove',
    handle: async (request) => {
      const id = findId(request.parameters.absence);
      if (!id || !(await ownAbsence(request)).some((one) => one.id === id)) return notFound;
      await removeAbsence(request, id);
      return redirect(paths.absence());
    },
  }),
];
