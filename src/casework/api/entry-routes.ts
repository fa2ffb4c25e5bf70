import { z } from 'zod';
import {
  answer,
  type ApiRoute,
  apiRoute,
  conflict,
  forbidden,
  invalid,
  keyReused,
  notFound,
} from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import { record } from '../actions/record.ts';
import { actionsOn, mayCorrect } from '../available-actions.ts';
import { type Deed, type Entry, type RoleInRun, struck } from '../entry.ts';
import { type EvaluatedRun, evaluateRun } from '../evaluation.ts';
import { roleInRun } from '../store/people.ts';
import { entriesOf, type RunInReach } from '../store/runs.ts';
import { entryConflictSchema, entryListSchema, entrySchema, recordEntrySchema } from './entry-schemas.ts';
import { examples } from './examples.ts';
import { saysTheSame } from '../same-deed.ts';
import { problems } from './messages/problems.ts';
import { presentedEntry } from './present.ts';
import { type EntryBody, readEntry } from './read-entry.ts';
import { runAsked } from './run-routes.ts';

const parameters = { run: 'The id of the run.' };
const pageSize = 100;

export const entryRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/v1/runs/{run}/entries',
    parameters,
    may: 'run:read',
    audit: 'run.entries.read',
    operation: 'listEntries',
    tag: 'Entries',
    summary: 'What has been written in the run',
    description: `In the order it was written, at most ${pageSize} at a time. What has been corrected is there too, with what corrects it.`,
    query: z.object({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .max(2_147_483_647)
        .default(0)
        .meta({ description: 'Only what was written after this version of the run.' }),
    }),
    answer: {
      status: 200,
      description: 'The entries.',
      schema: entryListSchema,
      example: { items: [examples.entry], version: 3 },
    },
    handle: async (request) => {
      const run = await runAsked(request);
      if (!run) return notFound;
      request.touched({ runs: [run.id], parts: ['entries'] });
      const entries = (await entriesOf(request, [run.id])).get(run.id) ?? [];
      const later = entries.filter(({ position }) => position > request.query.after);
      const items = later.slice(0, pageSize);
      const last = items.at(-1);
      return answer({
        items: items.map(presentedEntry),
        version: run.version,
        ...(last && later.length > items.length ? { next: last.position } : {}),
      });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/v1/runs/{run}/entries',
    parameters,
    may: 'entry:record',
    audit: 'entry.record',
    operation: 'recordEntry',
    tag: 'Entries',
    summary: 'Record what happened',
    description:
      'Writes an entry and signs it. Nothing is ever edited: send `replaces` and `correctionReason` to correct. When somebody else has written the same kind of entry since `seen`, nothing is written and the answer holds theirs.',
    body: {
      schema: recordEntrySchema,
      examples: {
        meeting: { summary: 'A planning meeting', value: examples.recordEntry },
        waiver: { summary: 'A departure from the routine, with its reason', value: examples.waiver },
        consent: { summary: 'A consent', value: examples.consent },
        correction: { summary: 'A correction of an earlier entry', value: examples.correction },
      },
    },
    answer: { status: 201, description: 'The entry as it was written.', schema: entrySchema, example: examples.entry },
    conflict: { description: 'Somebody else was first.', schema: entryConflictSchema },
    handle: (request) => recordEntry(request, request),
  }),
];

type Recording = Parameters<typeof record>[1];
type Asked = Readonly<{ parameters: Readonly<{ run: string }>; body: EntryBody; key: Recording['key'] }>;

async function recordEntry(scope: Scope, { parameters: asked, body, key }: Asked) {
  const { actor, today } = scope;
  const { language } = actor;
  const m = problems[language];
  const run = await runAsked({ ...scope, parameters: asked });
  const role = run && (await roleInRun(scope, run));
  if (!run || !role) return notFound;
  const evaluated = await evaluateRun(scope, run);
  const replaced = body.replaces === undefined ? undefined : evaluated.entries.find(({ id }) => id === body.replaces);
  const { definition } = evaluated.routine;
  const read = readEntry(body, {
    definition,
    replaced: replaced && unstruck(replaced, evaluated.entries),
    today,
    language,
  });
  if ('errors' in read) return invalid(read.errors);
  const { deed } = read;
  const correction = replaced ? { entry: replaced.id, reason: (body.correctionReason ?? '').trim() } : undefined;

  const written = evaluated.entries.find((entry) => entry.key === key);
  if (written) return saysTheSame(written, deed, correction) ? answer(presentedEntry(written)) : keyReused;
  if (replaced && !mayCorrect(replaced, actor, role)) return forbidden(m.notYoursToCorrect);
  const whyNot = replaced ? undefined : whyNotDepart(scope, evaluated, role, deed);
  if (whyNot === 'others-do-this') return forbidden(m.notYoursToDepart);
  if (whyNot !== undefined) return invalid([{ pointer: '/obligation', message: m.finished }]);

  const result = await record(scope, {
    run: run.id,
    deeds: [deed],
    seen: body.seen,
    key,
    ...(correction ? { corrects: correction } : {}),
  });
  switch (result.outcome) {
    case 'recorded': {
      const [entry] = result.entries;
      return entry ? answer(presentedEntry(entry)) : notFound;
    }
    case 'conflict':
    case 'corrected-already': {
      const { theirs } = result;
      const detail =
        result.outcome === 'conflict' ? m.sameMeanwhile(theirs.writerName) : m.correctedAlready(theirs.writerName);
      return conflict(detail, { entry: presentedEntry(theirs), version: result.run.version });
    }
    case 'key-reused':
      return keyReused;
    case 'not-allowed':
      return forbidden(m.notYoursToRecord);
    case 'not-found':
      return notFound;
  }
}

/** What an entry was about before it was struck out: to correct a struck entry is to write it anew. */
function unstruck(entry: Entry, entries: readonly Entry[]): Entry {
  const before = entry.kind === struck ? entries.find(({ id }) => id === entry.replaces) : undefined;
  return before ? unstruck(before, entries) : entry;
}

/** Why somebody may not waive an obligation or change its interval, asked of the same rules as the page asks. */
function whyNotDepart({ actor }: Scope, { state, routine }: EvaluatedRun<RunInReach>, role: RoleInRun, deed: Deed) {
  if (deed.kind !== 'waiver' && deed.kind !== 'interval-changed') return undefined;
  const waives = deed.kind === 'waiver';
  if (!actor.permissions.has(waives ? 'obligation:waive' : 'interval:change')) return 'others-do-this';
  const obligation = state.obligations.find(({ id }) => id === deed.obligation);
  if (!obligation) return 'finished';
  const allowed = actionsOn(obligation, routine.definition, role)[waives ? 'waive' : 'changeInterval'];
  return 'whyNot' in allowed ? allowed.whyNot : undefined;
}
