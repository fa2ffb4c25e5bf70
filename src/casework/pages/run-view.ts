import type { Actor } from '../../kernel/actor.ts';
import { addDays, type LocalDate } from '../../kernel/date.ts';
import { inSentence } from '../../kernel/words.ts';
import {
  explain,
  factName,
  type ObligationState,
  type PhaseState,
  type RunState,
  type StateName,
  type WaitingFor,
} from '../../routine/index.ts';
import { actionsOn, mayRecord, mayStateFact, type ObligationActions } from '../available-actions.ts';
import type { Entry, RoleInRun, StatedFact } from '../entry.ts';
import type { EvaluatedRun } from '../evaluation.ts';
import { words } from '../messages/words.ts';
import { actsAs, actsAsOneOf } from '../parties.ts';
import { paths } from '../paths.ts';
import type { RunInReach } from '../store/runs.ts';
import type { FactView, Link, MissingFact, NextStep, ObligationView, PhaseView, WhyView } from '../views/index.ts';
import {
  answersOf,
  entryTitle,
  interpretationViews,
  intervalInWords,
  listed,
  obligationTitle,
  phaseName,
  roleName,
  sourceOf,
  type Voice,
  writtenDate,
  writtenValue,
} from './wording.ts';

/** A run as one person sees it: what they may do in it, in their language. */
export type Seen = Readonly<{
  evaluated: EvaluatedRun<RunInReach>;
  voice: Voice;
  role: RoleInRun | undefined;
  actor: Actor;
  today: LocalDate;
  /** The versions that the run followed before, oldest first, each until it was moved from it. */
  earlier: readonly Readonly<{ until: Date; voice: Voice }>[];
}>;

/** In the words of the version that the run followed when it was written: a later one may not know it. */
export const voiceOf = ({ earlier, voice }: Seen, entry: Pick<Entry, 'writtenAt'>): Voice =>
  earlier.find(({ until }) => entry.writtenAt <= until)?.voice ?? voice;

const runParameter = ({ evaluated }: Seen): { run: string } => ({ run: evaluated.run.id });

function actionsFor({ evaluated, role, actor }: Seen, state: ObligationState): ObligationActions {
  const may = actor.permissions.has('entry:record') ? role : undefined;
  return actionsOn(state, evaluated.routine.definition, may);
}

const notAskedYet: ReadonlySet<StateName> = new Set(['unknown', 'waiting', 'blocked']);

/** The one action that fulfils an obligation: the form for the first kind of entry that would. */
export function actionFor(seen: Seen, state: ObligationState): Link | undefined {
  const { record } = actionsFor(seen, state);
  const { definition, language } = seen.voice;
  // What waits, or may not apply, can be written down all the same, but nothing asks for it yet.
  if (!('allowed' in record) || notAskedYet.has(state.state)) return undefined;
  const [kind] = record.allowed;
  if (kind) {
    const text =
      kind.purpose === undefined ? definition.entryKinds[kind.kind]?.action : definition.consents[kind.purpose]?.action;
    const query = { atagande: state.id, syfte: kind.purpose };
    return { href: paths.record({ ...runParameter(seen), kind: kind.kind }, query), text: text?.[language] ?? '' };
  }
  const fact = definition.obligations
    .find(({ id }) => id === state.id)
    ?.fulfilledBy.flatMap((way) => ('fact' in way ? [way.fact] : []))[0];
  return fact === undefined ? undefined : factLink(seen, fact);
}

const factLink = (seen: Seen, fact: string): Link => ({
  href: paths.fact({ ...runParameter(seen), fact }),
  text: words[seen.voice.language].fulfilsByFact(factName(seen.voice.definition, fact, seen.voice.language)),
});

function missingFacts(seen: Seen, state: ObligationState): readonly MissingFact[] {
  const { definition, language } = seen.voice;
  return (state.missingFacts ?? []).map((fact) => ({
    label: factName(definition, fact, language),
    ...(mayStateFact(definition, fact, seen.actor, seen.role)
      ? { href: paths.fact({ ...runParameter(seen), fact }) }
      : {}),
  }));
}

function whyOf(seen: Seen, state: ObligationState): WhyView {
  const { voice } = seen;
  return {
    explanation: explain(state, voice.language),
    source: sourceOf(voice, state.source, state.id),
    interpretations: state.clock === 'law' ? [] : interpretationViews(voice, state.id),
    basis: [],
    ...waitsForWhom(seen, state),
  };
}

function waitsForWhom({ voice, evaluated }: Seen, state: ObligationState): Pick<WhyView, 'waitsForWhom'> {
  const { definition, language } = voice;
  const awaited = [
    ...(state.blockedBy ?? []),
    ...(state.waitingFor ?? []).flatMap((what) => ('obligation' in what ? [what.obligation] : [])),
  ];
  const sentences = awaited.flatMap((id) => {
    const other = evaluated.state.obligations.find((candidate) => candidate.id === id);
    if (!other) return [];
    const who = listed(
      other.who.map((role) => roleName(definition, role, language)),
      language,
    );
    return [words[language].waitsForWhom(who, inSentence(obligationTitle(definition, id, language)))];
  });
  return sentences.length === 0 ? {} : { waitsForWhom: sentences.join(' ') };
}

function waitedForInWords({ voice }: Seen, state: ObligationState): readonly string[] {
  const { definition, language } = voice;
  const title = (id: string): string => inSentence(obligationTitle(definition, id, language));
  const inWords = (what: WaitingFor): string => {
    if ('obligation' in what) return title(what.obligation);
    if ('entry' in what) return inSentence(entryTitle(voice, { kind: what.entry }));
    if ('fact' in what) return factName(definition, what.fact, language);
    if ('date' in what) return writtenDate(what.date, language);
    return inSentence(phaseName(definition, what.phase, language));
  };
  return [...(state.blockedBy ?? []).map(title), ...(state.waitingFor ?? []).map(inWords)];
}

function whoNames({ voice, role }: Seen, who: readonly string[]): readonly string[] {
  const { definition, language } = voice;
  const others = who.filter((party) => role === undefined || !actsAs(definition, role, party));
  const names = others.map((party) => roleName(definition, party, language));
  return others.length < who.length ? [words[language].you, ...names] : names;
}

export function obligationView(seen: Seen, state: ObligationState): ObligationView {
  const { voice, evaluated, role } = seen;
  const { language, definition } = voice;
  const rule = definition.obligations.find(({ id }) => id === state.id);
  const actions = actionsFor(seen, state);
  const parameters = { ...runParameter(seen), obligation: state.id };
  const { ground } = state.reason;
  return {
    id: state.id,
    name: obligationTitle(definition, state.id, language),
    sentence: rule?.sentence[language] ?? '',
    state: state.state,
    runEnded: evaluated.state.endedAt !== undefined,
    modality: state.modality,
    whose: role !== undefined && actsAsOneOf(definition, role, state.who) ? 'mine' : 'others',
    who: whoNames(seen, state.who),
    due: state.due,
    clock: state.clock,
    graceUntil: state.graceUntil,
    doneAt: state.doneAt,
    late: state.late,
    waitsFor: waitedForInWords(seen, state),
    missingFacts: missingFacts(seen, state),
    ...(ground.by === 'waiver'
      ? {
          waived: {
            by: ground.deed.byName ?? roleName(definition, ground.deed.by, language),
            at: ground.deed.at,
            reason: ground.deed.content.reason ?? '',
          },
        }
      : {}),
    ...(state.occurrences && rule?.repeat
      ? {
          occurrences: {
            kept: state.occurrences.filter(({ kept }) => kept).length,
            missed: state.occurrences.filter(({ kept }) => !kept).length,
            lastDoneAt: state.occurrences.findLast(({ doneAt }) => doneAt !== undefined)?.doneAt,
            interval: intervalInWords(currentInterval(evaluated, state.id), language),
          },
        }
      : {}),
    action: actionFor(seen, state),
    ...('allowed' in actions.waive && seen.actor.permissions.has('obligation:waive')
      ? { waiveHref: paths.waive(parameters) }
      : {}),
    ...('allowed' in actions.changeInterval && seen.actor.permissions.has('interval:change')
      ? { intervalHref: paths.interval(parameters) }
      : {}),
    why: whyOf(seen, state),
  };
}

/** How often a repeating obligation is to be done: as last changed, else as the routine says. */
export function currentInterval({ routine, entries }: EvaluatedRun, obligation: string): string {
  const changed = entries.findLast(
    (entry) => entry.kind === 'interval-changed' && entry.obligation === obligation,
  )?.every;
  if (changed !== undefined) return changed;
  const every = routine.definition.obligations.find(({ id }) => id === obligation)?.repeat?.every;
  if (every === undefined) return '';
  if (typeof every === 'string') return every;
  const value = routine.definition.interpretations[every.interpretation]?.value;
  return value && 'every' in value ? value.every : '';
}

const inForce = (state: ObligationState): boolean => state.state !== 'not-applicable';

export const phaseViews = (seen: Seen): readonly PhaseView[] =>
  seen.evaluated.state.phases.map((phase) => {
    const states = seen.evaluated.state.obligations.filter((state) => state.phase === phase.id);
    const applicable = states.filter(inForce);
    const done = applicable.filter(({ state }) => state === 'done' || state === 'waived').length;
    return {
      id: phase.id,
      title: phaseName(seen.voice.definition, phase.id, seen.voice.language),
      ...(phase.started ? {} : { starts: startOf(seen, phase) }),
      state: !phase.started ? 'waiting' : done === applicable.length ? 'done' : 'current',
      done,
      total: applicable.length,
      obligations: states.map((state) => obligationView(seen, state)),
    };
  });

function startOf({ voice }: Seen, phase: PhaseState): string {
  const w = words[voice.language];
  if (phase.startsAt !== undefined) return w.starts(writtenDate(phase.startsAt, voice.language));
  const starts = voice.definition.phases.find(({ id }) => id === phase.id)?.starts;
  if (!starts) return '';
  if ('entry' in starts) return w.startsWithEntry(inSentence(entryTitle(voice, { kind: starts.entry })));
  if ('fact' in starts) return w.startsWithFact(factName(voice.definition, starts.fact, voice.language));
  return '';
}

const mostShown = 3;
const soonInDays = 7;

/** The next steps: the reader's own before others', the most pressing first; then what cannot be told before somebody answers. */
export function nextStepViews(seen: Seen): readonly NextStep[] {
  const { obligations, nextSteps } = seen.evaluated.state;
  const pressing = nextSteps.flatMap(
    ({ obligation }) => obligations.find(({ id, modality }) => id === obligation && modality !== 'may') ?? [],
  );
  const unknown = obligations.filter(({ state }) => state === 'unknown');
  const mine = (state: ObligationState): boolean =>
    seen.role !== undefined && actsAsOneOf(seen.voice.definition, seen.role, state.who);
  const ordered = [
    ...pressing.filter(mine),
    ...unknown.filter(mine),
    ...pressing.filter((state) => !mine(state)),
    ...unknown.filter((state) => !mine(state)),
  ];
  const far = addDays(seen.today, soonInDays);
  const near = ordered.filter(
    ({ state, due }, index) => index === 0 || state !== 'open' || (due !== undefined && due <= far),
  );
  return near.slice(0, mostShown).map((state) => nextStepView(seen, state));
}

function nextStepView(seen: Seen, state: ObligationState): NextStep {
  const view = obligationView(seen, state);
  // What nobody can tell yet begins with the question that decides it.
  const asked = state.state === 'unknown' ? view.missingFacts.find(({ href }) => href !== undefined) : undefined;
  const { id, name, whose, who, sentence, due, clock, graceUntil, why } = view;
  return {
    key: id,
    state: state.state,
    whose,
    who,
    name,
    sentence,
    due,
    clock,
    graceUntil,
    missingFacts: view.missingFacts.filter((fact) => fact !== asked),
    action:
      asked?.href === undefined
        ? view.action
        : { href: asked.href, text: words[seen.voice.language].fulfilsByFact(asked.label) },
    why,
  };
}

export function factViews(seen: Seen): readonly FactView[] {
  const { definition, language } = seen.voice;
  const stated = new Map<string, StatedFact>(seen.evaluated.facts.map((fact) => [fact.name, fact]));
  const known = Object.entries(definition.facts).map(([name, rule]): FactView => {
    const fact = stated.get(name);
    const given = fact && fact.value !== 'unknown' ? fact : undefined;
    return {
      id: name,
      label: rule.name[language],
      ...(given
        ? {
            value: writtenValue(definition, name, given.value, language),
            statedBy: given.statedByName,
            statedAt: given.statedOn,
          }
        : {}),
      ...(mayStateFact(definition, name, seen.actor, seen.role) && (rule.mayChange || !given)
        ? { changeHref: paths.fact({ ...runParameter(seen), fact: name }) }
        : {}),
    };
  });
  return [...known, ...seen.evaluated.facts.flatMap((fact) => formerFactView(seen, fact))];
}

/** A fact that an earlier version asked for and this one does not: it stands as it was stated. */
function formerFactView({ voice, earlier }: Seen, fact: StatedFact): readonly FactView[] {
  const { name, value, statedByName: statedBy, statedOn: statedAt } = fact;
  const former = earlier.findLast((one) => one.voice.definition.facts[name] !== undefined)?.voice.definition;
  const label = former?.facts[name]?.name[voice.language];
  if (voice.definition.facts[name] !== undefined || !former || label === undefined || value === 'unknown') return [];
  return [{ id: name, label, value: writtenValue(former, name, value, voice.language), statedBy, statedAt }];
}

/** What else can be written down: every kind of entry that this person may write in this run. */
export function otherEntries(seen: Seen): readonly Link[] {
  const { definition, language } = seen.voice;
  const { role, actor } = seen;
  if (role === undefined || !actor.permissions.has('entry:record')) return [];
  const kinds = Object.entries(definition.entryKinds).filter(([kind]) => mayRecord(definition, role, { kind }));
  const consents = Object.entries(definition.consents).filter(([purpose]) =>
    mayRecord(definition, role, { kind: 'consent', purpose }),
  );
  return [
    ...kinds.map(([kind, { action }]) => ({
      href: paths.record({ ...runParameter(seen), kind }),
      text: action[language],
    })),
    ...consents.map(([purpose, { action }]) => ({
      href: paths.record({ ...runParameter(seen), kind: 'consent' }, { syfte: purpose }),
      text: action[language],
    })),
  ];
}

/** By which entry each obligation was done, the other way round: what an entry did. */
export const fulfilledBy = (state: RunState, entry: string): readonly string[] =>
  state.obligations
    .filter(({ reason: { ground } }) => ground.by === 'entry' && ground.deed.id === entry)
    .map(({ id }) => id);

export { answersOf };
