import { renderToStaticMarkup } from 'react-dom/server';
import { addDays } from '../../kernel/date.ts';
import { file, type Get, get, notFound, page, type Route } from '../../platform/route.ts';
import { type CompiledRoutine, drawingOf, type Library, mermaidText } from '../../routine/index.ts';
import { routineMessages } from '../messages/routines.ts';
import { paths } from '../paths.ts';
import { routineLibrary } from '../routines.ts';
import { openRuns, openRunsOfAll, runsOfVersion } from '../store/routine-use.ts';
import { type LibraryRoutine, RoutineDrawing, RoutineLibrary, RoutineRuns } from '../views/index.ts';
import { type DocumentDate, documentDay, documentFacts, statusOf } from './routine-document.ts';

const mostListed = 200;

type OfVersion = Get<typeof paths.routine.pattern>;

const asked = async (request: OfVersion): Promise<CompiledRoutine | undefined> =>
  (await routineLibrary(request)).find(request.parameters.routine, request.parameters.version);

function libraryRoutine(
  library: Library,
  request: Get<typeof paths.routines.pattern>,
  routine: string,
  counts: ReadonlyMap<string, number>,
  ofAll: ReadonlyMap<string, number | 'few'> | undefined,
): readonly LibraryRoutine[] {
  const { actor, today } = request;
  const versions = library.versions(routine).toReversed();
  const shown = library.findInForce(routine, today) ?? versions[0];
  if (!shown) return [];
  const { language } = actor;
  const parameters = { routine, version: shown.definition.version };
  return [
    {
      key: routine,
      title: shown.definition.name[language],
      href: paths.routine(parameters),
      facts: documentFacts(shown.definition, language),
      ...(versions.length < 2 ? {} : { compareHref: paths.compareRoutine(parameters) }),
      versions: versions.map((compiled, index) => {
        const { version, document } = compiled.definition;
        const until = lastDayOf(compiled, versions[index - 1]);
        return {
          version,
          href: paths.routine({ routine, version }),
          status: statusOf(library, compiled, today),
          validFrom: documentDay(document.validFrom, language),
          validUntil: until && documentDay(until, language),
          openRuns: counts.get(`${routine}@${version}`) ?? 0,
          openRunsOfAll: ofAll && (ofAll.get(`${routine}@${version}`) ?? 0),
          openRunsHref: paths.openRuns({ routine, version }),
        };
      }),
    },
  ];
}

/** The last day on which a version is in force: as its document says, else the day before the version that follows it. */
function lastDayOf({ definition }: CompiledRoutine, next: CompiledRoutine | undefined): DocumentDate | undefined {
  const { validUntil } = definition.document;
  const { validFrom } = next?.definition.document ?? {};
  return validUntil ?? (validFrom && { ...validFrom, date: addDays(validFrom.date, -1) });
}

export const routineLibraryPages: readonly Route[] = [
  get({
    path: paths.routines,
    may: 'routine:read',
    audit: 'routine.list',
    handle: async (request) => {
      const counts = await openRuns(request);
      const ofAll = request.actor.permissions.has('routine:publish') ? await openRunsOfAll(request) : undefined;
      const library = await routineLibrary(request);
      const routines = library
        .routines()
        .flatMap((routine) => libraryRoutine(library, request, routine, counts, ofAll));
      return page({ place: 'routines', content: <RoutineLibrary routines={routines} /> });
    },
  }),
  get({
    path: paths.openRuns,
    may: 'routine:read',
    audit: 'routine.runs',
    handle: async (request) => {
      const found = await asked(request);
      if (!found) return notFound;
      const { routine, version, name } = found.definition;
      const { runs, total } = await runsOfVersion(request, { routine, version, most: mostListed });
      request.touched({ runs: runs.map(({ id }) => id), parts: ['number'] });
      const title = name[request.actor.language];
      return page({
        place: 'routines',
        content: (
          <RoutineRuns
            name={title}
            version={version}
            back={{ href: paths.routine({ routine, version }), text: title }}
            runs={runs.map(({ id, caseNumber, openedOn }) => ({
              href: paths.run({ run: id }),
              number: caseNumber,
              opened: openedOn,
            }))}
            more={total - runs.length}
          />
        ),
      });
    },
  }),
  get({
    path: paths.drawing,
    may: 'routine:read',
    audit: 'routine.drawing',
    handle: async (request) => {
      const found = await asked(request);
      if (!found) return notFound;
      const { language } = request.actor;
      const m = routineMessages[language].drawing;
      const drawing = renderToStaticMarkup(
        <RoutineDrawing
          drawing={drawingOf(found, language)}
          title={m.title(found.definition.name[language])}
          description={m.key}
          starts={m.starts}
          standalone
        />,
      );
      return file(`${fileName(found)}.svg`, 'image/svg+xml; charset=utf-8', drawing);
    },
  }),
  get({
    path: paths.mermaid,
    may: 'routine:read',
    audit: 'routine.mermaid',
    handle: async (request) => {
      const found = await asked(request);
      if (!found) return notFound;
      return file(`${fileName(found)}.mmd`, 'text/plain; charset=utf-8', mermaidText(found, request.actor.language));
    },
  }),
];

const fileName = ({ definition: { routine, version } }: CompiledRoutine): string =>
  `${routine}-${version}`.replaceAll(/[^\w.-]/g, '-');
