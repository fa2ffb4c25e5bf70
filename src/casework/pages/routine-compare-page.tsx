import { get, notFound, page, type Route } from '../../platform/route.ts';
import type { Language } from '../../kernel/text.ts';
import { atStart } from '../../kernel/words.ts';
import {
  changeByField,
  type CompiledRoutine,
  compare,
  type PartChange,
  parts,
  type RoutineDefinition,
  type ToldField,
  wordChanges,
} from '../../routine/index.ts';
import { paths } from '../paths.ts';
import { routineLibrary } from '../routines.ts';
import {
  compareFields,
  ComparePage,
  type ComparePageProps,
  type DifferenceView,
  type FieldDifference,
} from '../views/routine-compare.tsx';
import type { SourceView } from '../views/index.ts';
import { sourceOf } from './wording.ts';

const hrefOf = ({ routine, version }: RoutineDefinition): string => paths.routine({ routine, version });

/** The version before, of those that there are; of the first one the one after it. */
function besides({ definition }: CompiledRoutine, others: readonly CompiledRoutine[]): CompiledRoutine | undefined {
  const from = definition.document.validFrom.date;
  return others.findLast((other) => other.definition.document.validFrom.date < from) ?? others[0];
}

/** Which version is compared with which is no secret, and is of no person: it may stand in an address that people send each other. */
export const routineComparePage: Route = get({
  path: paths.compareRoutine,
  may: 'routine:read',
  audit: 'routine.compare',
  handle: async (request) => {
    const { routine, version } = request.parameters;
    const library = await routineLibrary(request);
    const to = library.find(routine, version);
    const others = library.versions(routine).filter(({ definition }) => definition.version !== version);
    const asked = request.query.get(compareFields.other) ?? '';
    const from =
      asked === '' ? to && besides(to, others) : others.find(({ definition }) => definition.version === asked);
    if (!to || (asked !== '' && !from)) return notFound;
    const { language } = request.actor;
    return page({
      place: 'routines',
      content: (
        <ComparePage
          name={to.definition.name[language]}
          back={{ href: hrefOf(to.definition), text: to.definition.name[language] }}
          action={paths.compareRoutine({ routine, version })}
          others={others.map(({ definition }) => definition.version)}
          {...(from ? { comparison: comparisonView(from.definition, to.definition, language) } : {})}
        />
      ),
    });
  },
});

function comparisonView(
  from: RoutineDefinition,
  to: RoutineDefinition,
  language: Language,
): NonNullable<ComparePageProps['comparison']> {
  const { changes } = compare(from, to);
  const obligations = changes.filter(({ part }) => part === 'obligations');
  const counted = (wanted: PartChange['change']): number =>
    obligations.filter(({ change }) => change === wanted).length;
  return {
    from: { href: hrefOf(from), text: from.version },
    to: { href: hrefOf(to), text: to.version },
    obligations: { added: counted('added'), removed: counted('removed'), changed: counted('changed') },
    rest: changes.length - obligations.length,
    parts: parts.flatMap((part) => {
      const own = changes.filter((change) => change.part === part);
      return own.length === 0
        ? []
        : [{ part, changes: own.map((change) => differenceView(change, from, to, language)) }];
    }),
  };
}

function differenceView(
  change: PartChange,
  from: RoutineDefinition,
  to: RoutineDefinition,
  language: Language,
): DifferenceView {
  const { title, fields } = changeByField(change, from, to, language);
  return {
    key: `${change.part} ${change.id}`,
    title,
    about: aboutOf(change, change.change === 'removed' ? from : to, language),
    fields: fields.map(fieldView),
    sources: [from, to].flatMap((definition) => sourcesOf(change, definition, language)),
  };
}

const inWords = (kind: 'removed' | 'added', text: string | undefined): FieldDifference['after'] =>
  text === undefined ? undefined : [{ kind, text }];

function fieldView({ label, before, after }: ToldField): FieldDifference {
  const named = { label: atStart(label) };
  if (before === undefined || after === undefined)
    return { ...named, before: inWords('removed', before), after: inWords('added', after) };
  const words = wordChanges(before, after);
  return {
    ...named,
    before: words.filter(({ kind }) => kind !== 'added'),
    after: words.filter(({ kind }) => kind !== 'removed'),
  };
}

/** What is added or taken away, in its own words; of what is changed the fields tell. */
function aboutOf(
  { part, id, change }: PartChange,
  definition: RoutineDefinition,
  language: Language,
): string | undefined {
  if (change === 'changed') return undefined;
  switch (part) {
    case 'obligations':
      return definition.obligations.find((obligation) => obligation.id === id)?.sentence[language];
    case 'facts':
      return definition.facts[id]?.question[language];
    case 'consents':
      return definition.consents[id]?.question[language];
    case 'interpretations':
      return definition.interpretations[id]?.reason[language];
    case 'contacts':
      return definition.contacts.find(({ party }) => party === id)?.sentence[language];
    case 'entryKinds':
    case 'phases':
    case 'clauses':
    case 'parties':
    case 'warnings':
    case 'whole':
    case 'document':
      return undefined;
  }
}

/** Where a version says it: the heading of an obligation or a contact. */
function sourcesOf({ part, id }: PartChange, definition: RoutineDefinition, language: Language): readonly SourceView[] {
  const { cite } = definition.document;
  const voice = { definition, language };
  if (part === 'obligations')
    return definition.obligations
      .filter((obligation) => obligation.id === id)
      .map(({ source: { heading, document = cite } }) => sourceOf(voice, { heading, document }, id));
  if (part === 'contacts')
    return definition.contacts
      .filter(({ party }) => party === id)
      .map(({ source: { heading } }) => ({ heading, document: cite }));
  return [];
}
