import type { Part } from '../../routine/index.ts';

/** Two versions of a routine beside each other. */
const sv = {
  compare: {
    title: 'Jämför versioner',
    heading: (name: string) => `Jämför versioner: ${name}`,
    link: 'Jämför med en annan version',
    from: (version: string, to: string) => `Från version ${version} till version ${to}`,
    choose: 'Jämför med version',
    submit: 'Jämför',
    same: 'Versionerna är lika.',
    obligations: (added: number, removed: number, changed: number) =>
      `Åtaganden: ${added} tillkommer, ${removed} faller bort, ${changed} ändras.`,
    rest: (count: number) =>
      count === 1
        ? 'I övrigt skiljer sig versionerna på 1 punkt.'
        : `I övrigt skiljer sig versionerna på ${count} punkter.`,
    parts: {
      obligations: 'Åtaganden',
      facts: 'Uppgifter',
      entryKinds: 'Anteckningar och deras frågor',
      consents: 'Samtycken',
      interpretations: 'Stadens tolkningar',
      phases: 'Faser',
      clauses: 'Villkor',
      parties: 'Roller',
      warnings: 'Varningar',
      contacts: 'Vem du vänder dig till',
      whole: 'Rutinen som helhet',
      document: 'Dokumentet',
    } satisfies Record<Part, string>,
    before: 'Före',
    after: 'Efter',
    added: 'Tillkommer',
    removed: 'Faller bort',
    deletion: 'borttaget',
    insertion: 'tillagt',
    source: 'Källa',
    noOther: 'Det finns ingen annan version att jämföra med.',
  },
};

const en: typeof sv = {
  compare: {
    title: 'Compare versions',
    heading: (name) => `Compare versions: ${name}`,
    link: 'Compare with another version',
    from: (version, to) => `From version ${version} to version ${to}`,
    choose: 'Compare with version',
    submit: 'Compare',
    same: 'The versions are alike.',
    obligations: (added, removed, changed) => `Obligations: ${added} added, ${removed} removed, ${changed} changed.`,
    rest: (count) =>
      count === 1
        ? 'Apart from that the versions differ in 1 point.'
        : `Apart from that the versions differ in ${count} points.`,
    parts: {
      obligations: 'Obligations',
      facts: 'Facts',
      entryKinds: 'Entries and their questions',
      consents: 'Consents',
      interpretations: 'The city’s interpretations',
      phases: 'Phases',
      clauses: 'Conditions',
      parties: 'Roles',
      warnings: 'Warnings',
      contacts: 'Whom to turn to',
      whole: 'The routine as a whole',
      document: 'The document',
    },
    before: 'Before',
    after: 'After',
    added: 'Added',
    removed: 'Removed',
    deletion: 'removed',
    insertion: 'added',
    source: 'Source',
    noOther: 'There is no other version to compare with.',
  },
};

export const routineMessages = { sv, en } as const;
