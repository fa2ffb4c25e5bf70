import type { Library } from '../../routine/index.ts';
import { z } from 'zod';
import type { LocalDate } from '../../kernel/date.ts';
import { type CaseId, findId, type RunId } from '../../kernel/ids.ts';
import {
  answer,
  type ApiRoute,
  apiRoute,
  type BodyError,
  conflict,
  invalid,
  invalidQuery,
  notFound,
} from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import { evaluate } from '../../routine/index.ts';
import { startRun } from '../actions/open.ts';
import { engineRun } from '../entry.ts';
import { evaluateRun } from '../evaluation.ts';
import { formMessages } from '../messages/forms.ts';
import { routineLibrary } from '../routines.ts';
import { findCase, peopleOf } from '../store/cases.ts';
import { currentFacts, factsWithKey, findRun, type NewFact, type RunInReach } from '../store/runs.ts';
import { runSchema, startRunSchema } from './case-schemas.ts';
import { obligationsSchema, runConflictSchema } from './entry-schemas.ts';
import { examples } from './examples.ts';
import { problems } from './messages/problems.ts';
import { presentedRun, presentedState } from './present.ts';
import { readFactValue } from './read-fact.ts';

const tag = 'Runs';

export const runRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'post',
    path: '/api/v1/cases/{case}/runs',
    parameters: { case: 'The id of the case.' },
    may: 'run:start',
    audit: 'run.start',
    operation: 'startRun',
    tag,
    summary: 'Start a routine in a case',
    description:
      'The run stays on the version that is in force now. What is not known yet is asked for where it matters.',
    body: { schema: startRunSchema, examples: { run: { summary: 'With two known facts', value: examples.startRun } } },
    answer: { status: 201, description: 'The run.', schema: runSchema, example: examples.run },
    conflict: { description: 'The routine is running in the case already.', schema: runConflictSchema },
    handle: async (request) => {
      const { body, key, actor } = request;
      const caseId = findId<CaseId>(request.parameters.case);
      const file = caseId && (await findCase(request, caseId));
      if (!file) return notFound;
      const read = readStart(await routineLibrary(request), request, body);
      if ('errors' in read) return invalid(read.errors);
      const started = await startRun(request, { caseId: file.id, ...read.start, key });
      const run = started.outcome === 'not-found' ? undefined : await findRun(request, started.run);
      if (!run) return notFound;
      // Sent again, or started by somebody else in the same way: either way it is the run that was asked for.
      const isSame = run.routineVersion === read.start.version && run.openedOn === read.start.openedOn;
      const isOurs = isSame && (read.start.facts.length === 0 || (await factsWithKey(request, run.id, key)).length > 0);
      if (started.outcome === 'already-open' && !isOurs)
        return conflict(problems[actor.language].runOpenAlready, { run: run.id });
      return answer(await runAnswer(request, run));
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/runs/{run}',
    parameters: { run: 'The id of the run.' },
    may: 'run:read',
    audit: 'run.read',
    operation: 'readRun',
    tag,
    summary: 'A run: routine, facts and people',
    description: 'Also for who is assigned to the run alone.',
    answer: { status: 200, description: 'The run.', schema: runSchema, example: examples.run },
    handle: async (request) => {
      const run = await runAsked(request);
      return run ? answer(await runAnswer(request, run)) : notFound;
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/runs/{run}/obligations',
    parameters: { run: 'The id of the run.' },
    may: 'run:read',
    audit: 'run.obligations.read',
    operation: 'readObligations',
    tag,
    summary: 'What is done, due, waiting, blocked, waived or unknown, and why',
    description:
      'Evaluated now, from the entries and facts of the run, or as they would be on a later day if nothing more were written.',
    query: z.object({ at: z.iso.date().optional().meta({ description: 'A day to look at: today or later.' }) }),
    answer: { status: 200, description: 'The states.', schema: obligationsSchema, example: examples.obligations },
    handle: async (request) => {
      const { language } = request.actor;
      const run = await runAsked(request);
      if (!run) return notFound;
      request.touched({ runs: [run.id], parts: ['obligations'] });
      const at = (request.query.at ?? request.today) as LocalDate;
      if (at < request.today) return invalidQuery([{ pointer: '/at', message: problems[language].dayTooEarly }]);
      const { routine, facts, entries, consents, state } = await evaluateRun(request, run);
      const then =
        at === request.today
          ? state
          : evaluate(routine, engineRun(routine.definition, run, facts, entries, consents), at);
      return answer(presentedState(then, run, language));
    },
  }),
];

/** The run that an address names, when the actor reaches it. */
export function runAsked(
  request: Scope & Readonly<{ parameters: Readonly<{ run: string }> }>,
): Promise<RunInReach | undefined> {
  const id = findId<RunId>(request.parameters.run);
  return id === undefined ? Promise.resolve(undefined) : findRun(request, id);
}

async function runAnswer(scope: Scope, run: RunInReach) {
  const file = await findCase(scope, run.caseId as CaseId);
  const facts = (await currentFacts(scope, [run.id])).get(run.id) ?? [];
  const people = await peopleOf(scope, run);
  scope.touched({ cases: file ? [file.id] : [], runs: [run.id], parts: ['run', 'facts', 'people'] });
  return presentedRun(await routineLibrary(scope), run, file !== undefined, facts, people, scope.actor.language);
}

type Start = Readonly<{ routine: string; version: string; openedOn: LocalDate; facts: readonly NewFact[] }>;
type StartBody = Readonly<{
  routine: string;
  version?: string | undefined;
  opened: string;
  facts?: Readonly<Record<string, NewFact['value']>> | undefined;
}>;

/** Reads which routine is to be started, on what is known: only the version that is in force, and only its own facts. */
function readStart(
  library: Library,
  { actor: { language }, today }: Scope,
  body: StartBody,
): Readonly<{ start: Start }> | Readonly<{ errors: readonly BodyError[] }> {
  const m = problems[language];
  const errors: BodyError[] = [];
  const inForce = library.routines().filter((name) => library.findInForce(name, today) !== undefined);
  if (body.opened > today) errors.push({ pointer: '/opened', message: formMessages[language].problems.dayToCome });
  const definition = inForce.includes(body.routine) ? library.findInForce(body.routine, today)?.definition : undefined;
  if (!definition) return { errors: [...errors, { pointer: '/routine', message: m.routineUnknown(inForce) }] };
  const { version } = definition;
  if (body.version !== undefined && body.version !== version)
    errors.push({ pointer: '/version', message: m.versionNotInForce(version) });
  const facts: NewFact[] = [];
  for (const [name, value] of Object.entries(body.facts ?? {})) {
    const pointer = `/facts/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const fact = Object.hasOwn(definition.facts, name) ? definition.facts[name] : undefined;
    if (!fact) {
      errors.push({ pointer, message: m.factUnknown(Object.keys(definition.facts)) });
      continue;
    }
    const read = readFactValue(fact, value, language);
    if ('problem' in read) errors.push({ pointer, message: read.problem });
    else if (read.value !== 'unknown') facts.push({ name, value: read.value });
  }
  return errors.length > 0
    ? { errors }
    : { start: { routine: body.routine, version, openedOn: body.opened as LocalDate, facts } };
}
