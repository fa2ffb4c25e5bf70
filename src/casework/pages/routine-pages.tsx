import { get, notFound, page, type Route } from '../../platform/route.ts';
import {
  atStart,
  type CompiledRoutine,
  conditionInWords,
  dueInWords,
  type Library,
  phaseStartInWords,
} from '../../routine/index.ts';
import type { Language } from '../../kernel/text.ts';
import { words } from '../messages/words.ts';
import { paths } from '../paths.ts';
import { routineLibrary } from '../routines.ts';
import { openRuns } from '../store/routine-use.ts';
import { RoutineList, RoutinePage, type RoutinePageProps } from '../views/index.ts';
import { interpretationViews, roleName, writtenDate } from './wording.ts';

const hrefOf = ({ definition: { routine, version } }: CompiledRoutine): string => paths.routine({ routine, version });

function validFrom({ definition: { document } }: CompiledRoutine, language: Language): string {
  const date = writtenDate(document.validFrom.date, language);
  return document.validFrom.approximate === true ? words[language].approximately(date) : date;
}

export const routinePages: readonly Route[] = [
  get({
    path: paths.routines,
    may: 'routine:read',
    audit: 'routine.list',
    handle: async (request) => {
      const { language } = request.actor;
      const counts = await openRuns(request);
      const library = await routineLibrary(request);
      const versions = library.routines().flatMap((routine) => library.versions(routine).toReversed());
      return page({
        place: 'routines',
        content: (
          <RoutineList
            routines={versions.map((version) => {
              const { routine, version: number, name } = version.definition;
              const key = `${routine}@${number}`;
              return {
                key,
                title: name[language],
                href: hrefOf(version),
                version: number,
                validFrom: validFrom(version, language),
                openRuns: counts.get(key) ?? 0,
              };
            })}
          />
        ),
      });
    },
  }),
  get({
    path: paths.routine,
    may: 'routine:read',
    audit: 'routine.read',
    handle: async (request) => {
      const library = await routineLibrary(request);
      const routine = library.find(request.parameters.routine, request.parameters.version);
      return routine
        ? page({
            place: 'routines',
            content: (
              <RoutinePage
                {...routineView(library, routine, request.actor.language)}
                {...(request.actor.permissions.has('routine:publish')
                  ? {
                      writeHref: paths.startRoutineDraft({
                        fran: `${routine.definition.routine}@${routine.definition.version}`,
                      }),
                      draftsHref: paths.routineDrafts(),
                    }
                  : {})}
              />
            ),
          })
        : notFound;
    },
  }),
];

function routineView(library: Library, routine: CompiledRoutine, language: Language): RoutinePageProps {
  const { definition } = routine;
  const { document } = definition;
  const others = library
    .versions(definition.routine)
    .filter((other) => other.definition.version !== definition.version);
  return {
    title: definition.name[language],
    version: definition.version,
    validFrom: validFrom(routine, language),
    ...(document.validUntil ? { validUntil: writtenDate(document.validUntil.date, language) } : {}),
    decidedBy: document.decidedBy?.[language],
    owner: document.owner?.[language],
    appliesTo: document.appliesTo[language],
    otherVersions: others.map((other) => ({ href: hrefOf(other), text: other.definition.version })),
    ...(others.length === 0
      ? {}
      : { compareHref: paths.compareRoutine({ routine: definition.routine, version: definition.version }) }),
    listHref: paths.routines(),
    contacts: definition.contacts.map(({ party, sentence }) => ({
      party: atStart(roleName(definition, party, language)),
      sentence: sentence[language],
    })),
    phases: definition.phases.map((phase) => ({
      id: phase.id,
      title: phase.name[language],
      starts: phaseStartInWords(definition, phase.id, language),
      obligations: routine.obligations
        .filter((obligation) => obligation.definition.phase === phase.id)
        .map(({ id, definition: rule, source }) => ({
          id,
          name: rule.title[language],
          sentence: rule.sentence[language],
          who: rule.who.map((role) => roleName(definition, role, language)),
          modality: rule.modality,
          when: dueInWords(definition, id, language),
          condition: conditionInWords(definition, id, language),
          source: { ...source, elsewhere: rule.source.document !== undefined },
          interpretations: interpretationViews({ definition, language }, id),
        })),
    })),
  };
}
