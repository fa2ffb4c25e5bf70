import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import type { EntryId } from '../kernel/ids.ts';
import { openLibrary } from '../routine/index.ts';
import { askedOf, contentsOf } from './night.ts';

const library = openLibrary();
const versions = library.routines().flatMap(library.versions);

describe.each(versions.map(({ definition }) => [`${definition.routine}@${definition.version}`, definition] as const))(
  'of %s the night',
  (_, definition) => {
    const { answers, parties } = askedOf(definition);
    test('is told no answer that is written in free text', () => {
      const free = Object.entries(definition.entryKinds).flatMap(([kind, { answers: questions = {} }]) =>
        Object.keys(questions)
          .filter((name) => ['text', 'longText'].includes(questions[name]?.type ?? ''))
          .map((name) => `${kind}.${name}`),
      );
      expect(free.length).toBeGreaterThan(0);
      for (const answer of free) expect(answers).not.toContain(answer);
    });

    test('is told every answer and party that the routine compares', () => {
      for (const rule of definition.obligations.flatMap(({ fulfilledBy }) => fulfilledBy)) {
        if (!('entry' in rule)) continue;
        const compared = [
          ...Object.keys(rule.answersAre ?? {}),
          ...Object.keys(rule.answersAfter ?? {}),
          ...(rule.ifAnswer ?? []).map(({ answer }) => answer),
        ];
        expect(answers).toEqual(expect.arrayContaining(compared.map((name) => `${rule.entry}.${name}`)));
        if (rule.partyIs !== undefined) expect(parties).toContain(rule.entry);
      }
      for (const { counts } of definition.measures)
        if ('entries' in counts && counts.answer !== undefined)
          expect(answers).toContain(`${counts.entries}.${counts.answer}`);
    });
  },
);

test('what is kept of a run is as format 1 says: whoever changes it raises the number', () => {
  const routine = library.find('repeated-discharge', '2025');
  if (!routine) throw new Error('The routine is gone');
  const at = localDateFrom('2026-10-14');
  const entry = { byRole: 'caseworker', participants: ['individual'], recordedOn: at, at } as const;
  expect(
    contentsOf(routine.definition, {
      routine: 'repeated-discharge',
      routineVersion: '2025',
      openedOn: at,
      facts: [
        { name: 'moveIn', value: '2026-10-20' },
        { name: 'sipExists', value: 'unknown' },
      ],
      entries: [
        { ...entry, id: '2' as EntryId, position: 2, kind: 'consent', answers: {} },
        { ...entry, id: '3' as EntryId, position: 3, kind: 'follow-up', answers: { safety: 'none' }, inPerson: true },
        { ...entry, id: '4' as EntryId, position: 4, kind: 'struck', answers: {}, replaces: '3' as EntryId },
      ],
    }),
  ).toEqual({
    facts: { moveIn: '2026-10-20' },
    entries: [
      {
        id: '3',
        kind: 'follow-up',
        at: '2026-10-14',
        by: 'caseworker',
        participants: ['individual'],
        answers: { safety: 'none' },
        inPerson: true,
      },
      { id: '4', kind: 'correction', at: '2026-10-14', by: 'caseworker', replaces: '3' },
    ],
  });
});
