import { addDays, isLocalDate } from '../../kernel/date.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { takeOn } from '../actions/take-on.ts';
import { takenOnMessages } from '../messages/taken-on.ts';
import { actsAsOneOf } from '../parties.ts';
import { paths } from '../paths.ts';
import { isReasonTakenOn, longestTakenOn, mayBeReminded, reasonsTakenOn } from '../taken-on.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { TakeOnForm, takeOnFields as fields } from '../views/index.ts';
import { frameFields, obligationSummary } from './frame.ts';
import { runReference, seeRun } from './see-run.ts';

const place = 'cases';
const may = 'entry:record';
type Asking = Get<typeof paths.takeOn.pattern>;

/** The obligation that somebody wants to take on, when it is theirs to do now. */
async function ask(request: Asking) {
  const seen = await seeRun(request, request.parameters.run, ['form']);
  const state = seen?.evaluated.state.obligations.find(({ id }) => id === request.parameters.obligation);
  if (!seen?.role || !state || (state.state !== 'open' && state.state !== 'overdue')) return undefined;
  return actsAsOneOf(seen.voice.definition, seen.role, state.who) ? { seen, state } : undefined;
}
type About = NonNullable<Awaited<ReturnType<typeof ask>>>;

function form(request: Asking, { seen, state }: About, typed: Typed, errors: readonly FieldError[]) {
  const obligation = obligationSummary(seen, state.id);
  const parameters = { run: seen.evaluated.run.id, obligation: state.id };
  const { reasons } = takenOnMessages[seen.voice.language];
  if (!obligation) return undefined;
  return (
    <TakeOnForm
      frame={{
        action: paths.takeOn(parameters),
        hidden: frameFields(request.csrf, typed, seen.evaluated.run.version),
        errors,
        cancelHref: paths.run({ run: seen.evaluated.run.id }),
      }}
      run={runReference(seen)}
      obligation={obligation}
      until={{
        value: first(typed, fields.until),
        earliest: addDays(request.today, 1),
        latest: addDays(request.today, longestTakenOn),
      }}
      days={longestTakenOn}
      reasons={reasonsTakenOn.map((value) => ({
        value,
        label: reasons[value],
        checked: first(typed, fields.reason) === value,
      }))}
    />
  );
}

export const takenOnPages: readonly Route[] = [
  get({
    path: paths.takeOn,
    may,
    audit: 'obligation.take-on.form',
    handle: async (request) => {
      const about = await ask(request);
      return about ? page({ place, content: form(request, about, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.takeOn,
    may,
    audit: 'obligation.take-on',
    handle: async (request) => {
      const about = await ask(request);
      if (!about) return notFound;
      const typed = typedFrom(request.form);
      const { problems } = takenOnMessages[request.actor.language];
      const errors: FieldError[] = [];
      const [until, reason, key] = [first(typed, fields.until), first(typed, fields.reason), keyIn(typed)];
      if (!isLocalDate(until) || !mayBeReminded(until, request.today))
        errors.push({ field: fields.until, message: problems.until(longestTakenOn) });
      if (!isReasonTakenOn(reason)) errors.push({ field: fields.reason, message: problems.reason });
      if (!isLocalDate(until) || !isReasonTakenOn(reason) || !key || errors.length > 0)
        return invalid({ place, content: form(request, about, typed, errors) });
      const { run } = about.seen.evaluated;
      const { id: obligation, due } = about.state;
      await takeOn(request, { run, obligation, due, until, reason, key });
      request.touched({ runs: [run.id], parts: ['taken-on'] });
      return redirect(paths.run({ run: run.id }));
    },
  }),
];
