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
import { stateFacts } from '../actions/facts.ts';
import { mayStateFact } from '../available-actions.ts';
import { compiledRoutine } from '../evaluation.ts';
import { routineLibrary } from '../routines.ts';
import { roleInRun } from '../store/people.ts';
import { currentFacts } from '../store/runs.ts';
import { statedFactSchema } from './case-schemas.ts';
import { factConflictSchema, stateFactSchema } from './entry-schemas.ts';
import { examples } from './examples.ts';
import { problems } from './messages/problems.ts';
import { presentedFact } from './present.ts';
import { readFactValue } from './read-fact.ts';
import { runAsked } from './run-routes.ts';

export const factRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'put',
    path: '/api/v1/runs/{run}/facts/{fact}',
    parameters: { run: 'The id of the run.', fact: 'The name of the fact in the routine.' },
    may: 'fact:state',
    audit: 'fact.state',
    operation: 'stateFact',
    tag: 'Facts',
    summary: 'State or change a fact',
    description: 'What was stated before stays in the history.',
    body: {
      schema: stateFactSchema,
      examples: { date: { summary: 'The day of moving in', value: examples.stateFact } },
    },
    answer: { status: 200, description: 'The fact as it stands.', schema: statedFactSchema, example: examples.fact },
    conflict: { description: 'Somebody else was first.', schema: factConflictSchema },
    handle: async (request) => {
      const { language } = request.actor;
      const name = request.parameters.fact;
      const run = await runAsked(request);
      const role = run && (await roleInRun(request, run));
      if (!run || !role) return notFound;
      const { definition } = compiledRoutine(await routineLibrary(request), run);
      const fact = Object.hasOwn(definition.facts, name) ? definition.facts[name] : undefined;
      if (!fact) return notFound;
      if (!mayStateFact(definition, name, request.actor, role)) return forbidden(problems[language].notYoursToState);
      const read = readFactValue(fact, request.body.value, language);
      if ('problem' in read) return invalid([{ pointer: '/value', message: read.problem }]);
      const { key } = request;
      const stated = await stateFacts(request, {
        run: run.id,
        facts: [{ name, value: read.value }],
        seen: request.body.seen,
        key,
      });
      if (stated.outcome === 'not-found') return notFound;
      if (stated.outcome === 'key-reused') return keyReused;
      if (stated.outcome === 'conflict') {
        const { theirs } = stated;
        const other = { fact: presentedFact(theirs), version: stated.run.version };
        return conflict(problems[language].factMeanwhile(theirs.statedByName), other);
      }
      const now = (await currentFacts(request, [run.id])).get(run.id)?.find((current) => current.name === name);
      return now ? answer(presentedFact(now)) : keyReused;
    },
  }),
];
