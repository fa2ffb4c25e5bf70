import type { LocalDate } from '../kernel/date.ts';
import { parseDuration } from '../kernel/duration.ts';
import type { Language } from '../kernel/text.ts';
import { singleAnchors } from './compile.ts';
import type { Anchor, RoutineDefinition } from './definition.ts';
import { explainPhrases as phrases } from './explain-phrases.ts';
import type { Deed } from './deeds.ts';
import { interpretationsInCondition } from './interpretations.ts';
import type { DueGround, Evidence, Finding, Reason } from './reason.ts';
import type { FactStated } from './run.ts';
import type { ObligationState, WaitingFor } from './state.ts';
import { inSentence, listed, writtenDate } from '../kernel/words.ts';
import {
  entryName,
  factName,
  obligationTitle,
  phaseName,
  writer,
  writtenDeed,
  writtenDistance,
  writtenEvery,
  writtenValue,
} from './words.ts';

type Voice = { readonly definition: RoutineDefinition; readonly language: Language };

function statedBy({ definition, language }: Voice, stated: FactStated | undefined): string {
  if (stated === undefined) return '';
  return phrases[language].statedBy(writtenDate(stated.at, language), writer(definition, stated, language));
}

function evidenceText(voice: Voice, evidence: Evidence): string {
  const { definition, language } = voice;
  if ('fact' in evidence) {
    const value = writtenValue(definition, evidence.fact, evidence.value, language);
    return `${factName(definition, evidence.fact, language)}: ${value}${statedBy(voice, evidence.stated)}`;
  }
  if ('opened' in evidence) return `${phrases[language].opening} ${writtenDate(evidence.opened, language)}`;
  if (evidence.deed !== undefined) {
    const { status } = evidence.deed.content;
    const text = writtenDeed(definition, evidence.deed, language);
    return status === undefined ? text : `${text} (${phrases[language].status[status]})`;
  }
  const name =
    'consent' in evidence
      ? entryName(definition, 'consent', language, evidence.consent)
      : entryName(definition, evidence.entry, language);
  return phrases[language].notRecorded(name);
}

/** The clauses that decided: for an unknown condition only those that are unknown. */
function clausesText({ language }: Voice, { truth, clauses }: Finding): string {
  const telling = truth === 'unknown' ? clauses.filter((clause) => clause.truth === 'unknown') : clauses;
  const texts = telling.map((clause) => phrases[language].clause[clause.truth](clause.says[language]));
  return listed(texts, language);
}

function conditionText(voice: Voice, finding: Finding): string {
  const evidence = [...new Set(finding.evidence.map((item) => evidenceText(voice, item)))].join('; ');
  return phrases[voice.language].condition(clausesText(voice, finding), evidence);
}

function anchorText(voice: Voice, anchor: Anchor, date: LocalDate | undefined, stated: FactStated | undefined): string {
  const { definition, language } = voice;
  const when = date === undefined ? '' : ` ${writtenDate(date, language)}`;
  if ('opening' in anchor) return `${phrases[language].opening}${when}`;
  if ('fact' in anchor) return `${factName(definition, anchor.fact, language)}${when}${statedBy(voice, stated)}`;
  if ('entry' in anchor) return `${entryName(definition, anchor.entry, language)}${when}`;
  if ('latestOf' in anchor) {
    const anchors = anchor.latestOf.map((single) => anchorText(voice, single, undefined, undefined));
    return `${phrases[language].latestOf(listed(anchors, language))}${when && `,${when}`}`;
  }
  return `${inSentence(obligationTitle(definition, anchor.obligation, language))}${when}`;
}

function interpretationText({ definition, language }: Voice, name: string): string {
  const interpretation = definition.interpretations[name];
  if (interpretation === undefined) return '';
  const { decidedBy, decidedAt, reason } = interpretation;
  return phrases[language].interpretation(
    interpretation.name[language],
    decidedBy[language],
    writtenDate(decidedAt, language),
    reason[language],
  );
}

/** The interpretations a date rests on, in the variant and its condition or in the repetition. */
function interpretationsOf({ obligation, due }: Reason): readonly string[] {
  const { repeat } = obligation;
  const sources = [due?.variant?.plus, repeat?.definition.every, repeat?.definition.tolerance];
  const inDates = sources.flatMap((source) =>
    source !== undefined && typeof source === 'object' && 'interpretation' in source ? [source.interpretation] : [],
  );
  return [...new Set([...inDates, ...interpretationsInCondition(obligation.routine, due?.variant?.when)])];
}

function offsetText({ obligation, due }: Reason, language: Language): string {
  const { repeat } = obligation;
  if (repeat !== undefined) {
    const tolerance = repeat.tolerance.count === 0 ? undefined : writtenDistance(repeat.tolerance, language);
    return phrases[language].every(writtenEvery(repeat.every, language), tolerance);
  }
  const plus = obligation.due.find(({ variant }) => variant === due?.variant)?.plus;
  return plus === undefined || plus.count === 0
    ? ''
    : phrases[language].plus(writtenDistance(plus, language), plus.count < 0);
}

function changeText({ definition, language }: Voice, change: Deed): string {
  const every = parseDuration(change.content.every ?? '');
  return phrases[language].intervalChanged(
    writtenDate(change.at, language),
    writer(definition, change, language),
    every === undefined ? '' : writtenEvery(every, language),
    change.content.reason ?? '',
  );
}

/** Whether it has been said already that the fact counted from is not stated. */
function isToldMissing(anchor: Anchor, missing: readonly string[]): boolean {
  return singleAnchors(anchor).some((single) => 'fact' in single && missing.includes(single.fact));
}

function dueText(voice: Voice, reason: Reason, ground: DueGround, missing: readonly string[]): string {
  const { language } = voice;
  const said: string[] = [];
  if (ground.lastFulfilled !== undefined) {
    const last = writtenDate(ground.lastFulfilled, language);
    said.push(phrases[language].countedFromLast(last, offsetText(reason, language)));
  } else if (ground.anchor !== undefined && !isToldMissing(ground.anchor, missing)) {
    const from = anchorText(voice, ground.anchor, ground.anchorDate, ground.anchorStated);
    const offset = offsetText(reason, language);
    said.push(
      ground.anchorDate === undefined ? phrases[language].noDateYet(from) : phrases[language].countedFrom(from, offset),
    );
  }
  if (ground.intervalChange !== undefined) said.push(changeText(voice, ground.intervalChange));
  if (ground.condition !== undefined) said.push(conditionText(voice, ground.condition));
  said.push(...interpretationsOf(reason).map((name) => interpretationText(voice, name)));
  return said.join(' ');
}

function waitText({ definition, language }: Voice, wait: WaitingFor): string {
  if ('date' in wait) return writtenDate(wait.date, language);
  if ('fact' in wait) return factName(definition, wait.fact, language);
  if ('entry' in wait) return entryName(definition, wait.entry, language);
  if ('phase' in wait) return `”${phaseName(definition, wait.phase, language)}”`;
  return inSentence(obligationTitle(definition, wait.obligation, language));
}

function missedText(state: ObligationState, language: Language): string {
  const missed = (state.occurrences ?? []).filter(({ kept, due }) => !kept && due >= (state.due ?? due)).length;
  return missed > 0 ? phrases[language].missed(missed) : '';
}

function factsText({ definition, language }: Voice, facts: readonly string[]): string {
  return listed(
    facts.map((fact) => factName(definition, fact, language)),
    language,
  );
}

function phaseStart(voice: Voice, phase: string, startsAt: LocalDate | undefined): string {
  const { definition, language } = voice;
  const name = phaseName(definition, phase, language);
  if (startsAt !== undefined) return phrases[language].phaseStarts(name, writtenDate(startsAt, language));
  const starts = definition.phases.find(({ id }) => id === phase)?.starts;
  return phrases[language].phaseWaits(
    name,
    starts === undefined ? '' : anchorText(voice, starts, undefined, undefined),
  );
}

/** The one plain sentence that comes first. */
function firstSentence(voice: Voice, state: ObligationState): string {
  const { definition, language } = voice;
  const words = phrases[language];
  const { ground, condition } = state.reason;
  const due = state.due === undefined ? undefined : writtenDate(state.due, language);
  if (ground.by === 'entry') {
    return words.doneByEntry(writtenDeed(definition, ground.deed, language), state.late === true ? due : undefined);
  }
  if (ground.by === 'fact') return words.doneByFact(evidenceText(voice, ground.evidence));
  if (ground.by === 'end') return words.ended(writtenDate(ground.endedAt, language));
  if (ground.by === 'waiver') {
    const { at, content } = ground.deed;
    return words.waived(writtenDate(at, language), writer(definition, ground.deed, language), content.reason);
  }
  if (ground.by === 'condition') {
    return state.state === 'unknown'
      ? words.undecided(factsText(voice, state.missingFacts ?? []))
      : words.notApplicable(condition === undefined ? '' : clausesText(voice, condition));
  }
  if (ground.by === 'phase') return phaseStart(voice, ground.phase, ground.startsAt);
  if (ground.by === 'needs') {
    return words.blocked(
      listed(
        ground.blockedBy.map((id) => inSentence(obligationTitle(definition, id, language))),
        language,
      ),
    );
  }
  if (ground.by === 'waiting')
    return words.waits(
      listed(
        ground.waitingFor.map((wait) => waitText(voice, wait)),
        language,
      ),
    );
  if (state.state === 'overdue') return words.overdue(due ?? '', missedText(state, language));
  if (due !== undefined) return words.openUntil(due);
  return state.reason.due === undefined ? words.open : words.openWithoutDate;
}

/**
 * Why an obligation is in its state: one plain sentence, then the clauses and facts, how the last day was counted, and
 * the source. The text is made here and not in `evaluate`, which is run far more often than anyone reads.
 */
export function explain(state: ObligationState, language: Language = 'sv'): string {
  const { reason, source } = state;
  const voice: Voice = { definition: reason.obligation.routine, language };
  const { obligation, condition, due, ground } = reason;
  const said = [firstSentence(voice, state)];
  const missing = ground.by === 'condition' ? [] : (state.missingFacts ?? []);
  if (missing.length > 0) said.push(phrases[language].missingForDue(factsText(voice, missing)));
  if (condition !== undefined && condition.evidence.length > 0) said.push(conditionText(voice, condition));
  if (due !== undefined && ground.by !== 'end') said.push(dueText(voice, reason, due, missing));
  if (state.graceUntil !== undefined) said.push(phrases[language].grace(writtenDate(state.graceUntil, language)));
  const { source: own, sentence } = obligation.definition;
  const tellSource = own.document === undefined ? phrases[language].source : phrases[language].sourceElsewhere;
  said.push(tellSource(sentence[language], source.document, source.heading));
  return said.filter((text) => text !== '').join(' ');
}

/** The first sentence of the explanation alone. */
export function explainBriefly(state: ObligationState, language: Language = 'sv'): string {
  return firstSentence({ definition: state.reason.obligation.routine, language }, state);
}
