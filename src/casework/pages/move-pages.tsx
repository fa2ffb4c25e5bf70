import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { atStart, writtenDate } from '../../kernel/words.ts';
import {
  compare,
  type CompiledRoutine,
  type Difference,
  factName,
  obligationTitle,
  stateWords,
} from '../../routine/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { decideMove, mayDecideMove, type MoveProposal, proposeMove, versionToDecide } from '../actions/move.ts';
import { moveMessages } from '../messages/moves.ts';
import type { NotKnown } from '../move.ts';
import { paths } from '../paths.ts';
import { type MoveDecision, moveDecisions } from '../store/moves.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { MoveDecided, moveFields as fields, MovePage, type MoveChangesView, type NoticeView } from '../views/index.ts';
import { frameFields, hidden } from './frame.ts';
import { runReference, seeRun } from './see-run.ts';
import type { Seen } from './run-view.ts';
import type { Voice } from './wording.ts';

type Asking = Get<typeof paths.move.pattern>;

const longestReason = 2000;

/** The run, for who decides which version it follows. */
async function seeDecidable(request: Asking): Promise<Seen | undefined> {
  const seen = await seeRun(request, request.parameters.run, ['routine-version', 'obligations']);
  return seen && (await mayDecideMove(request, seen.evaluated.run)) ? seen : undefined;
}

export const movePages: readonly Route[] = [
  get({
    path: paths.move,
    may: 'run:move',
    audit: 'run.move.form',
    handle: async (request) => {
      const seen = await seeDecidable(request);
      if (!seen) return notFound;
      const proposal = await proposeMove(request, seen.evaluated);
      if (proposal) return page({ place: 'cases', content: form(request, seen, proposal, {}) });
      const [latest] = await moveDecisions(request, seen.evaluated.run.id);
      return page({ place: 'cases', content: decidedPage(seen, latest) });
    },
  }),
  post({
    path: paths.move,
    may: 'run:move',
    audit: 'run.move',
    handle: async (request) => {
      const seen = await seeDecidable(request);
      if (!seen) return notFound;
      const typed = typedFrom(request.form);
      const [latest] = await moveDecisions(request, seen.evaluated.run.id);
      const key = keyIn(typed);
      // Sent twice: the first time is what counts.
      if (latest && latest.key === key) return saved(seen, latest.outcome);
      const proposal = await proposeMove(request, seen.evaluated);
      if (!proposal || !key) return conflict({ place: 'cases', content: decidedPage(seen, latest) });
      const outcome = (['accepted', 'declined'] as const).find((one) => one === first(typed, fields.outcome));
      const reason = first(typed, fields.reason);
      const errors = problemsIn(request, outcome, reason);
      if (!outcome || errors.length > 0)
        return invalid({ place: 'cases', content: form(request, seen, proposal, typed, errors) });
      const done = await decideMove(request, {
        run: seen.evaluated.run.id,
        to: first(typed, versionField),
        outcome,
        reason,
        seen: Number(first(typed, hidden.seen)),
        key,
      });
      switch (done.outcome) {
        case 'not-found':
          return notFound;
        case 'decided-already':
          return conflict({ place: 'cases', content: decidedPage(seen, done.theirs) });
        case 'overtaken': {
          const fresh = { ...typed, [hidden.seen]: [String(seen.evaluated.run.version)] };
          return conflict({ place: 'cases', content: form(request, seen, proposal, fresh, [], true) });
        }
        case 'decided':
          return saved(seen, outcome);
      }
    },
  }),
];

const saved = ({ evaluated: { run } }: Seen, outcome: string): Answer =>
  redirect(paths.run({ run: run.id }, { version: outcome }));

/** The version that a form decides of, beside its key. */
const versionField = 'till';

function problemsIn({ actor }: Scope, outcome: string | undefined, reason: string): readonly FieldError[] {
  const m = moveMessages[actor.language];
  if (outcome === undefined) return [{ field: fields.outcome, message: m.outcomeMissing }];
  if (outcome === 'declined' && reason === '') return [{ field: fields.reason, message: m.reasonMissing }];
  return reason.length > longestReason ? [{ field: fields.reason, message: m.reasonLong }] : [];
}

function form(
  request: Asking,
  seen: Seen,
  { to, changes, notKnown }: MoveProposal,
  typed: Typed,
  errors: readonly FieldError[] = [],
  overtaken = false,
) {
  const { run, routine } = seen.evaluated;
  const { language } = seen.voice;
  return (
    <MovePage
      run={runReference(seen)}
      frame={{
        action: paths.move({ run: run.id }),
        hidden: { ...frameFields(request.csrf, typed, run.version), [versionField]: to.definition.version },
        errors,
        cancelHref: paths.run({ run: run.id }),
      }}
      from={run.routineVersion}
      to={to.definition.version}
      overtaken={overtaken}
      changes={changesInWords(seen.voice, to, changes)}
      notKnown={notKnownInWords(seen.voice, notKnown)}
      differences={compare(routine.definition, to.definition).changes.map(({ says }) => says[language])}
      values={{ outcome: first(typed, fields.outcome), reason: first(typed, fields.reason) }}
    />
  );
}

function decidedPage(seen: Seen, latest: MoveDecision | undefined) {
  return <MoveDecided run={runReference(seen)} {...(latest ? { decided: { ...latest, by: latest.byName } } : {})} />;
}

/** Changes of a run in words, by kind: from the version that it follows to a newer one. */
export function changesInWords(
  { definition, language }: Voice,
  { definition: newer }: CompiledRoutine,
  { removed, added, moved, other }: MoveProposal['changes'],
): MoveChangesView {
  const m = moveMessages[language];
  const date = (day: LocalDate | undefined): string => (day === undefined ? m.noDay : writtenDate(day, language));
  const titleIn = (its: typeof definition, { obligation }: Difference): string =>
    atStart(obligationTitle(its, obligation, language));
  return {
    removed: removed.map((one) => `${titleIn(definition, one)} (${stateWords[one.before?.state ?? 'open'][language]})`),
    added: added.map((one) => {
      const due = one.after?.due === undefined ? '' : `, ${m.due.toLowerCase()} ${date(one.after.due)}`;
      return `${titleIn(newer, one)} (${stateWords[one.after?.state ?? 'open'][language]}${due})`;
    }),
    moved: moved.map((one) => `${titleIn(newer, one)}: ${m.dueMoves(date(one.before?.due), date(one.after?.due))}`),
    other: other.map(({ says }) => says[language]),
  };
}

function notKnownInWords({ definition, language }: Voice, { facts, values, kinds }: NotKnown): readonly string[] {
  const m = moveMessages[language];
  return [
    ...facts.map((name) => m.fact(factName(definition, name, language))),
    ...values.map((name) => m.factValue(factName(definition, name, language))),
    ...kinds.map((kind) => m.kind(definition.entryKinds[kind]?.name[language] ?? kind)),
  ];
}

/** That a newer version is in force, to who decides; and what was decided, right after. */
export async function moveNotices(
  request: Scope & Readonly<{ query: URLSearchParams }>,
  seen: Seen,
): Promise<readonly NoticeView[]> {
  const { run } = seen.evaluated;
  const m = moveMessages[seen.voice.language];
  const done = request.query.get('version');
  if (done === 'accepted') return [{ tone: 'info', text: m.savedAccepted(run.routineVersion) }];
  if (done === 'declined') return [{ tone: 'info', text: m.savedDeclined(run.routineVersion) }];
  const newer = await versionToDecide(request, run);
  if (!newer || !(await mayDecideMove(request, run))) return [];
  return [
    {
      tone: 'info',
      text: m.notice(newer.definition.version, run.routineVersion),
      action: { href: paths.move({ run: run.id }), text: m.see },
    },
  ];
}
