const sv = {
  intro:
    'Det här finns sparat om kommunen. Varje nämnd, myndighet och utförare är ett eget sekretessområde. Du ändrar dem under Förvaltningar och enheter.',
  code: 'Kommunkod',
  codeHelp: 'Koden står i alla kommunens uppgifter och ändras inte.',
  name: 'Kommunens namn',
  areas: 'Nämnder, myndigheter och utförare',
  columns: { name: 'Namn', kind: 'Slag', units: 'Enheter' },
  unitCount: (n: number) => (n === 1 ? '1 enhet' : `${n} enheter`),
  problems: { name: 'Skriv kommunens namn.' },
};

const en: typeof sv = {
  intro:
    'This is what is kept of the municipality. Each committee, authority and provider is a secrecy area of its own. They are changed under Administrations and units.',
  code: 'Municipality code',
  codeHelp: 'The code is in everything that the municipality has, and is not changed.',
  name: 'The municipality’s name',
  areas: 'Committees, authorities and providers',
  columns: { name: 'Name', kind: 'Kind', units: 'Units' },
  unitCount: (n) => (n === 1 ? '1 unit' : `${n} units`),
  problems: { name: 'Write the municipality’s name.' },
};

export const municipality = { sv, en } as const;
