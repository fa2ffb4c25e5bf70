import { describe, expect, test } from 'vitest';
import { changeInWords } from './history-words.ts';

const names = new Map([
  ['00000000-0000-4000-8000-000000000001', 'Alex Provberg'],
  ['caseworker', 'socialsekreterare'],
  ['centrum-vuxen', 'Vuxenenheten Centrum'],
  ['inkop', 'Upphandlingsnämnden'],
  ['unit inkop', 'Inköp'],
]);

describe('a change in the organisation is told in words', () => {
  test('with the names of people, roles and units, and without what nobody has decided', () => {
    const after = {
      municipality: '1480',
      account: '00000000-0000-4000-8000-000000000001',
      role: 'caseworker',
      unit: 'centrum-vuxen',
      idempotency_key: '00000000-0000-4000-8000-0000000000ff',
    };
    expect(changeInWords({ before: null, after }, names, 'sv')).toEqual([
      '–',
      'Person: Alex Provberg\nRoll: socialsekreterare\nEnhet: Vuxenenheten Centrum',
    ]);
  });

  test('of a unit and an area with the same id, each by its own name, and an id that people have given as it was given', () => {
    const after = { id: 'inkop', unit: 'inkop', secrecy_area: 'inkop' };
    expect(changeInWords({ before: null, after }, names, 'en')[1]).toBe(
      'Identifier: inkop\nUnit: Inköp\nArea: Upphandlingsnämnden',
    );
  });

  test('of a changed row only what is different, also what is no longer there', () => {
    const before = { id: 'x', active: true, display_name: 'Kim', removed_at: null };
    const after = { id: 'x', active: false, display_name: 'Kim', removed_at: '2026-11-01T23:30:00+00:00' };
    expect(changeInWords({ before, after }, names, 'sv')).toEqual(['Aktiv: ja', 'Aktiv: nej\nBorttagen: 2 nov 2026']);
    expect(changeInWords({ before: after, after: before }, names, 'en')).toEqual([
      'Active: no\nRemoved: 2 Nov 2026',
      'Active: yes',
    ]);
  });

  test('a permission, a day and a kind are words, and an id that no longer means anything stands as it is', () => {
    const row = { permission: 'register:read', valid_from: '2026-10-01', kind: 'committee', account: 'borta' };
    expect(changeInWords({ before: row, after: null }, names, 'sv')).toEqual([
      'Rättighet: läsa registret över utförare\nFrån: 1 okt 2026\nSlag: nämnd\nPerson: borta',
      '–',
    ]);
  });

  test('of who receives placement requests and of a reason, the intervention, the kind and what follows are words', () => {
    const receives = { municipality: '1480', intervention: 'treatment', unit: 'centrum-vuxen', called: null };
    expect(changeInWords({ before: null, after: receives }, names, 'sv')[1]).toBe(
      'Insats: behandlingsinsats\nEnhet: Vuxenenheten Centrum',
    );
    expect(changeInWords({ before: receives, after: { ...receives, called: 'Boslussen' } }, names, 'sv')).toEqual([
      'Insats: behandlingsinsats',
      'Insats: behandlingsinsats\nKallas: Boslussen',
    ]);
    const reason = { id: 'price', kind: 'decline', consequence: 'days', days: 90 };
    expect(changeInWords({ before: null, after: reason }, names, 'en')[1]).toBe(
      'Identifier: price\nKind: declining a recommendation\nWhat follows: not recommended for a number of days\nDays: 90',
    );
  });
});
