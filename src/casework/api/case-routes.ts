import { z } from 'zod';
import { type CaseId, findId } from '../../kernel/ids.ts';
import { answer, type ApiRoute, apiRoute, invalid, keyReused, notFound } from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import { type CaseToOpen, openCase } from '../actions/open.ts';
import { caseListSize, listCases } from '../store/case-list.ts';
import { type CaseInReach, caseWithKey, findCase } from '../store/cases.ts';
import { runsOfCase } from '../store/runs.ts';
import { caseListSchema, caseSchema, openCaseSchema } from './case-schemas.ts';
import { examples } from './examples.ts';
import { routineLibrary } from '../routines.ts';
import { presentedCase, presentedLine } from './present.ts';
import { readCase } from './read-case.ts';

const tag = 'Cases';

export const caseRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/v1/cases',
    may: 'run:read',
    audit: 'case.list',
    operation: 'listCases',
    tag,
    summary: 'The cases and runs within your reach',
    description: 'Those you are assigned to, and those of the unit you manage. One page at a time.',
    query: z.object({
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      order: z.enum(['number', 'name', 'due', 'opened']).default('number'),
      descending: z.enum(['true', 'false']).default('false'),
    }),
    answer: { status: 200, description: 'A page of the list.', schema: caseListSchema, example: examples.caseList },
    handle: async (request) => {
      const { page, order, descending } = request.query;
      const { lines, total } = await listCases(request, { by: order, descending: descending === 'true', page });
      request.touched({
        cases: lines.flatMap(({ caseId }) => caseId ?? []),
        runs: lines.flatMap(({ runId }) => runId ?? []),
        parts: ['number', 'name', 'due'],
      });
      const library = await routineLibrary(request);
      return answer({
        items: lines.map((line) => presentedLine(library, line, request.actor.language)),
        page,
        pageSize: caseListSize,
        total,
      });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/v1/cases',
    may: 'case:open',
    audit: 'case.open',
    operation: 'openCase',
    tag,
    summary: 'Open a case',
    description:
      'Opens a case in your unit and assigns it to you. An individual whom your area knows by the same number is the same one.',
    body: {
      schema: openCaseSchema,
      examples: { case: { summary: 'A case with a reference to the case system', value: examples.openCase } },
    },
    answer: { status: 201, description: 'The case.', schema: caseSchema, example: { ...examples.case, runs: [] } },
    handle: async (request) => {
      const read = readCase(request.body, request.actor.language);
      const unit = request.actor.roles.find(({ role }) => role === 'caseworker')?.unit;
      if ('errors' in read) return invalid(read.errors);
      if (unit === undefined) return notFound;
      const before = await caseWithKey(request, request.key);
      const written = before && (await findCase(request, before));
      if (written && !isSame(written, read.file)) return keyReused;
      const file = await findCase(request, await openCase(request, { ...read.file, unit, key: request.key }));
      return file ? answer(await caseAnswer(request, file)) : notFound;
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/cases/{case}',
    parameters: { case: 'The id of the case.' },
    may: 'case:read',
    audit: 'case.read',
    operation: 'readCase',
    tag,
    summary: 'A case with its individual and runs',
    description: 'Only for those who reach the whole case. Who is assigned to a run alone reads the run.',
    answer: { status: 200, description: 'The case.', schema: caseSchema, example: examples.case },
    handle: async (request) => {
      const id = findId<CaseId>(request.parameters.case);
      const file = id && (await findCase(request, id));
      return file ? answer(await caseAnswer(request, file)) : notFound;
    },
  }),
];

async function caseAnswer(scope: Scope, file: CaseInReach) {
  const runs = await runsOfCase(scope, file.id);
  scope.touched({ cases: [file.id], runs: runs.map(({ id }) => id), parts: ['case', 'individual', 'runs'] });
  return presentedCase(await routineLibrary(scope), file, runs, scope.actor.language);
}

/** Whether a case with the same key is the one asked for. Who is known by a number keeps the name they are known by. */
function isSame({ person, ...written }: CaseInReach, asked: Omit<CaseToOpen, 'unit' | 'key'>): boolean {
  return (
    person.is(asked) &&
    written.externalSystem === asked.externalSystem &&
    written.externalReference === asked.externalReference
  );
}
