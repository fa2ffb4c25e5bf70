import { parseDuration } from '../kernel/duration.ts';
import type { Language } from '../kernel/text.ts';
import { distanceFrom, singleAnchors } from './compile.ts';
import type {
  Anchor,
  Condition,
  DateRule,
  DueVariant,
  Offset,
  OffsetSource,
  Repeat,
  RoutineDefinition,
} from './definition.ts';
import { inSentence, listed } from '../kernel/words.ts';
import { entryName, factName, inGenitive, obligationTitle, writtenDistance, writtenEvery } from './words.ts';

const phrases = {
  sv: {
    opening: 'när rutinen startas',
    openingDay: 'dagen rutinen startas',
    factDay: (fact: string) => `dagen för ${fact}`,
    entryDay: (entry: string) => `dagen för ”${entry}”`,
    latestDay: (days: string) => `det som kommer sist av ${days}`,
    whenFact: (fact: string) => `på dagen för ${fact}`,
    whenEntry: (entry: string) => `när ”${entry}” har dokumenterats`,
    noLater: (anchor: string) => `senast ${anchor}`,
    noEarlier: (anchor: string) => `tidigast ${anchor}`,
    noEarlierAfter: (distance: string, anchor: string) => `tidigast ${distance} efter ${anchor}`,
    noEarlierBefore: (distance: string, anchor: string) => `tidigast ${distance} före ${anchor}`,
    grace: (distance: string) => `, och därefter ${distance} till`,
    after: (distance: string, anchor: string) => `senast ${distance} efter ${anchor}`,
    before: (distance: string, anchor: string) => `senast ${distance} före ${anchor}`,
    every: (interval: string, anchor: string) => `${interval} från ${anchor}`,
    until: (interval: string, anchor: string) => `${interval} till ${anchor}`,
    margin: (distance: string) => `med ${inGenitive(distance)} marginal`,
    if: (condition: string) => `om ${condition}`,
    onlyIf: (condition: string) => `bara om ${condition}`,
    unless: (condition: string) => `inte om ${condition}`,
    not: (condition: string) => `inte ${condition}`,
    and: ' och ',
    or: ' eller ',
    otherwise: '; annars ',
  },
  en: {
    opening: 'when the routine is started',
    openingDay: 'the day the routine is started',
    factDay: (fact: string) => `the day of ${fact}`,
    entryDay: (entry: string) => `the day of “${entry}”`,
    latestDay: (days: string) => `the latest of ${days}`,
    whenFact: (fact: string) => `on the day of ${fact}`,
    whenEntry: (entry: string) => `when “${entry}” has been recorded`,
    noLater: (anchor: string) => `no later than ${anchor}`,
    noEarlier: (anchor: string) => `no earlier than ${anchor}`,
    noEarlierAfter: (distance: string, anchor: string) => `no earlier than ${distance} after ${anchor}`,
    noEarlierBefore: (distance: string, anchor: string) => `no earlier than ${distance} before ${anchor}`,
    grace: (distance: string) => `, and then another ${distance}`,
    after: (distance: string, anchor: string) => `no later than ${distance} after ${anchor}`,
    before: (distance: string, anchor: string) => `no later than ${distance} before ${anchor}`,
    every: (interval: string, anchor: string) => `${interval} from ${anchor}`,
    until: (interval: string, anchor: string) => `${interval} until ${anchor}`,
    margin: (distance: string) => `within a margin of ${distance}`,
    if: (condition: string) => `if ${condition}`,
    onlyIf: (condition: string) => `only if ${condition}`,
    unless: (condition: string) => `unless ${condition}`,
    not: (condition: string) => `not ${condition}`,
    and: ' and ',
    or: ' or ',
    otherwise: '; otherwise ',
  },
} as const satisfies Record<Language, object>;

type Voice = Readonly<{ definition: RoutineDefinition; language: Language }>;

function anchorDay({ definition, language }: Voice, anchor: Anchor): string {
  const say = phrases[language];
  if ('opening' in anchor) return say.openingDay;
  if ('fact' in anchor) return say.factDay(factName(definition, anchor.fact, language));
  if ('entry' in anchor) return say.entryDay(inSentence(entryName(definition, anchor.entry, language)));
  if ('latestOf' in anchor) {
    const days = singleAnchors(anchor).map((single) => anchorDay({ definition, language }, single));
    return say.latestDay(listed(days, language));
  }
  return say.entryDay(inSentence(obligationTitle(definition, anchor.obligation, language)));
}

function offsetOf({ definition }: Voice, source: OffsetSource | undefined): Offset | undefined {
  if (source === undefined) return undefined;
  if (!('interpretation' in source)) return source;
  const value = definition.interpretations[source.interpretation]?.value;
  return value === undefined || 'every' in value ? undefined : value;
}

function variantInWords(voice: Voice, variant: DueVariant): string {
  const say = phrases[voice.language];
  const offset = offsetOf(voice, variant.plus);
  const anchor = anchorDay(voice, variant.from);
  const distance = offset && distanceFrom(offset);
  const day =
    distance === undefined || distance.count === 0
      ? say.noLater(anchor)
      : distance.count > 0
        ? say.after(writtenDistance(distance, voice.language), anchor)
        : say.before(writtenDistance(distance, voice.language), anchor);
  const grace = variant.grace && say.grace(writtenDistance(distanceFrom(variant.grace), voice.language));
  const until = `${day}${grace ?? ''}`;
  return variant.when === undefined ? until : `${say.if(conditionText(voice, variant.when))}: ${until}`;
}

function opensInWords(voice: Voice, { from, plus }: DateRule): string {
  const say = phrases[voice.language];
  const offset = offsetOf(voice, plus);
  const distance = offset && distanceFrom(offset);
  const anchor = anchorDay(voice, from);
  if (distance === undefined || distance.count === 0) return say.noEarlier(anchor);
  const written = writtenDistance(distance, voice.language);
  return distance.count > 0 ? say.noEarlierAfter(written, anchor) : say.noEarlierBefore(written, anchor);
}

function repeatInWords(voice: Voice, repeat: Repeat): string {
  const say = phrases[voice.language];
  const value =
    typeof repeat.every === 'string' ? undefined : voice.definition.interpretations[repeat.every.interpretation]?.value;
  const duration = typeof repeat.every === 'string' ? repeat.every : value && 'every' in value ? value.every : '';
  const distance = parseDuration(duration);
  const from = say.every(distance ? writtenEvery(distance, voice.language) : duration, anchorDay(voice, repeat.from));
  const interval = repeat.until === undefined ? from : say.until(from, anchorDay(voice, repeat.until));
  const offset = offsetOf(voice, repeat.tolerance);
  const tolerance = offset && distanceFrom(offset);
  return tolerance === undefined || tolerance.count === 0
    ? interval
    : `${interval}, ${say.margin(writtenDistance(tolerance, voice.language))}`;
}

function conditionText(voice: Voice, condition: Condition): string {
  const say = phrases[voice.language];
  if ('clause' in condition)
    return voice.definition.clauses[condition.clause]?.says[voice.language] ?? condition.clause;
  if ('all' in condition) return condition.all.map((part) => conditionText(voice, part)).join(say.and);
  if ('any' in condition) return condition.any.map((part) => conditionText(voice, part)).join(say.or);
  if ('not' in condition) return say.not(conditionText(voice, condition.not));
  if ('fact' in condition) return factName(voice.definition, condition.fact, voice.language);
  if ('entry' in condition) return entryName(voice.definition, condition.entry, voice.language);
  if ('date' in condition) return anchorDay(voice, condition.date);
  return entryName(voice.definition, 'consent', voice.language, condition.consent);
}

const obligationOf = (definition: RoutineDefinition, obligation: string) =>
  definition.obligations.find(({ id }) => id === obligation);

/** When an obligation is to be done and counted from what, in words; undefined when the routine sets no day. */
export function dueInWords(definition: RoutineDefinition, obligation: string, language: Language): string | undefined {
  const voice = { definition, language };
  const rule = obligationOf(definition, obligation);
  if (rule?.repeat) return repeatInWords(voice, rule.repeat);
  const variants = rule?.due === undefined ? [] : [rule.due].flat();
  const due = variants.map((variant) => variantInWords(voice, variant)).join(phrases[language].otherwise);
  const opens = rule?.opens === undefined ? '' : opensInWords(voice, rule.opens);
  const told = [opens, due].filter((text) => text !== '');
  return told.length === 0 ? undefined : told.join(', ');
}

/** On what condition an obligation applies, in words; undefined when it always does. */
export function conditionInWords(
  definition: RoutineDefinition,
  obligation: string,
  language: Language,
): string | undefined {
  const when = obligationOf(definition, obligation)?.when;
  if (when === undefined) return undefined;
  const [says, condition] = 'not' in when ? [phrases[language].unless, when.not] : [phrases[language].onlyIf, when];
  return says(conditionText({ definition, language }, condition));
}

/** What starts a phase, in words. */
export function phaseStartInWords(definition: RoutineDefinition, phase: string, language: Language): string {
  const say = phrases[language];
  const starts = definition.phases.find(({ id }) => id === phase)?.starts;
  if (starts === undefined || 'opening' in starts) return say.opening;
  if ('fact' in starts) return say.whenFact(factName(definition, starts.fact, language));
  if ('entry' in starts) return say.whenEntry(inSentence(entryName(definition, starts.entry, language)));
  return say.whenEntry(inSentence(obligationTitle(definition, starts.obligation, language)));
}
