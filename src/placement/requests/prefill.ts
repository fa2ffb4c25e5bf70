import { civilDate, dayOf, type LocalDate } from '../../kernel/date.ts';
import type { Typed } from '../../platform/typed.ts';
import { bodyFields as f, historyFields } from './typed-body.ts';

/** What a run holds that a request can begin from, as the routine's names have it. */
export type Known = Readonly<{
  facts: Readonly<Record<string, unknown>>;
  /** The answers of the latest entry of a kind that stands. */
  answers: (kind: string) => Readonly<Record<string, unknown>> | undefined;
}>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * What the case and its run already say, as if it had been typed: nothing is asked for twice. Source: documents 000 and 001, "Information
 * kring historik"; the names are those of the routine repeated-discharge.
 */
export function prefilled({ facts, answers }: Known, today: LocalDate): Typed {
  const request = answers('placement-request');
  const assignment = answers('individual-assignment');
  const acute = facts['acuteHomelessness'];
  const moveIn = text(facts['moveIn']);
  const level = text(facts['supportLevel']);
  const needs = [text(assignment?.['needs']), text(assignment?.['assignment'])].filter((part) => part !== '');
  return {
    ...(acute === true || acute === false ? { [f.urgency]: [acute ? 'akut' : 'planerat'] } : {}),
    ...(moveIn >= today ? { [f.start]: [moveIn] } : {}),
    ...(level === '' ? {} : { [f.supportLevel]: [level] }),
    ...(facts['housingForm'] === 'apartment' ? { [f.subcategory]: ['apartment'] } : {}),
    ...(needs.length === 0 ? {} : { [f.needsInWords]: [needs.join('\n')] }),
    ...(request === undefined
      ? {}
      : Object.fromEntries(historyFields.map((field) => [f[field], [text(request[field])]]))),
  };
}

/** Whole years on a day, of somebody with a personal identity number of twelve digits. */
export function ageFrom(digits: string, today: LocalDate): number | undefined {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const now = civilDate(dayOf(today));
  const age = now.year - year - (now.month < month || (now.month === month && now.day < day) ? 1 : 0);
  return age >= 0 && age <= 120 ? age : undefined;
}
