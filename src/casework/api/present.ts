import type { z } from 'zod';
import type { Language } from '../../kernel/text.ts';
import type { DeepReadonly } from '../../platform/api-route.ts';
import { runOutput } from '../../routine/index.ts';
import type { Library, RunState } from '../../routine/index.ts';
import type { Person, StandingConsent } from '../../secrecy/index.ts';
import type { Entry, RunRecord, StatedFact } from '../entry.ts';
import type { ListedCase } from '../store/case-list.ts';
import type { AssignedPerson, CaseInReach } from '../store/cases.ts';
import type { RunInReach } from '../store/runs.ts';
import type { caseListSchema, caseSchema, runSchema, runSummarySchema, statedFactSchema } from './case-schemas.ts';
import type { consentSchema } from './consent-schemas.ts';
import type { entrySchema, obligationsSchema } from './entry-schemas.ts';

// What the records look like from outside. A key that has nothing to say is left out.
type Outside<Schema extends z.ZodType> = DeepReadonly<z.input<Schema>>;

const routineReference = (library: Library, id: string, version: string, language: Language) => ({
  id,
  version,
  name: library.find(id, version)?.definition.name[language] ?? id,
});

export const presentedSummary = (
  library: Library,
  run: RunRecord,
  language: Language,
): Outside<typeof runSummarySchema> => ({
  id: run.id,
  routine: routineReference(library, run.routine, run.routineVersion, language),
  opened: run.openedOn,
  ...(run.endedOn === undefined ? {} : { ended: run.endedOn }),
  version: run.version,
});

/** The name, or how somebody is protected in its place. */
export const presentedName = (person: Person) => {
  const [givenName, familyName] = [person.givenName('api'), person.familyName('api')];
  return {
    ...(givenName === undefined || familyName === undefined ? {} : { givenName, familyName }),
    ...(person.protection === undefined ? {} : { protection: person.protection }),
  };
};

export function presentedCase(
  library: Library,
  file: CaseInReach,
  runs: readonly RunRecord[],
  language: Language,
): Outside<typeof caseSchema> {
  const { person } = file;
  const number = person.number('api');
  return {
    id: file.id,
    number: file.caseNumber,
    opened: file.openedOn,
    unit: file.unit,
    ...(file.externalSystem === '' ? {} : { system: file.externalSystem }),
    ...(file.externalReference === '' ? {} : { reference: file.externalReference }),
    individual: {
      ...presentedName(person),
      identityKind: person.identityKind,
      ...(number === undefined ? {} : { identityNumber: number }),
      identityCertainty: person.identityCertainty,
    },
    runs: runs.map((run) => presentedSummary(library, run, language)),
  };
}

export const presentedLine = (
  library: Library,
  line: ListedCase,
  language: Language,
): Outside<typeof caseListSchema>['items'][number] => ({
  ...(line.caseId === undefined ? {} : { case: line.caseId }),
  ...(line.runId === undefined ? {} : { run: line.runId }),
  number: line.caseNumber,
  ...presentedName(line.person),
  opened: line.openedOn,
  ...(line.endedOn === undefined ? {} : { ended: line.endedOn }),
  ...(line.routine === undefined || line.routineVersion === undefined
    ? {}
    : { routine: routineReference(library, line.routine, line.routineVersion, language) }),
  ...(line.next?.due === undefined || line.endedOn !== undefined ? {} : { due: line.next.due }),
  ...(line.responsible === undefined ? {} : { responsible: line.responsible }),
  ...(line.firstBecause === undefined ? {} : { firstBecause: line.firstBecause }),
});

export const presentedFact = (fact: StatedFact): Outside<typeof statedFactSchema> => ({
  name: fact.name,
  value: fact.value,
  statedOn: fact.statedOn,
  statedBy: { name: fact.statedByName, role: fact.statedRole },
  position: fact.position,
});

const presentedPerson = (person: AssignedPerson, language: Language): Outside<typeof runSchema>['people'][number] => ({
  account: person.account,
  name: person.name,
  role: person.role,
  area: person.areaName,
  from: person.from,
  ...(person.to === undefined ? {} : { to: person.to }),
  ...(person.groundNames === undefined
    ? {}
    : { ground: `${person.groundNames.provision}: ${person.groundNames[language]}` }),
});

export const presentedRun = (
  library: Library,
  run: RunInReach,
  seesCase: boolean,
  facts: readonly StatedFact[],
  people: readonly AssignedPerson[],
  language: Language,
): Outside<typeof runSchema> => ({
  ...presentedSummary(library, run, language),
  ...(seesCase ? { case: run.caseId } : {}),
  caseNumber: run.caseNumber,
  individual: presentedName(run.person),
  facts: facts.map(presentedFact),
  people: people.map((person) => presentedPerson(person, language)),
});

export function presentedEntry(entry: Entry): Outside<typeof entrySchema> {
  const { byRole, writtenBy: _, writerName, writtenAt, key: __, ...written } = entry;
  return { ...written, writtenAt: writtenAt.toISOString(), writtenBy: { name: writerName, role: byRole } };
}

export function presentedState(state: RunState, run: RunRecord, language: Language): Outside<typeof obligationsSchema> {
  return { ...runOutput(state, language), nextSteps: state.nextSteps, run: { id: run.id, version: run.version } };
}

export const presentedConsent = (row: StandingConsent): Outside<typeof consentSchema> => ({
  id: row.id,
  status: row.status,
  standing: row.standing,
  purpose: row.purpose,
  parts: row.parts,
  ...(row.toArea === undefined ? {} : { toArea: { id: row.toArea, name: row.toAreaName ?? row.toArea } }),
  ...(row.toParty === undefined ? {} : { toParty: row.toParty }),
  ...(row.form === undefined ? {} : { form: row.form }),
  from: row.from,
  ...(row.to === undefined ? {} : { to: row.to }),
  ...(row.reason === undefined ? {} : { reason: row.reason }),
  takenOn: row.takenOn,
  takenBy: row.takenByName,
  writtenAt: row.writtenAt.toISOString(),
  ...(row.replaces === undefined ? {} : { replaces: row.replaces }),
  ...(row.next === undefined ? {} : { replacedBy: row.next.id }),
});
