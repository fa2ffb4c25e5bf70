import type { LocalDate } from '../../kernel/date.ts';
import type { CaseId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { RunPart } from '../../routine/index.ts';
import { type CaseInReach, findCase, peopleOf } from '../store/cases.ts';
import { words } from '../messages/words.ts';
import { routineLibrary } from '../routines.ts';
import { type RunInReach, runsOfCase } from '../store/runs.ts';
import { factViews, voiceOf } from './run-view.ts';
import { seeRun } from './see-run.ts';
import { answersOf, entryTitle } from './wording.ts';

/** What a run has in it, in words, for a capability that hands it on. */
export type Written = Readonly<{
  run: RunInReach;
  file: CaseInReach;
  /** part: as the routine says, when it does. */
  entries: readonly Readonly<{
    id: string;
    kind: string;
    part: RunPart | undefined;
    title: string;
    on: LocalDate;
    by: string;
    text: string;
  }>[];
  facts: readonly Readonly<{
    id: string;
    part: RunPart | undefined;
    label: string;
    value: string;
    on: LocalDate | undefined;
  }>[];
  people: readonly Readonly<{ id: string; name: string; role: string; area: string }>[];
}>;

/** For who sees the whole case; undefined for everybody else. As it stands: without what has been corrected or struck out. */
export async function writtenIn(scope: Scope, run: string): Promise<Written | undefined> {
  const seen = await seeRun(scope, run, ['entries', 'facts', 'people']);
  const file = seen && (await findCase(scope, seen.evaluated.run.caseId as CaseId));
  if (!seen || !file) return undefined;
  scope.touched({ cases: [file.id], individuals: [file.individual], parts: ['case'] });
  const { evaluated, voice } = seen;
  const replaced = new Set(evaluated.entries.map(({ replaces }) => replaces));
  return {
    run: evaluated.run,
    file,
    entries: evaluated.entries
      .filter(
        (entry) =>
          !replaced.has(entry.id) &&
          voiceOf(seen, entry).definition.entryKinds[entry.kind] !== undefined &&
          entry.kind !== 'consent',
      )
      .map((entry) => ({
        id: entry.id,
        kind: entry.kind,
        part: voiceOf(seen, entry).definition.entryKinds[entry.kind]?.part,
        title: entryTitle(voiceOf(seen, entry), entry),
        on: entry.at,
        by: entry.writerName,
        text: answersOf(voiceOf(seen, entry), entry)
          .map(({ question, answer }) => `${question} ${answer}`)
          .join('\n'),
      }))
      .filter(({ text }) => text !== ''),
    facts: factViews(seen).flatMap(({ id, label, value, statedAt }) =>
      value === undefined
        ? []
        : [{ id, part: voice.definition.facts[id]?.part, label, value, on: statedAt as LocalDate | undefined }],
    ),
    people: (await peopleOf(scope, evaluated.run))
      .filter(({ to }) => to === undefined || to >= scope.today)
      .map((person) => ({
        id: person.id,
        name: person.name,
        role: words[voice.language].role[person.role],
        area: person.areaName,
      })),
  };
}

/** The runs of a case, by the name of their routine. */
export async function runsIn(scope: Scope, caseId: CaseId): Promise<readonly Readonly<{ id: RunId; title: string }>[]> {
  const runs = await runsOfCase(scope, caseId);
  const library = await routineLibrary(scope);
  return runs.map(({ id, routine, routineVersion }) => ({
    id,
    title: library.find(routine, routineVersion)?.definition.name[scope.actor.language] ?? routine,
  }));
}
