import type { Language } from '../kernel/text.ts';
import { atStart, writtenDate } from '../kernel/words.ts';
import {
  conditionInWords,
  dueInWords,
  explainBriefly,
  interpretationsOf,
  modalityWords,
  obligationTitle,
  phaseName,
  roleName,
  stateWords,
  type ObligationState,
  type RoutineDefinition,
  type RunState,
} from '../routine/index.ts';

const words = {
  sv: {
    source: 'Källa',
    facts: 'Uppgifter',
    interpretations: 'Tolkningar',
    contacts: 'Vem du vänder dig till',
    alerts: 'Varningar',
    when: 'Gäller',
    due: 'Tid',
    interpretation: 'Tolkning',
    steps: 'Att göra nu',
    late: 'efter sista dagen',
    warnings: 'Observera',
    none: 'Inget just nu.',
  },
  en: {
    source: 'Source',
    facts: 'Facts',
    interpretations: 'Interpretations',
    contacts: 'Whom to turn to',
    alerts: 'Warnings',
    when: 'Applies',
    due: 'Time',
    interpretation: 'Interpretation',
    steps: 'To do now',
    late: 'after the last day',
    warnings: 'Note',
    none: 'Nothing right now.',
  },
} as const satisfies Record<Language, object>;

type Obligation = RoutineDefinition['obligations'][number];

function obligationLines(definition: RoutineDefinition, obligation: Obligation, language: Language): readonly string[] {
  const { id, modality, who, sentence, source } = obligation;
  const say = words[language];
  const when = conditionInWords(definition, id, language);
  const due = dueInWords(definition, id, language);
  const document = source.document === undefined ? '' : `${source.document}, `;
  return [
    `  ${id} – ${modalityWords[modality][language]} – ${roles(definition, who, language)}`,
    `    ${sentence[language]}`,
    ...(when === undefined ? [] : [`    ${say.when}: ${when}`]),
    ...(due === undefined ? [] : [`    ${say.due}: ${due}`]),
    ...interpretationsOf(definition, id).map(({ name }) => `    ${say.interpretation}: ${name[language]}`),
    `    ${say.source}: ${document}${source.heading}`,
  ];
}

/** Each under its heading, and no heading without any. */
function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)];
}

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
    for (const obligation of definition.obligations.filter((each) => each.phase === phase.id))
      lines.push(...obligationLines(definition, obligation, language));
  }
  const contacts = definition.contacts.map(
    ({ party, sentence }) => `${atStart(roleName(definition, party, language))}: ${sentence[language]}`,
  );
  lines.push(...section(words[language].contacts, contacts));
  const warnings = Object.entries(definition.warnings).map(([id, { says }]) => `${id} – ${says[language]}`);
  lines.push(...section(words[language].alerts, warnings));
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
