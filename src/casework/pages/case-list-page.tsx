import { pagerOf } from '../../ui/index.ts';
import type { Library } from '../../routine/index.ts';
import type { Language } from '../../kernel/text.ts';
import type { Scope } from '../../platform/door.ts';
import { get, page, type Route } from '../../platform/route.ts';
import { compiledRoutine, refresh } from '../evaluation.ts';
import { paths } from '../paths.ts';
import { routineLibrary } from '../routines.ts';
import { type CaseListOrder, caseListSize, type ListedCase, listCases } from '../store/case-list.ts';
import { isFresh } from '../worklist.ts';
import { CaseList, type CaseLine, caseListColumns, type CaseListColumn } from '../views/index.ts';
import { obligationTitle, warningMark } from './wording.ts';

/** No list is this long; a number beyond it is one that the database cannot count to. */
const lastPage = 1_000_000;

export const caseListPage: Route = get({
  path: paths.cases,
  may: 'run:read',
  audit: 'case.list',
  handle: async (request) => {
    const { query, actor } = request;
    const by = caseListColumns.find((column) => column === query.get('ordning')) ?? 'number';
    const descending = query.get('fallande') === 'ja';
    const number = Math.min(Math.max(1, Number.parseInt(query.get('sida') ?? '1', 10) || 1), lastPage);
    const { lines, total } = await listedToday(request, { by, descending, page: number });
    request.touched({
      cases: lines.flatMap(({ caseId }) => caseId ?? []),
      runs: lines.flatMap(({ runId }) => runId ?? []),
      parts: ['number', 'name', 'due'],
    });
    const library = await routineLibrary(request);
    const at = (column: CaseListColumn, down: boolean, sida?: number): string =>
      paths.cases({ ordning: column, fallande: down ? 'ja' : undefined, sida });
    return page({
      place: 'cases',
      content: (
        <CaseList
          lines={lines.map((line) => ({
            key: line.runId ?? line.caseId ?? line.caseNumber,
            number: line.caseNumber,
            href: line.runId ? paths.run({ run: line.runId }) : paths.caseFile({ case: line.caseId ?? '' }),
            individualName: line.person.name('list', actor.language),
            first: markOf(library, line, actor.language),
            routine: routineName(library, line.routine, line.routineVersion, actor.language),
            responsible: line.responsible,
            ...nextStep(library, line, actor.language),
            opened: line.openedOn,
            closed: line.endedOn,
            runOnly: line.runOnly,
          }))}
          pager={pagerOf({ number, size: caseListSize }, lines.length, total, (sida) => at(by, descending, sida))}
          sort={{
            by,
            descending,
            hrefs: Object.fromEntries(
              caseListColumns.map((column) => [column, at(column, column === by && !descending)]),
            ) as Record<CaseListColumn, string>,
          }}
          {...(actor.permissions.has('case:open') ? { openCaseHref: paths.openCase() } : {})}
        />
      ),
    });
  },
});

const markOf = (
  library: Library,
  { routine, routineVersion, firstBecause }: ListedCase,
  language: Language,
): string | undefined =>
  routine === undefined || routineVersion === undefined || firstBecause === undefined
    ? undefined
    : warningMark(compiledRoutine(library, { routine, routineVersion }).definition, firstBecause, language);

const routineName = (
  library: Library,
  routine: string | undefined,
  version: string | undefined,
  language: Language,
): string | undefined =>
  routine === undefined || version === undefined
    ? undefined
    : library.find(routine, version)?.definition.shortName[language];

/** The list, with what is due as of today. */
async function listedToday(scope: Scope, order: CaseListOrder): ReturnType<typeof listCases> {
  const listed = await listCases(scope, order);
  const stale = listed.lines.filter(
    ({ endedOn, evaluatedOn }) => endedOn === undefined && !isFresh(evaluatedOn, scope.today),
  );
  if (stale.length === 0) return listed;
  await refresh(
    scope,
    stale.flatMap(({ runId }) => runId ?? []),
  );
  return listCases(scope, order);
}

function nextStep(
  library: Library,
  { routine, routineVersion, next }: ListedCase,
  language: Language,
): Pick<CaseLine, 'nextStep' | 'nextStepState' | 'due'> {
  const definition =
    routine === undefined || routineVersion === undefined
      ? undefined
      : library.find(routine, routineVersion)?.definition;
  if (!definition || !next) return {};
  return { nextStep: obligationTitle(definition, next.obligation, language), nextStepState: next.state, due: next.due };
}
