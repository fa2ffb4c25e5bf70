import { describe, expect, test } from 'vitest';
import { changeByField, compare, type RoutineDefinition, wordChanges } from './index.ts';
import { getCompiled, library } from './test-support.ts';

const [before, after] = [getCompiled('2024-10-17').definition, getCompiled('2025').definition];

/** What a change says, field by field, in one language. */
function told(
  id: string,
  language: 'sv' | 'en' = 'sv',
  from: RoutineDefinition = before,
  to: RoutineDefinition = after,
) {
  const change = compare(from, to).changes.find((found) => found.id === id);
  if (change === undefined) throw new Error(`${id} is not changed`);
  return changeByField(change, from, to, language);
}

describe('field by field, from 2024-10-17 to 2025,', () => {
  test.each([
    ['support-level', 'villkor', undefined, '”placeringen är i lägenhetsboende”'],
    ['support-level', 'uppfylls av', 'stödnivå är nivå 1', 'stödnivå är hög'],
    ['grounds', 'värdet', undefined, '”allvarlig skadegörelse”'],
    ['repeated-discharge', 'gäller från', '17 okt 2024', '1 mars 2025'],
    ['repeated-discharge', 'beslutad', '17 okt 2024', undefined],
  ])('%s tells of its %s', (id, label, was, is) => {
    const field = told(id).fields.find((found) => found.label === label);
    expect([field?.before, field?.after]).toEqual([was, is]);
  });
  test('the history in the request is to be brief', () => {
    const { title, fields } = told('history-in-request');
    expect(title).toBe('Åtagandet ”Historik i placeringsförfrågan” ändras');
    const [sentence] = fields;
    const added = wordChanges(sentence?.before ?? '', sentence?.after ?? '').filter(({ kind }) => kind === 'added');
    expect(added.map(({ text }) => text)).toContain('kortfattat');
  });
  test('English is told in English', () => {
    expect(told('support-level', 'en').title).toBe('The obligation “High support level in apartments” is changed');
    expect(told('support-level', 'en').fields.at(-1)).toEqual({
      label: 'condition',
      after: '“the placement is in apartment housing”',
    });
  });
});

describe('another last day is told', () => {
  const { definition } = getCompiled('2025');
  const longer: RoutineDefinition = {
    ...definition,
    interpretations: {
      ...definition.interpretations,
      'start-meeting-time': { ...definition.interpretations['start-meeting-time'], value: { days: 14 } } as never,
    },
    obligations: definition.obligations.map((rule) =>
      rule.id === 'start-meeting'
        ? { ...rule, due: { from: { fact: 'moveIn' }, plus: { days: 3 }, clock: 'routine' as const } }
        : rule,
    ),
  };
  test('as the page of the routine tells it', () => {
    expect(told('start-meeting', 'sv', definition, longer).fields).toEqual([
      {
        label: 'sista dag',
        before: 'senast 1 vecka efter dagen för inflyttning',
        after: 'senast 3 dagar efter dagen för inflyttning',
      },
    ]);
    expect(told('start-meeting-time', 'sv', definition, longer).fields).toMatchObject([
      { label: 'värde', before: '1 vecka', after: '2 veckor' },
    ]);
  });
});

test('no field of any two versions is told by its name in the file', () => {
  const versions = library
    .routines()
    .flatMap((routine) => library.versions(routine).map(({ definition }) => definition));
  // Between different routines everything differs that can.
  for (const from of versions)
    for (const to of versions)
      for (const language of ['sv', 'en'] as const)
        for (const change of compare(from, to).changes)
          for (const { label } of changeByField(change, from, to, language).fields)
            expect(label).not.toMatch(/[a-z][A-Z]/u);
});

describe('the words that differ', () => {
  test.each([
    ['hot och våld', 'hot och våld', [['same', 'hot och våld']]],
    [
      'hot och våld',
      'hot',
      [
        ['same', 'hot'],
        ['removed', 'och våld'],
      ],
    ],
    [
      'berättar för Spink',
      'berättar kort för Spink',
      [
        ['same', 'berättar'],
        ['added', 'kort'],
        ['same', 'för Spink'],
      ],
    ],
    [
      'nivå 1',
      'hög',
      [
        ['removed', 'nivå 1'],
        ['added', 'hög'],
      ],
    ],
  ])('from "%s" to "%s"', (from, to, expected) => {
    expect(wordChanges(from, to).map(({ kind, text }) => [kind, text])).toEqual(expected);
  });
});
