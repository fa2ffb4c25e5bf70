import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { record } from '../actions/record.ts';
import { actionsOn } from '../available-actions.ts';
import type { Deed } from '../entry.ts';
import { readDay } from '../read-deeds.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { formMessages } from '../messages/forms.ts';
import { paths } from '../paths.ts';
import type { Draft } from '../store/people.ts';
import { entryFields, IntervalForm, intervalFields, WaiveForm } from '../views/index.ts';
import { frameFields, hidden, obligationSummary, openDraft, savedIn } from './frame.ts';
import { currentInterval, type Seen } from './run-view.ts';
import { runReference, seeRun } from './see-run.ts';
import { intervalInWords } from './wording.ts';

type Departure = 'waive' | 'changeInterval';
type About = Readonly<{ seen: Seen; obligation: string; modality: 'must' | 'should' | 'may' }>;
type Asking = Get<typeof paths.waive.pattern>;

/** The obligation that somebody wants to depart from, when they may. */
async function ask(request: Asking, departure: Departure): Promise<About | undefined> {
  const seen = await seeRun(request, request.parameters.run, ['form']);
  const state = seen?.evaluated.state.obligations.find(({ id }) => id === request.parameters.obligation);
  if (!seen || !state) return undefined;
  const allowed = actionsOn(state, seen.voice.definition, seen.role)[departure];
  return 'allowed' in allowed ? { seen, obligation: state.id, modality: state.modality } : undefined;
}

const draftName = ({ obligation }: About, departure: Departure): string => `${departure}.${obligation}`;

const frame = (
  about: About,
  request: Asking,
  typed: Typed,
  errors: readonly FieldError[],
  departure: Departure,
  draft: Draft | undefined,
) => ({
  action: (departure === 'waive' ? paths.waive : paths.interval)({
    run: about.seen.evaluated.run.id,
    obligation: about.obligation,
  }),
  hidden: frameFields(request.csrf, typed, about.seen.evaluated.run.version),
  errors,
  ...savedIn(about.seen, draftName(about, departure), draft),
  cancelHref: paths.run({ run: about.seen.evaluated.run.id }),
});

const dayAsked = (typed: Typed, today: string): { value: string; latest: string } => ({
  value: typed[entryFields.at]?.[0] ?? today,
  latest: today,
});

function waiveForm(request: Asking, about: About, typed: Typed, errors: readonly FieldError[], draft?: Draft) {
  const obligation = obligationSummary(about.seen, about.obligation);
  if (!obligation) return undefined;
  return (
    <WaiveForm
      frame={frame(about, request, typed, errors, 'waive', draft)}
      run={runReference(about.seen)}
      obligation={obligation}
      modality={about.modality}
      at={dayAsked(typed, request.today)}
      reason={first(typed, entryFields.reason)}
    />
  );
}

function intervalForm(request: Asking, about: About, typed: Typed, errors: readonly FieldError[], draft?: Draft) {
  const obligation = obligationSummary(about.seen, about.obligation);
  if (!obligation) return undefined;
  return (
    <IntervalForm
      frame={frame(about, request, typed, errors, 'changeInterval', draft)}
      run={runReference(about.seen)}
      obligation={obligation}
      currentInterval={intervalInWords(
        currentInterval(about.seen.evaluated, about.obligation),
        about.seen.voice.language,
      )}
      at={dayAsked(typed, request.today)}
      everyWeeks={first(typed, intervalFields.everyWeeks)}
      reason={first(typed, intervalFields.reason)}
    />
  );
}

const shortestReason = 10;

function readReason(typed: Typed, field: string, about: About, errors: FieldError[]): string {
  const { problems } = formMessages[about.seen.voice.language];
  const reason = first(typed, field);
  if (reason === '') errors.push({ field, message: problems.reasonMissing });
  else if (reason.length < shortestReason) errors.push({ field, message: problems.reasonShort });
  return reason;
}

function readWaiver(request: Asking, about: About, typed: Typed, errors: FieldError[]): Deed {
  const at = readDay(typed, request.today, about.seen.voice.language, errors);
  const reason = readReason(typed, entryFields.reason, about, errors);
  return { kind: 'waiver', at, participants: [], answers: {}, obligation: about.obligation, reason };
}

const mostWeeks = 12;

function readInterval(request: Asking, about: About, typed: Typed, errors: FieldError[]): Deed {
  const at = readDay(typed, request.today, about.seen.voice.language, errors);
  const weeks = Number(first(typed, intervalFields.everyWeeks));
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > mostWeeks) {
    errors.push({
      field: intervalFields.everyWeeks,
      message: formMessages[about.seen.voice.language].problems.everyWeeksWrong,
    });
  }
  const reason = readReason(typed, intervalFields.reason, about, errors);
  return {
    kind: 'interval-changed',
    at,
    participants: [],
    answers: {},
    obligation: about.obligation,
    every: `P${weeks}W`,
    reason,
  };
}

const departures = [
  { departure: 'waive', path: paths.waive, may: 'obligation:waive', form: waiveForm, read: readWaiver },
  { departure: 'changeInterval', path: paths.interval, may: 'interval:change', form: intervalForm, read: readInterval },
] as const;

export const departurePages: readonly Route[] = departures.flatMap(
  ({ departure, path: { pattern }, may, form, read }) => {
    const path = { pattern: pattern as typeof paths.waive.pattern };
    return [
      get({
        path,
        may,
        audit: `obligation.${departure}.form`,
        handle: async (request) => {
          const about = await ask(request, departure);
          if (!about) return notFound;
          const draft = await openDraft(request, about.seen, draftName(about, departure));
          return page({ place: 'cases', content: form(request, about, draft?.body ?? {}, [], draft) });
        },
      }),
      post({
        path,
        may,
        audit: `obligation.${departure}`,
        handle: (request) => depart(request, departure, form, read),
      }),
    ];
  },
);

async function depart(
  request: Post<typeof paths.waive.pattern>,
  departure: Departure,
  form: typeof waiveForm,
  read: typeof readWaiver,
): Promise<Answer> {
  const about = await ask(request, departure);
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  // The same form sent twice: what it asked for has been done, so it may no longer be asked for.
  if (!about) {
    const seen = await seeRun(request, request.parameters.run, []);
    const done = seen?.evaluated.entries.find((entry) => entry.key === key);
    return seen && done ? redirect(paths.run({ run: seen.evaluated.run.id }, { sparat: done.id })) : notFound;
  }
  const errors: FieldError[] = [];
  const deed = read(request, about, typed, errors);
  if (errors.length > 0 || !key) return invalid({ place: 'cases', content: form(request, about, typed, errors) });
  const result = await record(request, {
    run: about.seen.evaluated.run.id,
    deeds: [deed],
    seen: Number(first(typed, hidden.seen)),
    key,
    form: draftName(about, departure),
  });
  switch (result.outcome) {
    case 'recorded':
      return redirect(paths.run({ run: result.run.id }, { sparat: result.entries[0]?.id }));
    case 'conflict':
    case 'key-reused':
    case 'corrected-already': {
      const message = formMessages[about.seen.voice.language].problems.departedAlready(result.theirs.writerName);
      const again = { ...typed, [hidden.seen]: [String(result.theirs.position)] };
      return invalid({
        place: 'cases',
        content: form(request, about, again, [{ field: entryFields.reason, message }]),
      });
    }
    case 'not-allowed':
    case 'not-found':
      return notFound;
  }
}
