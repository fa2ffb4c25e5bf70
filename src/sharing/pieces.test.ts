import { expect, test } from 'vitest';
import type { Written } from '../casework/index.ts';
import { localDateFrom } from '../kernel/date.ts';
import type { IndividualId } from '../kernel/ids.ts';
import { type Grade, IdentifiedPerson } from '../secrecy/index.ts';
import { minimumParts, redact } from './disclosure.ts';
import { piecesOf } from './pieces.ts';

/** What a run has in it, of routines that say which part it is of and of those from before they did. */
const written = (protection?: Grade): Written => {
  const person = new IdentifiedPerson({
    id: '00000000-0000-4000-8000-000000000001' as IndividualId,
    givenName: 'Vide',
    familyName: 'Hittepåsson',
    identityKind: 'none',
    identityCertainty: 'uncertain',
    ...(protection ? { protection } : {}),
  });
  const on = localDateFrom('2026-10-01');
  const entry = (id: string, kind: string, part?: 'plans' | 'housing') =>
    ({ id, kind, part, title: kind, on, by: 'Alex Provberg', text: 'Så blev det.' }) as const;
  return {
    run: { id: 'run' } as Written['run'],
    file: { person } as Written['file'],
    entries: [entry('1', 'video-meeting', 'plans'), entry('2', 'housing-matched'), entry('3', 'något-annat')],
    facts: [
      { id: 'birthDate', part: 'identity', label: 'Födelsedag', value: '1 oktober 1999', on },
      { id: 'noticeKind', part: 'housing', label: 'Underrättelse', value: 'uppsägning', on },
      { id: 'moveIn', part: undefined, label: 'Inflyttning', value: '1 oktober 2026', on },
      { id: 'sipExists', part: undefined, label: 'SIP', value: 'nej', on },
    ],
    people: [],
  };
};

const placed = (protection?: Grade) => piecesOf(written(protection), 'sv').map(({ id, part }) => `${part} ${id}`);

test('what is written belongs to the part that its routine says; of the first routine, to the one that is known of its kind', () => {
  expect(placed()).toEqual([
    'identity name:run',
    'identity fact:birthDate',
    'needs fact:sipExists',
    'plans 1',
    'follow-ups 3',
    'housing fact:noticeKind',
    'housing fact:moveIn',
    'housing 2',
  ]);
});

test('a day of birth leaves with the identity and never without it, and of somebody protected not at all', () => {
  const least = redact(piecesOf(written(), 'sv'), { parts: minimumParts['placement-request'], struck: [], words: [] });
  expect(least.map(({ heading }) => heading)).toEqual(['SIP']);
  expect(placed('secrecy-marking').filter((one) => one.startsWith('identity'))).toEqual([]);
});
