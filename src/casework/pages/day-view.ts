import type { Actor } from '../../kernel/actor.ts';
import type { LocalDate } from '../../kernel/date.ts';
import { inSentence, listed, obligationTitle, roleName } from '../../routine/index.ts';
import { actionsOn } from '../available-actions.ts';
import { compiledRoutine } from '../evaluation.ts';
import { words } from '../messages/words.ts';
import { paths } from '../paths.ts';
import type { WorkedRun } from '../store/worklist.ts';
import type { TaskGroups, TaskLine } from '../views/index.ts';
import { type Bucket, bucketOf, buckets, compareItems, type WorkItem } from '../worklist.ts';

/** Lines shown in a group before one asks for all of them. */
const shortList = 15;

/** A run in somebody's day: their own, or one of a colleague's who is away. */
export type DayRun = WorkedRun & Readonly<{ standIn?: string }>;
type Line = Readonly<{ item: WorkItem; run: DayRun }>;

/** Every unfinished obligation of the runs in the part of the day it belongs to; a missing fact is asked for once in a run. */
export function byBucket(runs: readonly DayRun[], today: LocalDate): Readonly<Record<Bucket, readonly Line[]>> {
  const lines: Record<Bucket, Line[]> = { late: [], today: [], week: [], needsAnswer: [], waiting: [], canRest: [] };
  for (const run of runs) {
    const { definition } = compiledRoutine(run);
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

/** Somebody's day as groups of lines. */
export function dayGroups(
  runs: readonly DayRun[],
  actor: Actor,
  today: LocalDate,
  shownWhole: string,
  showAll: (bucket: Bucket) => string,
): TaskGroups {
  const lines = byBucket(runs, today);
  const group = (bucket: Bucket): TaskGroups[Bucket] => {
    const all = lines[bucket].toSorted((left, right) => compareItems(left.item, right.item));
    const shown = shownWhole === bucket ? all : all.slice(0, shortList);
    return {
      lines: shown.map(({ item, run }) => taskLine(item, run, actor, bucket)),
      total: all.length,
      ...(shown.length < all.length ? { moreHref: `${showAll(bucket)}#${bucket}` } : {}),
    };
  };
  return Object.fromEntries(buckets.map((bucket) => [bucket, group(bucket)])) as TaskGroups;
}

function taskLine(item: WorkItem, run: DayRun, actor: Actor, bucket: Bucket): TaskLine {
  const { language } = actor;
  const { definition } = compiledRoutine(run);
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
    ...waitsFor(item, run, bucket, language),
    ...(fact !== undefined && bucket === 'needsAnswer'
      ? {
          missingFact: {
            label: definition.facts[fact]?.name[language] ?? fact,
            ...(actor.permissions.has('fact:state') ? { href: paths.fact({ run: run.id, fact }) } : {}),
          },
        }
      : {}),
    ...(mayAct && item.state !== 'unknown' ? actionOf(item, run, actor) : {}),
  };
}

function waitsFor(
  item: WorkItem,
  run: WorkedRun,
  bucket: Bucket,
  language: Actor['language'],
): Pick<TaskLine, 'waitsFor'> {
  const { definition } = compiledRoutine(run);
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

function actionOf(item: WorkItem, run: WorkedRun, actor: Actor): Pick<TaskLine, 'action'> {
  const { definition } = compiledRoutine(run);
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
