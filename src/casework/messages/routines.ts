import type { Part } from '../../routine/index.ts';

/** Routines as documents: the library, the drawing, two versions beside each other, and what would change in a run. */
const sv = {
  document: {
    heading: 'Dokumentet',
    kind: 'Slag',
    title: 'Titel',
    decidedBy: 'Beslutad av',
    appliesTo: 'Gäller för',
    registryNumber: 'Diarienummer',
    decidedAt: 'Beslutad',
    validFrom: 'Gäller från',
    validUntil: 'Gäller till',
    revisedAt: 'Reviderad',
    owner: 'Ansvarar för rutinen',
    attachments: 'Bilagor',
    related: 'Hör ihop med',
    notStated: 'Står inte i dokumentet.',
  },
  library: {
    versions: (name: string) => `Versioner av ${name}`,
    columns: { version: 'Version', status: 'Status', validFrom: 'Gäller från', openRuns: 'Pågår' },
    status: { inForce: 'Gäller nu', coming: 'Börjar gälla senare', earlier: 'Gäller inte längre' },
    until: (day: string) => `till och med ${day}`,
    openRuns: (count: number) => (count === 0 ? 'Ingen som du ser' : `${count} som du ser`),
    openRunsOfAll: (count: number | 'few') =>
      count === 'few' ? 'Färre än fem i kommunen' : count === 0 ? 'Ingen i kommunen' : `${count} i kommunen`,
    intro:
      'Alla rutiner och deras versioner. Ett ärende följer den version som det började med. Under ”Pågår” kan du öppna de ärenden som du själv arbetar med eller ansvarar för.',
    compare: 'Jämför versionerna',
  },
  openRuns: {
    title: 'Ärenden där rutinen pågår',
    heading: (name: string) => `Ärenden där rutinen pågår: ${name}`,
    intro: (version: string) => `Ärenden som följer version ${version}, och som du arbetar med eller ansvarar för.`,
    none: 'Inget ärende som du ser följer den här versionen nu.',
    caption: 'Ärenden som följer versionen',
    columns: { number: 'Ärende', opened: 'Började' },
    more: (count: number) => `Och ${count} till. Du hittar dem under Ärenden.`,
    link: 'Ärenden där rutinen pågår',
  },
  page: {
    does: (when: string | undefined) => (when === undefined ? 'göra det. Ingen tid är angiven.' : `göra det ${when}.`),
    applies: (condition: string) => `Gäller ${condition}.`,
  },
  clock: { law: 'står i lag', routine: 'står i rutinen', interpretation: 'är stadens tolkning' },
  /** Whose the times of an obligation are, in the order in which they are told. */
  clocks: ([first = '', ...others]: readonly string[]) =>
    others.length === 0
      ? `Tiden ${first}.`
      : `Den första tiden ${[first, ...others.map((says, index) => `den ${['andra', 'tredje'][index] ?? 'nästa'} ${says}`)].join(', ')}.`,
  drawing: {
    heading: 'Rutinen som bild',
    link: 'Bild',
    title: (name: string) => `${name}: faser, åtaganden och vad som hänger på vad`,
    description: 'Samma sak står i ord under bilden.',
    key: 'Hel linje: det ena krävs för det andra eller kommer före. Streckad linje: tiden räknas därifrån. Streckad ram: gäller bara ibland.',
    inWords: 'Bilden i ord',
    phase: (name: string, starts: string) => `${name} börjar ${starts}.`,
    relation: (name: string, says: string) => `”${name}” ${says}.`,
    svg: 'Hämta bilden (SVG)',
    mermaid: 'Hämta som diagramtext (Mermaid)',
    starts: (when: string) => `Börjar ${when}`,
  },
  whatIf: {
    title: 'Vad händer om …?',
    link: 'Vad händer om …?',
    intro: 'Ändra det du undrar över, och se vad rutinen skulle säga då. Inget av det sparas.',
    day: 'Dag att titta på',
    dayHelp: 'I dag, eller en dag inom fem år. Det som har hänt till dess är det som är dokumenterat i dag.',
    dayWrong: 'Ange en dag som finns, från i dag till och med fem år framåt.',
    notKnown: 'Inte känt',
    submit: 'Visa vad som skulle ändras',
    result: 'Det här skulle ändras',
    if: 'Om det vore så här:',
    dayIs: (date: string) => `Dag: ${date}`,
    factIs: (fact: string, value: string, now: string) => `${fact}: ${value} (nu: ${now})`,
    nothingSupposed: 'Du har inte ändrat något än. Ändra en uppgift eller dagen.',
    none: 'Inget åtagande skulle ändras.',
    count: (count: number) => (count === 1 ? '1 åtagande skulle ändras.' : `${count} åtaganden skulle ändras.`),
    groups: { added: 'Skulle tillkomma', removed: 'Skulle falla bort', changed: 'Skulle ändras' },
    warningAdded: (text: string) => `Ny varning: ${text}`,
    warningRemoved: (text: string) => `Varningen försvinner: ${text}`,
  },
  compare: {
    title: 'Jämför versioner',
    heading: (name: string) => `Jämför versioner: ${name}`,
    link: 'Jämför med en annan version',
    from: 'Från version',
    to: 'till version',
    choose: 'Jämför med version',
    submit: 'Jämför',
    same: 'Versionerna är lika.',
    obligations: (added: number, removed: number, changed: number) =>
      `Åtaganden: ${added} tillkommer, ${removed} faller bort, ${changed} ändras.`,
    rest: (count: number) =>
      count === 0
        ? 'I övrigt är de lika.'
        : count === 1
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
  document: {
    heading: 'The document',
    kind: 'Kind',
    title: 'Title',
    decidedBy: 'Decided by',
    appliesTo: 'Applies to',
    registryNumber: 'Registry number',
    decidedAt: 'Decided',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    revisedAt: 'Revised',
    owner: 'Responsible for the routine',
    attachments: 'Attachments',
    related: 'Related documents',
    notStated: 'Not stated in the document.',
  },
  library: {
    versions: (name) => `Versions of ${name}`,
    columns: { version: 'Version', status: 'Status', validFrom: 'Valid from', openRuns: 'Running' },
    status: { inForce: 'In force', coming: 'In force later', earlier: 'No longer in force' },
    until: (day) => `until ${day} inclusive`,
    openRuns: (count) => (count === 0 ? 'None that you see' : `${count} that you see`),
    openRunsOfAll: (count) =>
      count === 'few'
        ? 'Fewer than five in the municipality'
        : count === 0
          ? 'None in the municipality'
          : `${count} in the municipality`,
    intro:
      'All routines and their versions. A case follows the version that it began with. Under “Running” you can open the cases that you work with or are responsible for.',
    compare: 'Compare the versions',
  },
  openRuns: {
    title: 'Cases in which the routine is running',
    heading: (name) => `Cases in which the routine is running: ${name}`,
    intro: (version) => `Cases that follow version ${version}, and that you work with or are responsible for.`,
    none: 'No case that you see follows this version now.',
    caption: 'Cases that follow the version',
    columns: { number: 'Case', opened: 'Began' },
    more: (count) => `And ${count} more. You find them under Cases.`,
    link: 'Cases in which the routine is running',
  },
  page: {
    does: (when) => (when === undefined ? 'do it. No time is given.' : `do it ${when}.`),
    applies: (condition) => `Applies ${condition}.`,
  },
  clock: { law: 'is set by law', routine: 'is set by the routine', interpretation: 'is the city’s interpretation' },
  clocks: ([first = '', ...others]) =>
    others.length === 0
      ? `The time ${first}.`
      : `The first time ${[first, ...others.map((says, index) => `the ${['second', 'third'][index] ?? 'next'} ${says}`)].join(', ')}.`,
  drawing: {
    heading: 'The routine as a drawing',
    link: 'Drawing',
    title: (name) => `${name}: phases, obligations and what hangs on what`,
    description: 'The same stands in words below the drawing.',
    key: 'Solid line: the one is needed for the other or comes before it. Dashed line: the time is counted from there. Dashed frame: applies only sometimes.',
    inWords: 'The drawing in words',
    phase: (name, starts) => `${name} begins ${starts}.`,
    relation: (name, says) => `“${name}” ${says}.`,
    svg: 'Download the drawing (SVG)',
    mermaid: 'Download as diagram text (Mermaid)',
    starts: (when) => `Begins ${when}`,
  },
  whatIf: {
    title: 'What if …?',
    link: 'What if …?',
    intro: 'Change what you wonder about, and see what the routine would say then. None of it is saved.',
    day: 'Day to look at',
    dayHelp: 'Today, or a day within five years. What has happened by then is what is recorded today.',
    dayWrong: 'Give a day that exists, from today and up to five years ahead.',
    notKnown: 'Not known',
    submit: 'Show what would change',
    result: 'This would change',
    if: 'If it were like this:',
    dayIs: (date) => `Day: ${date}`,
    factIs: (fact, value, now) => `${fact}: ${value} (now: ${now})`,
    nothingSupposed: 'You have not changed anything yet. Change a fact or the day.',
    none: 'No obligation would change.',
    count: (count) => (count === 1 ? '1 obligation would change.' : `${count} obligations would change.`),
    groups: { added: 'Would be added', removed: 'Would fall away', changed: 'Would change' },
    warningAdded: (text) => `A new warning: ${text}`,
    warningRemoved: (text) => `The warning disappears: ${text}`,
  },
  compare: {
    title: 'Compare versions',
    heading: (name) => `Compare versions: ${name}`,
    link: 'Compare with another version',
    from: 'From version',
    to: 'to version',
    choose: 'Compare with version',
    submit: 'Compare',
    same: 'The versions are alike.',
    obligations: (added, removed, changed) => `Obligations: ${added} added, ${removed} removed, ${changed} changed.`,
    rest: (count) =>
      count === 0
        ? 'Apart from that they are alike.'
        : count === 1
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
