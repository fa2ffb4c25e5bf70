import type { Language } from '../../kernel/text.ts';
import { get, notFound, page, type Route } from '../../platform/route.ts';
import type { Scope } from '../../platform/door.ts';
import { atStart, listed } from '../../kernel/words.ts';
import {
  type Clock,
  type CompiledObligation,
  type CompiledRoutine,
  type Library,
  conditionInWords,
  drawingOf,
  dueInWords,
  phaseStartInWords,
  type Relation,
  relationsOf,
} from '../../routine/index.ts';
import { paths } from '../paths.ts';
import { routineLibrary } from '../routines.ts';
import { type RoutineObligation, RoutinePage, type RoutinePageProps } from '../views/index.ts';
import { documentDay, documentFacts, statusOf } from './routine-document.ts';
import { interpretationViews, roleName } from './wording.ts';

const hrefOf = ({ definition: { routine, version } }: CompiledRoutine): string => paths.routine({ routine, version });

export const routinePages: readonly Route[] = [
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
                {...routineView(library, routine, request)}
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

/** Whose the times of an obligation are: one for all of them, or each in turn when they differ by condition. */
function clocksOf({ due, repeat }: CompiledObligation): readonly Clock[] {
  const each = repeat ? [repeat.definition.clock] : due.map(({ clock }) => clock);
  return new Set(each).size > 1 ? each : each.slice(0, 1);
}

function routineView(
  library: Library,
  routine: CompiledRoutine,
  { actor: { language }, today }: Scope,
): RoutinePageProps {
  const { definition } = routine;
  const parameters = { routine: definition.routine, version: definition.version };
  const others = library
    .versions(definition.routine)
    .filter((other) => other.definition.version !== definition.version);
  const relations = relationsOf(routine, language);
  return {
    title: definition.name[language],
    version: definition.version,
    status: statusOf(library, routine, today),
    validFrom: documentDay(definition.document.validFrom, language),
    facts: documentFacts(definition, language),
    openRunsHref: paths.openRuns(parameters),
    drawing: drawingOf(routine, language),
    drawingHref: paths.drawing(parameters),
    mermaidHref: paths.mermaid(parameters),
    otherVersions: others.map((other) => ({ href: hrefOf(other), text: other.definition.version })),
    ...(others.length === 0 ? {} : { compareHref: paths.compareRoutine(parameters) }),
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
        .map((obligation) => obligationView(obligation, language, relations)),
    })),
  };
}

function obligationView(
  obligation: CompiledObligation,
  language: Language,
  relations: readonly Relation[],
): RoutineObligation {
  const { id, definition: rule, routine: definition, source } = obligation;
  return {
    id,
    name: rule.title[language],
    sentence: rule.sentence[language],
    who: atStart(
      listed(
        rule.who.map((role) => roleName(definition, role, language)),
        language,
      ),
    ),
    modality: rule.modality,
    when: dueInWords(definition, id, language),
    condition: conditionInWords(definition, id, language),
    clocks: clocksOf(obligation),
    hangsOn: relations.filter(({ to }) => to === id).map(({ says }) => says),
    source: { ...source, elsewhere: rule.source.document !== undefined },
    interpretations: interpretationViews({ definition, language }, id),
  };
}
