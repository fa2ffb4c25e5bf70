import type { Actor } from '../../kernel/actor.ts';
import type { LocalDate } from '../../kernel/date.ts';
import { inSentence, listed } from '../../kernel/words.ts';
import { type Library, obligationTitle, roleName } from '../../routine/index.ts';
import { actionsOn } from '../available-actions.ts';
import { compiledRoutine } from '../evaluation.ts';
import { warningMark } from './wording.ts';
import { words } from '../messages/words.ts';
import { actsAsOneOf } from '../parties.ts';
import { paths } from '../paths.ts';
import type { WorkedRun } from '../store/worklist.ts';
import type { TaskGroups, TaskLine } from '../views/index.ts';
import { type TakenOn, takenKey } from '../taken-on.ts';
import { takenOnView, takeOnLink } from './taken-on-view.ts';
import { type Bucket, bucketOf, buckets, compareItems, isForManager, type WorkItem } from '../worklist.ts';

/** Lines shown in a group before one asks for all of them. */
const shortList = 15;

/** The parts of the day that one is reminded of, and can say that one is on. */
const pressing: ReadonlySet<Bucket> = new Set(['late', 'today', 'week']);

/** A run in somebody's day: their own, or one of a colleague's who is away. */
export type DayRun = WorkedRun & Readonly<{ standIn?: string }>;
type Line = Readonly<{ item: WorkItem; run: DayRun }>;

/** Every unfinished obligation of the runs in the part of the day it belongs to; a missing fact is asked for once in a run. */
export function byBucket(
  library: Library,
  runs: readonly DayRun[],
  today: LocalDate,
): Readonly<Record<Bucket, readonly Line[]>> {
  const lines: Record<Bucket, Line[]> = { late: [], today: [], week: [], needsAnswer: [], waiting: [], canRest: [] };
  for (const run of runs) {
    const { definition } = compiledRoutine(library, run);
    const asked = new Set<string>();
    for (const item of run.items.toSorted(compareItems)) {
      const bucket = bucketOf(item, definition, run.role, today);
      if (bucket === 'needsAnswer' && item.missingFacts.every((fact) => asked.has(fact))) continue;
      if (bucket === 'needsAnswer') for (const fact of item.missingFacts) asked.add(fact);
      lines[bucket].push({ item, run });
    }
  }
  return lines;
}

/** What has been late for so long that the unit manager is to follow it up: each once, with everybody whose it is. */
export function linesForManager(
  library: Library,
  people: readonly Readonly<{ name: string; runs: readonly WorkedRun[] }>[],
  actor: Actor,
  today: LocalDate,
  taken: ReadonlyMap<string, TakenOn>,
): readonly TaskLine[] {
  const found = new Map<string, Line & Readonly<{ names: readonly string[] }>>();
  for (const { name, runs } of people)
    for (const { item, run } of byBucket(library, runs, today).late) {
      if (!isForManager(item, today)) continue;
      const key = takenKey(run.id, item.obligation);
      found.set(key, { item, run, names: [...(found.get(key)?.names ?? []), name] });
    }
  return [...found.values()]
    .toSorted((left, right) => compareItems(left.item, right.item))
    .map(({ item, run, names }) => ({
      ...taskLine(library, item, run, actor, 'waiting', taken),
      waitsFor: undefined,
      withWhom: listed(names, actor.language),
    }));
}

/** Whether it is for the one whose run this is to do, and not for somebody that they wait for. */
export const isOwnItem = (library: Library, item: WorkItem, run: WorkedRun): boolean =>
  actsAsOneOf(compiledRoutine(library, run).definition, run.role, item.who);

/** Somebody's day as groups of lines. */
export function dayGroups(
  library: Library,
  runs: readonly DayRun[],
  actor: Actor,
  today: LocalDate,
  taken: ReadonlyMap<string, TakenOn>,
  shownWhole: string,
  showAll: (bucket: Bucket) => string,
): TaskGroups {
  const lines = byBucket(library, runs, today);
  const group = (bucket: Bucket): TaskGroups[Bucket] => {
    const all = lines[bucket].toSorted((left, right) => compareItems(left.item, right.item));
    const shown = shownWhole === bucket ? all : all.slice(0, shortList);
    return {
      lines: shown.map(({ item, run }) => taskLine(library, item, run, actor, bucket, taken)),
      total: all.length,
      ...(shown.length < all.length ? { moreHref: `${showAll(bucket)}#${bucket}` } : {}),
    };
  };
  return Object.fromEntries(buckets.map((bucket) => [bucket, group(bucket)])) as TaskGroups;
}

function taskLine(
  library: Library,
  item: WorkItem,
  run: DayRun,
  actor: Actor,
  bucket: Bucket,
  taken: ReadonlyMap<string, TakenOn>,
): TaskLine {
  const { language } = actor;
  const { definition } = compiledRoutine(library, run);
  const title = (id: string): string => obligationTitle(definition, id, language);
  const [fact] = item.missingFacts;
  const mayAct = bucket !== 'waiting' && actor.permissions.has('entry:record');
  return {
    key: `${run.id} ${item.obligation}`,
    state: item.state,
    what: title(item.obligation),
    caseNumber: run.caseNumber,
    individualName: run.person.name('list', language),
    runHref: paths.run({ run: run.id }),
    due: item.due,
    standIn: run.standIn,
    graceUntil: item.graceUntil,
    first: item.firstBecause && warningMark(definition, item.firstBecause, language),
    ...waitsFor(library, item, run, bucket, language),
    ...(fact !== undefined && bucket === 'needsAnswer'
      ? {
          missingFact: {
            label: definition.facts[fact]?.name[language] ?? fact,
            ...(actor.permissions.has('fact:state') ? { href: paths.fact({ run: run.id, fact }) } : {}),
          },
        }
      : {}),
    ...(mayAct && item.state !== 'unknown' ? actionOf(library, item, run, actor) : {}),
    ...takenOnView(actor, run.id, item, taken),
    ...(mayAct && pressing.has(bucket) ? { takeOn: takeOnLink(run.id, item.obligation, language) } : {}),
  };
}

function waitsFor(
  library: Library,
  item: WorkItem,
  run: WorkedRun,
  bucket: Bucket,
  language: Actor['language'],
): Pick<TaskLine, 'waitsFor'> {
  const { definition } = compiledRoutine(library, run);
  if (item.waitingOn.length > 0) {
    return {
      waitsFor: listed(
        item.waitingOn.map((id) => inSentence(obligationTitle(definition, id, language))),
        language,
      ),
    };
  }
  if (bucket !== 'waiting') return {};
  return {
    waitsFor: listed(
      item.who.map((role) => roleName(definition, role, language)),
      language,
    ),
  };
}

function actionOf(library: Library, item: WorkItem, run: WorkedRun, actor: Actor): Pick<TaskLine, 'action'> {
  const { definition } = compiledRoutine(library, run);
  const { record } = actionsOn({ id: item.obligation, state: item.state, who: item.who }, definition, run.role);
  if (!('allowed' in record) || item.state === 'waiting' || item.state === 'blocked') return {};
  const [kind] = record.allowed;
  if (!kind) {
    const fact = definition.obligations
      .find(({ id }) => id === item.obligation)
      ?.fulfilledBy.flatMap((way) => ('fact' in way ? [way.fact] : []))[0];
    const name = fact === undefined ? undefined : definition.facts[fact]?.name[actor.language];
    return fact === undefined || name === undefined
      ? {}
      : {
          action: {
            href: paths.fact({ run: run.id, fact }),
            text: words[actor.language].fulfilsByFact(inSentence(name)),
          },
        };
  }
  return {
    action: {
      href: paths.record({ run: run.id, kind: kind.kind }, { atagande: item.obligation, syfte: kind.purpose }),
      text: words[actor.language].document,
    },
  };
}
