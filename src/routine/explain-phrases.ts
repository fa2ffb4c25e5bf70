import type { Language } from '../kernel/text.ts';
import type { Truth } from '../kernel/truth.ts';
import type { ConsentStatus } from './definition.ts';
import { inGenitive } from './words.ts';

type Say = (...parts: readonly string[]) => string;

type Phrases = {
  readonly statedBy: Say;
  readonly notRecorded: Say;
  readonly status: Readonly<Record<ConsentStatus, string>>;
  readonly clause: Readonly<Record<Truth, Say>>;
  readonly condition: Say;
  readonly opening: string;
  readonly latestOf: Say;
  readonly interpretation: Say;
  readonly every: (interval: string, tolerance: string | undefined) => string;
  readonly plus: (distance: string, before: boolean) => string;
  readonly grace: Say;
  readonly noDateYet: Say;
  readonly countedFrom: Say;
  readonly countedFromLast: Say;
  readonly missed: (count: number) => string;
  readonly phaseStarts: Say;
  readonly phaseWaits: Say;
  readonly doneByEntry: (deed: string, due: string | undefined) => string;
  readonly doneByFact: Say;
  readonly ended: Say;
  readonly waived: (date: string, by: string, reason: string | undefined) => string;
  readonly undecided: Say;
  readonly notApplicable: Say;
  readonly blocked: Say;
  readonly waits: Say;
  readonly overdue: Say;
  readonly open: string;
  readonly openWithoutDate: string;
  readonly openUntil: Say;
  readonly intervalChanged: Say;
  readonly missingForDue: Say;
  readonly source: Say;
  /** Of another document than the routine's, where the place is no heading. */
  readonly sourceElsewhere: Say;
};

const sv: Phrases = {
  statedBy: (date, by) => ` (uppgift ${date} från ${by})`,
  notRecorded: (name) => `${name}: inget antecknat`,
  status: {
    given: 'givet',
    declined: 'nekat',
    withdrawn: 'återtaget',
    'not-possible': 'gick inte att inhämta',
    lapsed: 'har upphört att gälla',
  },
  clause: {
    true: (says) => `det stämmer att ${says}`,
    false: (says) => `det stämmer inte att ${says}`,
    unknown: (says) => `det är inte känt om ${says}`,
  },
  condition: (clauses, evidence) => `Villkor: ${clauses} (${evidence}).`,
  opening: 'rutinen startade',
  latestOf: (anchors) => `det som kom sist av ${anchors}`,
  interpretation: (name, by, date, reason) =>
    `”${name}” är en tolkning, inte rutinens egna ord: ${reason} Beslutad ${date} av ${by}.`,
  every: (interval, tolerance) =>
    tolerance === undefined ? `, ${interval}` : `, ${interval} med ${inGenitive(tolerance)} marginal`,
  plus: (distance, before) => (before ? `, ${distance} före` : `, ${distance} efter`),
  grace: (date) => `Därefter ger lagen tid till och med ${date}.`,
  noDateYet: (from) => `Sista dagen räknas från: ${from}. Det datumet finns inte ännu.`,
  countedFrom: (from, offset) => `Sista dagen räknas från: ${from}${offset ?? ''}.`,
  countedFromLast: (date, offset) =>
    `Sista dagen räknas från det senast antecknade tillfället, ${date}${offset ?? ''}.`,
  missed: (count) => ` ${count} ${count === 1 ? 'tillfälle har' : 'tillfällen har'} gått utan anteckning.`,
  phaseStarts: (phase, date) => `Väntar: fasen ”${phase}” börjar ${date}.`,
  phaseWaits: (phase, starts) => `Väntar: fasen ”${phase}” har inte börjat. Den börjar med: ${starts}.`,
  doneByEntry: (deed, due) =>
    due === undefined ? `Klart: ${deed}.` : `Klart efter sista dagen, som var ${due}: ${deed}.`,
  doneByFact: (evidence) => `Klart: ${evidence}.`,
  ended: (date) => `Avslutat ${date}. Inga fler tillfällen ska hållas.`,
  waived: (date, by, reason) => `Avsteg ${date} av ${by}${reason === undefined ? '' : `: ”${reason}”`}.`,
  undecided: (facts) => `Går inte att avgöra ännu. Ange: ${facts}.`,
  notApplicable: (clauses) => `Gäller inte här, för ${clauses}.`,
  blocked: (obligations) => `Kan inte göras ännu. Först behöver det här bli klart: ${obligations}.`,
  waits: (what) => `Väntar på: ${what}.`,
  overdue: (due, missed) => `Sista dagen var ${due}, och det är inte antecknat som klart.${missed ?? ''}`,
  open: 'Att göra. Rutinen anger ingen sista dag.',
  openWithoutDate: 'Att göra. Sista dagen är inte bestämd ännu.',
  openUntil: (due) => `Att göra senast ${due}.`,
  intervalChanged: (date, by, every, why) => `Intervallet ändrades ${date} av ${by} till ${every}: ”${why}”.`,
  missingForDue: (facts) => `Sista dagen går inte att räkna ut innan det här är angivet: ${facts}.`,
  source: (sentence, document, heading) => `${sentence} Källa: ${document}, rubriken ”${heading}”.`,
  sourceElsewhere: (sentence, document, place) => `${sentence} Källa: ${document}, ${place}.`,
};

const en: Phrases = {
  statedBy: (date, by) => ` (stated ${date} by ${by})`,
  notRecorded: (name) => `${name}: nothing recorded`,
  status: {
    given: 'given',
    declined: 'declined',
    withdrawn: 'withdrawn',
    'not-possible': 'could not be obtained',
    lapsed: 'no longer in force',
  },
  clause: {
    true: (says) => `it is true that ${says}`,
    false: (says) => `it is not true that ${says}`,
    unknown: (says) => `it is not known whether ${says}`,
  },
  condition: (clauses, evidence) => `Condition: ${clauses} (${evidence}).`,
  opening: 'the routine was started',
  latestOf: (anchors) => `the latest of ${anchors}`,
  interpretation: (name, by, date, reason) =>
    `“${name}” is an interpretation, not the routine's own words: ${reason} Decided on ${date} by ${by}.`,
  every: (interval, tolerance) =>
    tolerance === undefined ? `, ${interval}` : `, ${interval} with a margin of ${tolerance}`,
  plus: (distance, before) => (before ? `, ${distance} before` : `, ${distance} after`),
  grace: (date) => `After that the law gives time until ${date}.`,
  noDateYet: (from) => `The last day is counted from: ${from}. That date is not there yet.`,
  countedFrom: (from, offset) => `The last day is counted from: ${from}${offset ?? ''}.`,
  countedFromLast: (date, offset) => `The last day is counted from the latest one recorded, ${date}${offset ?? ''}.`,
  missed: (count) => ` ${count} ${count === 1 ? 'occurrence has' : 'occurrences have'} passed without an entry.`,
  phaseStarts: (phase, date) => `Waiting: the phase “${phase}” begins ${date}.`,
  phaseWaits: (phase, starts) => `Waiting: the phase “${phase}” has not begun. It begins with: ${starts}.`,
  doneByEntry: (deed, due) =>
    due === undefined ? `Done: ${deed}.` : `Done after the last day, which was ${due}: ${deed}.`,
  doneByFact: (evidence) => `Done: ${evidence}.`,
  ended: (date) => `Ended ${date}. There are no more occurrences.`,
  waived: (date, by, reason) => `Departure on ${date} by ${by}${reason === undefined ? '' : `: “${reason}”`}.`,
  undecided: (facts) => `Cannot be decided yet. State: ${facts}.`,
  notApplicable: (clauses) => `Does not apply here, because ${clauses}.`,
  blocked: (obligations) => `Cannot be done yet. First this must be done: ${obligations}.`,
  waits: (what) => `Waiting for: ${what}.`,
  overdue: (due, missed) => `The last day was ${due}, and it is not recorded as done.${missed ?? ''}`,
  open: 'To do. The routine gives no last day.',
  openWithoutDate: 'To do. The last day is not set yet.',
  openUntil: (due) => `To do by ${due}.`,
  intervalChanged: (date, by, every, why) => `The interval was changed on ${date} by ${by} to ${every}: “${why}”.`,
  missingForDue: (facts) => `The last day cannot be counted until this is stated: ${facts}.`,
  source: (sentence, document, heading) => `${sentence} Source: ${document}, under “${heading}”.`,
  sourceElsewhere: (sentence, document, place) => `${sentence} Source: ${document}, ${place}.`,
};

/** The sentences of explanations, in every language. */
export const explainPhrases = { sv, en } as const satisfies Record<Language, Phrases>;
