import type { Language } from '../kernel/text.ts';
import { singleAnchors, type CompiledObligation, type CompiledRoutine } from './compile.ts';
import type { Anchor, Need, RoutineDefinition, WaitsFor } from './definition.ts';
import { inSentence } from '../kernel/words.ts';
import { entryName, factName, obligationTitle } from './words.ts';

/**
 * What an obligation hangs on: another obligation without which it is blocked (`needs`), something that must come first (`waits`),
 * or another obligation that its time is counted from (`counted`). `from` is absent for what is no obligation.
 */
export type Relation = {
  readonly kind: 'needs' | 'waits' | 'counted';
  readonly from?: string;
  readonly to: string;
  /** In words, of `to`: "väntar på ”Uppstartsmöte”". */
  readonly says: string;
};

const phrases = {
  sv: {
    quoted: (name: string) => `”${name}”`,
    needs: (other: string) => `kan inte göras innan ${other} är klart`,
    needsConsent: (consent: string, other: string) => `kan inte göras utan ${consent}, som inhämtas under ${other}`,
    waits: (other: string) => `väntar på ${other}`,
    waitsForEntry: (entry: string) => `väntar på att ${entry} dokumenteras`,
    waitsForFact: (fact: string) => `väntar på att det är känt: ${fact}`,
    counted: (other: string) => `tiden räknas från ${other}`,
  },
  en: {
    quoted: (name: string) => `“${name}”`,
    needs: (other: string) => `cannot be done until ${other} is done`,
    needsConsent: (consent: string, other: string) => `cannot be done without ${consent}, obtained under ${other}`,
    waits: (other: string) => `waits for ${other}`,
    waitsForEntry: (entry: string) => `waits until ${entry} is recorded`,
    waitsForFact: (fact: string) => `waits until this is known: ${fact}`,
    counted: (other: string) => `the time is counted from ${other}`,
  },
} as const satisfies Record<Language, object>;

type Voice = { readonly definition: RoutineDefinition; readonly language: Language };

const titleOf = ({ definition, language }: Voice, id: string): string =>
  phrases[language].quoted(obligationTitle(definition, id, language));

function needed(voice: Voice, to: string, need: Need): Relation {
  const { definition, language } = voice;
  const say = phrases[language];
  if ('obligation' in need)
    return { kind: 'needs', from: need.obligation, to, says: say.needs(titleOf(voice, need.obligation)) };
  const consent = say.quoted(inSentence(definition.consents[need.consent]?.name[language] ?? need.consent));
  return { kind: 'needs', from: need.obtainedBy, to, says: say.needsConsent(consent, titleOf(voice, need.obtainedBy)) };
}

function awaited(voice: Voice, to: string, wait: WaitsFor): Relation {
  const { definition, language } = voice;
  const say = phrases[language];
  if ('obligation' in wait)
    return { kind: 'waits', from: wait.obligation, to, says: say.waits(titleOf(voice, wait.obligation)) };
  const says =
    'entry' in wait
      ? say.waitsForEntry(say.quoted(entryName(definition, wait.entry, language)))
      : say.waitsForFact(factName(definition, wait.fact, language));
  return { kind: 'waits', to, says };
}

const countedFrom = ({ opens, due, repeat }: CompiledObligation): readonly string[] => {
  const anchors: readonly (Anchor | undefined)[] = [
    opens?.from,
    ...due.map(({ from }) => from),
    repeat?.definition.from,
    repeat?.definition.until,
  ];
  const single = anchors.flatMap((anchor) => (anchor === undefined ? [] : singleAnchors(anchor)));
  return [...new Set(single.flatMap((anchor) => ('obligation' in anchor ? [anchor.obligation] : [])))];
};

/** What every obligation hangs on, in the order of the definition, with the words for it. */
export const relationsOf = (compiled: CompiledRoutine, language: Language): readonly Relation[] => {
  const voice = { definition: compiled.definition, language };
  return compiled.obligations.flatMap((obligation) => [
    ...obligation.needs.map((need) => needed(voice, obligation.id, need)),
    ...(obligation.definition.waitsFor ?? []).map((wait) => awaited(voice, obligation.id, wait)),
    ...countedFrom(obligation).map((from): Relation => ({
      kind: 'counted',
      from,
      to: obligation.id,
      says: phrases[language].counted(titleOf(voice, from)),
    })),
  ]);
};
