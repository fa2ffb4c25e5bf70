import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { evaluate, explain, type Facts, runOutput, whatIf } from './index.ts';
import { entry, getCompiled, moveIn, runOf, stateIn } from './test-support.ts';

describe('explanations', () => {
  test('a done obligation names the entry, its date, who wrote it, and the source', () => {
    const entries = [entry('housing-matched', '2025-08-10', { by: 'placementFunction', byName: 'Exempla Provsson' })];
    const text = explain(stateIn({ entries }, '2025-08-11', 'match-housing'));
    expect(text).toContain('Klart: matchat boende 10 aug 2025, antecknat av Spink Exempla Provsson.');
    expect(text).toContain('rubriken ”Information kring historik”');
  });
  test('an unknown obligation names the fact to state', () => {
    expect(explain(stateIn({}, '2025-08-11', 'support-level'))).toMatch(
      /^Går inte att avgöra ännu\. Ange: boendeform\./u,
    );
  });
  test('a fact is told with who stated it and when', () => {
    const factsStated = { housingForm: { at: localDateFrom('2025-08-03'), by: 'caseworker' } };
    const state = stateIn({ facts: { moveIn, housingForm: 'communal' }, factsStated }, '2025-08-11', 'support-level');
    expect(explain(state)).toContain('boendeform: kollektivt boende (uppgift 3 aug 2025 från socialsekreterare)');
    expect(explain(state, 'en')).toContain('does not apply here'.replace('does', 'Does'));
  });
  test('an interpretation is told to be one, with who decided it', () => {
    const text = explain(stateIn({ facts: { moveIn, acuteHomelessness: true } }, '2025-08-11', 'planning-meeting'));
    expect(text).toContain('5 arbetsdagar efter');
    expect(text).toContain('är en tolkning, inte rutinens egna ord');
    expect(text).toContain('Hemvists grundare');
  });
  test('a waiver is told with who, when and why', () => {
    const entries = [entry('waiver', '2025-08-05', { obligation: 'match-housing', reason: 'Har redan boende' })];
    expect(explain(stateIn({ entries }, '2025-08-11', 'match-housing'))).toMatch(
      /^Avsteg 5 aug 2025 av socialsekreterare: ”Har redan boende”\./u,
    );
  });
});

describe('explanations of what repeats', () => {
  const weekly = 'weekly-follow-up';
  const call = entry('follow-up', '2025-08-27', { channel: 'phone' });

  test('before the first follow-up the last day is counted from the move', () => {
    expect(explain(stateIn({}, '2025-08-21', weekly))).toContain(
      'Sista dagen räknas från: inflyttning 20 aug 2025, varje vecka med 3 dagars marginal.',
    );
  });
  test('after a follow-up it is counted from that one', () => {
    const text = explain(stateIn({ entries: [call] }, '2025-08-28', weekly));
    expect(text).toMatch(/^Att göra senast 3 sep 2025\./u);
    expect(text).toContain('Sista dagen räknas från det senast antecknade tillfället, 27 aug 2025');
    expect(text).not.toContain('inflyttning');
  });
  test.each([
    ['P1W', 'varje vecka'],
    ['P2W', 'varannan vecka'],
    ['P3W', 'var 3:e vecka'],
    ['P10D', 'var 10:e dag'],
    ['P11D', 'var 11:e dag'],
    ['P22D', 'var 22:a dag'],
    ['P2M', 'varannan månad'],
  ])('a change to %s is said as %s', (every, said) => {
    const change = entry('interval-changed', '2025-08-28', { obligation: weekly, every, reason: 'Lugnt läge' });
    expect(explain(stateIn({ entries: [call, change] }, '2025-08-29', weekly))).toContain(
      `Intervallet ändrades 28 aug 2025 av socialsekreterare till ${said}: ”Lugnt läge”.`,
    );
  });
  test('what has ended has no last day to explain', () => {
    const entries = [call, entry('discharged', '2025-09-01')];
    const text = explain(stateIn({ entries }, '2025-09-02', weekly));
    expect(text).toMatch(/^Avslutat 1 sep 2025\./u);
    expect(text).not.toContain('Sista dagen');
  });
  test('a missing fact is asked for once', () => {
    const text = explain(stateIn({ facts: {} }, '2025-08-11', 'match-housing'));
    expect(text).toContain('Sista dagen går inte att räkna ut innan det här är angivet: inflyttning.');
    expect(text.match(/inflyttning/gu)).toHaveLength(1);
  });
});

describe('what if', () => {
  const run = runOf({ facts: { moveIn, acuteHomelessness: false } });
  const now = localDateFrom('2025-08-10');
  const says = (change: Parameters<typeof whatIf>[3], id: string) =>
    whatIf(getCompiled('2025'), run, now, change).find(({ obligation }) => obligation === id)?.says.sv;

  test('the person became acutely homeless: the planning moves', () => {
    expect(says({ facts: { acuteHomelessness: true } }, 'planning-meeting')).toBe(
      'Planeringsmöte: sista dagen flyttas från 20 aug 2025 till 27 aug 2025.',
    );
  });
  test('a later day: what passes its last day', () => {
    expect(says({ now: localDateFrom('2025-08-21') }, 'match-housing')).toBe(
      'Matcha boende: går från ”att göra” till ”sista dagen har gått”.',
    );
  });
  test('another form of housing: what would apply, and what would not', () => {
    const found = (facts: Facts, from: Facts) =>
      whatIf(getCompiled('2025'), runOf({ facts: { moveIn, ...from } }), now, { facts }).map(
        ({ obligation, kind, says: { sv } }) => [obligation, kind, sv],
      );
    expect(found({ housingForm: 'apartment' }, { housingForm: 'communal' })).toEqual([
      [
        'support-level',
        'added',
        'Stödnivå hög i lägenhet: gäller inte i dag men skulle gälla: att göra och får sista dag 20 aug 2025.',
      ],
    ]);
    expect(found({ housingForm: 'communal' }, { housingForm: 'apartment' })).toEqual([
      ['support-level', 'removed', 'Stödnivå hög i lägenhet: skulle inte gälla.'],
    ]);
    expect(found({ housingForm: 'unknown' }, { housingForm: 'apartment' })).toEqual([
      ['support-level', 'changed', 'Stödnivå hög i lägenhet: går från ”att göra” till ”går inte att avgöra”.'],
    ]);
  });
  test('an entry that might be made: what it would finish', () => {
    const entries = [{ id: 'x', kind: 'housing-matched', at: now, by: 'placementFunction' }];
    expect(says({ entries }, 'match-housing')).toBe('Matcha boende: går från ”att göra” till ”klart”.');
    expect(says({ entries }, 'planning-meeting')).toBeUndefined();
  });
});

test("the example of the contract gives the contract's shape", () => {
  const run = runOf({
    facts: { moveIn, acuteHomelessness: false, housingForm: 'apartment' },
    entries: [
      entry('planning-meeting', '2025-08-10', { participants: ['caseworker', 'housingStaff'] }),
      entry('waiver', '2025-08-19', { obligation: 'information-meeting', reason: '…' }),
      entry('interval-changed', '2025-11-03', { obligation: 'weekly-follow-up', every: 'P2W', reason: '…' }),
      entry('correction', '2025-08-12', {
        replaces: 'e1',
        entry: { kind: 'planning-meeting', at: '2025-08-11', participants: ['caseworker', 'housingStaff'] },
      }),
    ],
  });
  const output = JSON.parse(JSON.stringify(runOutput(evaluate(getCompiled('2025'), run, localDateFrom('2025-11-20')))));
  expect(Object.keys(output)).toEqual(['routine', 'version', 'at', 'obligations', 'warnings']);
  expect(output.obligations.map(({ id }: { id: string }) => id)).toHaveLength(20);
  expect(output.obligations[4]).toEqual({
    id: 'planning-meeting',
    phase: 'before-placement',
    modality: 'must',
    who: ['caseworker', 'housingStaff'],
    state: 'done',
    due: '2025-08-20',
    clock: 'routine',
    doneAt: '2025-08-11',
    source: { document: expect.stringContaining('våren 2025'), heading: 'Skyndsam kartläggning och planering' },
    explanation: expect.stringMatching(
      /^Klart: planeringsmöte 11 aug 2025, antecknat av socialsekreterare, rättat 12 aug 2025\./u,
    ),
  });
  expect(output.obligations[8]).toMatchObject({ id: 'information-meeting', state: 'waived' });
  expect(output.obligations[12].occurrences.at(-1)).toEqual({ due: '2025-11-05', kept: false });
  expect(output.obligations[12]).toMatchObject({ id: 'weekly-follow-up', state: 'overdue', due: '2025-08-27' });
});
