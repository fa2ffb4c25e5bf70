import { parseDuration } from '../../kernel/duration.ts';
import type { Language } from '../../kernel/text.ts';
import { inSentence } from '../../kernel/words.ts';
import {
  type Anchor,
  distanceFrom,
  entryName,
  factName,
  type Interpretation,
  type Obligation,
  obligationTitle,
  type RoutineDefinition,
  writtenDistance,
} from '../../routine/index.ts';
import { type OffsetUnit, type Time, type TimeIn, timesOf } from '../draft-text.ts';
import { messages } from '../messages/index.ts';

/** The value of an interpretation: "5 arbetsdagar", "1 månad". */
export function interpretationInWords({ value }: Interpretation, language: Language): string {
  const distance = 'every' in value ? parseDuration(value.every) : distanceFrom(value);
  return distance === undefined ? '' : writtenDistance(distance, language);
}

function anchorInWords(definition: RoutineDefinition, anchor: Anchor, language: Language): string {
  const m = messages[language].obligation.from;
  if ('opening' in anchor) return m.opening;
  if ('latestOf' in anchor) return m.latest;
  if ('fact' in anchor) return m.fact(factName(definition, anchor.fact, language));
  return 'entry' in anchor
    ? m.entry(entryName(definition, anchor.entry, language))
    : m.obligation(inSentence(obligationTitle(definition, anchor.obligation, language)));
}

/** What a time of an obligation is called, and how it is to be typed. */
export function timeInWords(
  definition: RoutineDefinition,
  { opens, due }: Obligation,
  { kind, variant }: TimeIn,
  language: Language,
): Readonly<{ name: string; help: string }> {
  const m = messages[language].obligation;
  const name = kind === 'due' && variant !== undefined ? m.times.dueVariant(variant) : m.times[kind];
  if (kind === 'every') return { name, help: m.everyHelp };
  if (kind === 'tolerance') return { name, help: m.toleranceHelp };
  const variants = due === undefined ? [] : [due].flat();
  const anchor = kind === 'opens' ? opens?.from : variants[(variant ?? 1) - 1]?.from;
  return { name, help: anchor ? m.countHelp(anchorInWords(definition, anchor, language)) : '' };
}

/** What was typed for a time: undefined when it is left out, or a message that says what to do. */
export function readTime(
  typed: Readonly<{ count: string; unit: string }>,
  units: readonly OffsetUnit[],
  bounds: Readonly<{ least?: number; mayBeEmpty: boolean }>,
  language: Language,
): Readonly<{ time: Time | undefined }> | Readonly<{ field: 'count' | 'unit'; message: string }> {
  const m = messages[language].obligation;
  if (typed.count === '' && bounds.mayBeEmpty) return { time: undefined };
  const written = typed.count.replace('−', '-');
  const count = /^-?\d{1,4}$/.test(written) ? Number(written) : undefined;
  if (count === undefined || count < (bounds.least ?? -9999))
    return { field: 'count', message: bounds.least === 1 ? m.everyWrong : m.countWrong };
  const unit = units.find((one) => one === typed.unit);
  return unit === undefined ? { field: 'unit', message: m.unitMissing } : { time: { count, unit } };
}

/** The obligations whose times rest on an interpretation. */
export const usesOf = (definition: RoutineDefinition, interpretation: string, language: Language): readonly string[] =>
  definition.obligations
    .filter((obligation) =>
      timesOf(obligation).some((time) => 'interpretation' in time && time.interpretation === interpretation),
    )
    .map(({ id }) => inSentence(obligationTitle(definition, id, language)));
