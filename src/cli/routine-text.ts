import type { Language } from '../kernel/text.ts';
import {
  explainBriefly,
  modalityWords,
  obligationTitle,
  phaseName,
  roleName,
  stateWords,
  writtenDate,
  type ObligationState,
  type RoutineDefinition,
  type RunState,
} from '../routine/index.ts';

const words = {
  sv: {
    source: 'Källa',
    facts: 'Uppgifter',
    interpretations: 'Tolkningar',
    steps: 'Att göra nu',
    late: 'efter sista dagen',
    warnings: 'Observera',
    none: 'Inget just nu.',
  },
  en: {
    source: 'Source',
    facts: 'Facts',
    interpretations: 'Interpretations',
    steps: 'To do now',
    late: 'after the last day',
    warnings: 'Note',
    none: 'Nothing right now.',
  },
} as const satisfies Record<Language, object>;

function roles(definition: RoutineDefinition, who: readonly string[], language: Language): string {
  return who.map((role) => roleName(definition, role, language)).join(', ');
}

/** A routine version for a terminal: phases with their obligations, facts and interpretations. */
export function routineText(definition: RoutineDefinition, language: Language): readonly string[] {
  const lines = [
    `${definition.name[language]} (${definition.routine}@${definition.version})`,
    definition.document.cite,
  ];
  for (const phase of definition.phases) {
    lines.push('', phase.name[language]);
    for (const obligation of definition.obligations.filter((each) => each.phase === phase.id)) {
      const who = roles(definition, obligation.who, language);
      lines.push(`  ${obligation.id} – ${modalityWords[obligation.modality][language]} – ${who}`);
      lines.push(`    ${obligation.sentence[language]}`, `    ${words[language].source}: ${obligation.source.heading}`);
    }
  }
  lines.push('', words[language].facts);
  for (const [id, fact] of Object.entries(definition.facts)) lines.push(`  ${id} – ${fact.question[language]}`);
  lines.push('', words[language].interpretations);
  for (const [id, interpretation] of Object.entries(definition.interpretations)) {
    lines.push(`  ${id} – ${interpretation.name[language]}: ${interpretation.reason[language]}`);
  }
  return lines;
}

function stateLine(state: ObligationState, language: Language): string {
  const late = state.late === true ? ` (${words[language].late})` : '';
  const word = `${stateWords[state.state][language]}${late}`;
  return `  [${word}] ${obligationTitle(state.reason.obligation.routine, state.id, language)}: ${explainBriefly(state, language)}`;
}

/** The state of a run for a terminal: what to do first, then every obligation by phase with its first sentence of why. */
export function evaluationText(definition: RoutineDefinition, state: RunState, language: Language): readonly string[] {
  const say = words[language];
  const lines = [
    `${definition.name[language]} (${state.routine}@${state.version}), ${writtenDate(state.at, language)}`,
  ];
  if (state.warnings.length > 0) lines.push('', say.warnings);
  for (const { message } of state.warnings) lines.push(`  ${message[language]}`);
  lines.push('', say.steps);
  if (state.nextSteps.length === 0) lines.push(`  ${say.none}`);
  for (const { obligation, due, who } of state.nextSteps) {
    const when = due === undefined ? '' : ` – ${writtenDate(due, language)}`;
    lines.push(`  ${obligationTitle(definition, obligation, language)}${when} – ${roles(definition, who, language)}`);
  }
  for (const { id } of definition.phases) {
    lines.push('', phaseName(definition, id, language));
    lines.push(...state.obligations.filter(({ phase }) => phase === id).map((each) => stateLine(each, language)));
  }
  return lines;
}
