import { mayCorrect } from '../available-actions.ts';
import type { Entry } from '../entry.ts';
import { paths } from '../paths.ts';
import type { EntryView } from '../views/index.ts';
import { fulfilledBy, type Seen, voiceOf } from './run-view.ts';
import { entryTitle, obligationTitle, versionOf } from './wording.ts';

/** The entries as they stand, newest deed first, each with what it said before it was corrected. */
export function entryViews(seen: Seen): readonly EntryView[] {
  const { evaluated, voice, role, actor } = seen;
  const byId = new Map(evaluated.entries.map((entry) => [entry.id, entry]));
  const replaced = new Set(evaluated.entries.map(({ replaces }) => replaces));
  return evaluated.entries
    .filter(({ id }) => !replaced.has(id))
    .toSorted((left, right) => right.at.localeCompare(left.at) || right.position - left.position)
    .map((entry) => {
      const history = earlierVersions(entry, byId);
      const original = history.at(-1) ?? entry;
      return {
        id: entry.id,
        title: entryTitle(voiceOf(seen, entry), entry),
        current: versionOf(voiceOf(seen, entry), entry),
        replaced: history.map((version) => versionOf(voiceOf(seen, version), version)),
        isReaders: entry.writtenBy === actor.account,
        ...(mayCorrect(entry, actor, role)
          ? { correctHref: paths.correct({ run: evaluated.run.id, entry: entry.id }) }
          : {}),
        fulfils: fulfilledBy(evaluated.state, original.id).map((id) =>
          obligationTitle(voice.definition, id, voice.language),
        ),
      };
    });
}

function earlierVersions(entry: Entry, byId: ReadonlyMap<string, Entry>): readonly Entry[] {
  const before = entry.replaces === undefined ? undefined : byId.get(entry.replaces);
  return before ? [before, ...earlierVersions(before, byId)] : [];
}
