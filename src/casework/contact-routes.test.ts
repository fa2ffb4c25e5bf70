import { expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { openLibrary } from '../routine/index.ts';
import { type ContactRoute, uncheckedFor, wayTo } from './contact-routes.ts';

const route = (more: Partial<ContactRoute> = {}): ContactRoute => ({
  id: 'r',
  unitName: 'Mottagningen',
  serves: ['incomeSupportCaseworker'],
  mail: '',
  phone: '031-390 06 00',
  other: '',
  source: 'Enheten',
  checkedOn: localDateFrom('2026-04-17'),
  warnAfterDays: 180,
  reason: '',
  withdrawn: false,
  version: 1,
  ...more,
});

test.for([
  ['2026-10-14', 180, undefined],
  ['2026-10-14', 179, 180],
] as const)(
  'on %s, with a warning after %i days, nobody has checked it for %s days',
  ([day, warnAfterDays, expected]) => {
    expect(uncheckedFor(route({ warnAfterDays }), localDateFrom(day))).toBe(expected);
  },
);

const [insluss] = openLibrary().versions('insluss');
const [eviction] = openLibrary().versions('prevent-eviction');
if (!insluss || !eviction) throw new Error('The routines are not in the library');
const written = (byRole: 'caseworker' | 'housingStaff', writerName: string) =>
  ({ byRole, writerName, at: localDateFrom('2026-10-01') }) as const;
const assigned = { name: 'Alex Provberg', role: 'caseworker', areaName: 'Centrum' } as const;

test.for([
  [
    'whoever is assigned comes first',
    {
      people: [assigned],
      entries: [written('caseworker', 'Billie Testgren')],
      routes: [route({ serves: ['socialServices'] })],
    },
    { known: [{ name: 'Alex Provberg', areaName: 'Centrum' }] },
  ],
  [
    'then whoever wrote last',
    {
      people: [{ ...assigned, role: 'housingStaff' }],
      entries: [
        written('caseworker', 'Alex Provberg'),
        written('caseworker', 'Billie Testgren'),
        written('housingStaff', 'Eli'),
      ],
      routes: [route({ serves: ['socialServices'] })],
    },
    { known: [{ name: 'Billie Testgren', wroteOn: '2026-10-01' }] },
  ],
  [
    'and only then the unit, by the addresses that are in use',
    {
      people: [],
      entries: [],
      routes: [
        route({ serves: ['elderCare', 'socialServices'] }),
        route(),
        route({ serves: ['socialServices'], withdrawn: true }),
      ],
    },
    { routes: [route({ serves: ['elderCare', 'socialServices'] })] },
  ],
] as const)('%s', ([, known, expected]) => {
  expect(wayTo(eviction.definition, 'socialServices', known)).toEqual(expected);
});

test('whom a step turns to is always somebody that its routine says something of', () => {
  for (const { definition } of [insluss, eviction])
    for (const { contacts = [] } of definition.obligations)
      for (const party of contacts) expect(definition.contacts.map((contact) => contact.party)).toContain(party);
});
