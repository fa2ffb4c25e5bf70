import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { checkDefinitionText, compare, jsonSchemaText } from './index.ts';
import { getCompiled, library } from './test-support.ts';

const folder = new URL('../../routines/', import.meta.url);
const sound = readFileSync(new URL('repeated-discharge/2025.yaml', folder), 'utf8');

function firstProblem(
  from: string | RegExp,
  to: string,
): { path: string; line: number; sv: string; en: string } | undefined {
  const broken = sound.replace(from, to);
  expect(broken).not.toBe(sound);
  const checked = checkDefinitionText(broken);
  const problem = checked.ok ? undefined : checked.problems[0];
  return problem && { path: problem.path, line: problem.line, ...problem.message };
}

describe('a definition is refused when', () => {
  test.each([
    [
      'it refers to an unknown fact',
      'fact: housingForm, is',
      'fact: housingFrom, is',
      'clauses.placed-in-apartment.when.fact',
      'housingFrom',
    ],
    [
      'it refers to an unknown clause',
      'when: { clause: sip-exists }',
      'when: { clause: no-such }',
      'obligations[15].when.clause',
      'no-such',
    ],
    ['it refers to an unknown role', 'who: [placementFunction]', 'who: [spink]', 'obligations[2].who[0]', 'parties'],
    [
      'it refers to an unknown entry kind',
      '{ entry: sip-meeting }',
      '{ entry: sip-meting }',
      'obligations[15].fulfilledBy[0].entry',
      'sip-meting',
    ],
    [
      'it refers to an unknown interpretation',
      '{ interpretation: contingency-plan-time }',
      '{ interpretation: soon }',
      'obligations[17].due.plus.interpretation',
      'soon',
    ],
    [
      'it needs an unknown obligation',
      'needs: [{ obligation: contingency-plan }]',
      'needs: [{ obligation: a-plan }]',
      'obligations[17].needs[0]',
      'a-plan',
    ],
    [
      'an obligation has no source',
      /\n {4}source: \{ heading: Inför placering \}/u,
      '',
      'obligations[0].source',
      'heading',
    ],
    [
      'a text has no translation',
      'title: { sv: SIP-möten, en: SIP meetings }',
      'title: { sv: SIP-möten }',
      'obligations[15].title.en',
      'translation',
    ],
    ['it is not said how months are rounded', 'monthRounding: last-day\n', '', 'monthRounding', 'ambiguous'],
    [
      "a time rests on an interpretation but is said to be the routine's",
      '{ interpretation: start-meeting-time }, clock: interpretation',
      '{ interpretation: start-meeting-time }, clock: routine',
      'obligations[9].due.plus',
      'interpretation',
    ],
    [
      'obligations wait for each other',
      'due: { from: { fact: moveIn }, plus: { interpretation: start-meeting-time }',
      'waitsFor: [{ obligation: first-follow-ups-booked }]\n    due: { from: { fact: moveIn }, plus: { interpretation: start-meeting-time }',
      'obligations[9]',
      'Break the chain',
    ],
    [
      'a condition can never be true',
      'when: { not: { clause: sip-exists } }',
      'when: { all: [{ clause: sip-exists }, { not: { clause: sip-exists } }] }',
      'obligations[14].when',
      'never open',
    ],
    [
      'what an obligation needs does not apply when the obligation does',
      'needs: [{ obligation: contingency-plan }]',
      'needs: [{ obligation: support-level }]',
      'obligations[17].needs',
      'communal',
    ],
    [
      'an obligation asks for an answer that the form does not ask',
      'answers: [tried]',
      'answers: [attempted]',
      'obligations[16].fulfilledBy[0]',
      'attempted',
    ],
    [
      'a condition has no name',
      'when: { clause: sip-exists }',
      'when: { fact: sipExists, is: true }',
      'obligations[15].when',
      'clauses',
    ],
    [
      "a code is not among the fact's values",
      '{ fact: supportLevel, is: high }',
      '{ fact: supportLevel, is: highest }',
      'obligations[3].fulfilledBy[0].is',
      'high, medium, low',
    ],
    [
      'a date is counted from what never has a date: a fact fulfils it',
      'due: { from: { obligation: start-meeting }, clock: routine }',
      'due: { from: { obligation: support-level }, clock: routine }',
      'obligations[10].due.from.obligation',
      'one single day',
    ],
    [
      'an obligation opens on the day of what repeats, which has many days',
      'waitsFor: [{ obligation: start-meeting }]',
      'opens: { from: { obligation: weekly-follow-up } }',
      'obligations[10].opens.from.obligation',
      'one single day',
    ],
    [
      'a time has two units, so the date is ambiguous',
      'value: { days: 7 }',
      'value: { days: 7, months: 1 }',
      'interpretations.start-meeting-time.value',
      'one unit only',
    ],
    [
      'a requirement hangs on an answer that nobody can give',
      'is: none, requires: [whatWorked]',
      'is: never, requires: [whatWorked]',
      'obligations[13].fulfilledBy[0].ifAnswer[0].is',
      'none, threat',
    ],
    [
      'a phase has nothing at all to do',
      'phases:\n',
      'phases:\n  - { id: extra, name: { sv: Extra, en: Extra }, starts: { opening: true } }\n',
      'phases[0]',
      'nothing to do. Add a way forward',
    ],
    ['a version is a number and not a text', "version: '2025'", 'version: 2025', 'version', 'Wrong kind of value'],
    [
      'a date is counted from something that is no date',
      'starts: { fact: moveIn }',
      'starts: { fact: sipExists }',
      'phases[1].starts.fact',
      'not a date',
    ],
  ])('%s', (_sentence, from, to, path, named) => {
    const problem = firstProblem(from, to);
    expect(problem?.path).toBe(path);
    expect(problem?.en).toContain(named);
    expect(problem?.sv).not.toBe('');
    expect(problem?.line).toBeGreaterThan(0);
  });

  test('a phase has nothing to do for some combination of facts', () => {
    const start = sound.indexOf('  - id: exhaust-possibilities');
    const onlyIfSip = sound
      .slice(start)
      .replaceAll(/\n {4}fulfilledBy:/gu, '\n    when: { clause: sip-exists }\n    fulfilledBy:')
      .replace('\n    when: { clause: transfer-consent-given }', '');
    const checked = checkDefinitionText(sound.slice(0, start) + onlyIfSip);
    expect(checked.ok ? [] : checked.problems.map(({ path }) => path)).toContain('phases[3]');
  });

  test('the file is not YAML, with the line', () => {
    const checked = checkDefinitionText('routine: [a\nversion: b');
    expect(checked.ok ? 0 : checked.problems[0]?.line).toBeGreaterThan(0);
  });

  test('the line is that of the fault', () => {
    const line = sound.split('\n').findIndex((text) => text.includes('fact: housingForm, is')) + 1;
    expect(firstProblem('fact: housingForm, is', 'fact: housingFrom, is')?.line).toBe(line);
  });
});

describe('what the two other routines say is refused when', () => {
  const texts = {
    insluss: readFileSync(new URL('insluss/2024.yaml', folder), 'utf8'),
    'prevent-eviction': readFileSync(new URL('prevent-eviction/2022-02-15.yaml', folder), 'utf8'),
  };
  test.each([
    [
      'insluss',
      'two days are compared and one is no date',
      'date: { fact: conditionalRelease }\n      before: { from: { opening: true }',
      'date: { fact: needsOccupation }\n      before: { from: { opening: true }',
      'clauses.late-start.when.date.fact',
      'not a date',
    ],
    [
      'insluss',
      'an answer has to be after something and is no day',
      'answersAfter: { date: { fact: conditionalRelease } }',
      'answersAfter: { dag: { fact: conditionalRelease } }',
      'obligations[11].fulfilledBy[0]',
      'answers.dag',
    ],
    [
      'insluss',
      'an answer has to be one that nobody can give',
      'answersAre: { unit: intake }',
      'answersAre: { unit: reception }',
      'obligations[9].fulfilledBy[1].answersAre.unit',
      'known-caseworker, intake',
    ],
    [
      'insluss',
      'somebody whose contact is unknown can do nothing right',
      'unless: { clause: known-to-income-support }',
      'when: { not: { clause: known-to-income-support } }',
      'obligations[9].fulfilledBy',
      'no entry fulfils it',
    ],
    [
      'insluss',
      'what the whole routine needs is not obtained by anything',
      'obtainedBy: written-consent',
      'obtainedBy: oral-consent',
      'needs[0]',
      'oral-consent',
    ],
    [
      'insluss',
      'it ends with an obligation that is not there',
      '{ obligation: keep-open-until-supervision-ends }, ',
      '{ obligation: keep-open }, ',
      'ends',
      'keep-open',
    ],
    [
      'insluss',
      'something comes too early that can be done at any time',
      '    opens: { from: { fact: conditionalRelease }, plus: { months: -4 } }\n',
      '',
      'obligations[2].fulfilledBy[0].tooEarly',
      'Add opens',
    ],
    [
      'prevent-eviction',
      'one of several anchors is no date',
      'latestOf: [{ fact: tenantServed }',
      'latestOf: [{ fact: noticeKind }',
      'obligations[13].due.from.latestOf[0].fact',
      'not a date',
    ],
    [
      'prevent-eviction',
      'codes are counted in a fact that holds one',
      '{ fact: needsFrom, holdsMoreThan: 1 }',
      '{ fact: identifiedBy, holdsMoreThan: 1 }',
      'clauses.several-needed.when.fact',
      'does not hold several',
    ],
    [
      'prevent-eviction',
      'a set is asked for the value of a fact that is none of its codes',
      'holdsFact: identifiedBy',
      'holdsFact: noticeKind',
      'clauses.only-another-needed.when.all[1].not.holdsFact',
      'cannot be',
    ],
    [
      'prevent-eviction',
      'a form is asked for that nobody can state',
      '    forms: [written, oral]\n    answers:\n      sentTo',
      '    answers:\n      sentTo',
      'obligations[13].fulfilledBy[1]',
      'form: written',
    ],
    [
      'prevent-eviction',
      'the party is one of the codes of a fact that has none',
      'of: needsFrom',
      'of: noticeArrived',
      'entryKinds.application-supported.party.of',
      'no codes',
    ],
    [
      'prevent-eviction',
      'a warning hangs on a condition that is not there',
      'when: { clause: children-in-household }',
      'when: { clause: children }',
      'warnings.children-in-household.when.clause',
      'children',
    ],
    [
      'prevent-eviction',
      'a party is worked by people that nobody is',
      'workedBy: [caseworker]',
      'workedBy: [handler]',
      'parties.caseHandler.workedBy[0]',
      'Nobody works as handler',
    ],
  ] as const)('%s: %s', (routine, _sentence, from, to, path, named) => {
    const broken = texts[routine].replace(from, to);
    expect(broken).not.toBe(texts[routine]);
    const checked = checkDefinitionText(broken);
    const problems = checked.ok ? [] : checked.problems;
    expect(problems.map((problem) => problem.path)).toContain(path);
    expect(problems.find((problem) => problem.path === path)?.message.en).toContain(named);
  });
});

describe('the published routines', () => {
  test('every version is sound, and the newest is in force', () => {
    expect(library.versions('repeated-discharge').map(({ definition }) => definition.version)).toEqual([
      '2024-10-17',
      '2025',
    ]);
    expect(library.findInForce('repeated-discharge', localDateFrom('2024-12-01'))?.definition.version).toBe(
      '2024-10-17',
    );
    expect(library.findInForce('repeated-discharge', localDateFrom('2025-12-01'))?.definition.version).toBe('2025');
    expect(library.findInForce('repeated-discharge', localDateFrom('2024-01-01'))).toBeUndefined();
  });
  test('an unknown routine or version is not found', () => {
    expect(library.find('repeated-discharge', '1999')).toBeUndefined();
    expect(library.versions('../secret')).toEqual([]);
  });
  test('the schema for editors is up to date', () => {
    const written: unknown = JSON.parse(readFileSync(new URL('routine.schema.json', folder), 'utf8'));
    expect(written).toEqual(JSON.parse(jsonSchemaText()));
  });
  test.each([
    'repeated-discharge/2025',
    'repeated-discharge/2024-10-17',
    'insluss/2024',
    'prevent-eviction/2022-02-15',
  ])('%s points editors at the schema', (version) => {
    const text = readFileSync(new URL(`${version}.yaml`, folder), 'utf8');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../routine.schema.json');
  });
  test.each(['insluss/2024', 'prevent-eviction/2022-02-15'])(
    '%s says of each fact and kind of entry which part of the case it is',
    (version) => {
      const { definition } = library.versions(version.split('/')[0] ?? '')[0] ?? {};
      const all = Object.entries({ ...definition?.facts, ...definition?.entryKinds });
      expect(all.length).toBeGreaterThan(20);
      expect(all.filter(([, { part }]) => part === undefined).map(([name]) => name)).toEqual([]);
    },
  );
  test('headings are those of each version', () => {
    const headings = (version: '2025' | '2024-10-17') =>
      new Set(getCompiled(version).definition.obligations.map(({ source }) => source.heading));
    expect(headings('2025')).toContain('Information kring historik');
    expect(headings('2025')).toContain('Skyndsam kartläggning och planering');
    expect(headings('2024-10-17')).toContain('Information kring hot- och/eller våldshistorik');
    expect(headings('2024-10-17')).toContain('Skyndsamt kartläggning och planering');
  });
});

describe('from 2024-10-17 to 2025', () => {
  const comparison = compare(getCompiled('2024-10-17').definition, getCompiled('2025').definition);
  const says = (id: string) => comparison.changes.find((change) => change.id === id)?.says.sv ?? '';

  test('serious damage is told of, in the facts and in the question', () => {
    expect(comparison.changes.find(({ id }) => id === 'grounds')?.fields).toContainEqual({
      field: 'values.serious-damage',
      after: { sv: 'allvarlig skadegörelse', en: 'serious damage' },
    });
    expect(says('follow-up')).toContain('allvarlig skadegörelse');
  });
  test('the support level is told of: high in apartments instead of level 1', () => {
    expect(says('support-level')).toContain('uppfylls av från stödnivå är nivå 1 till stödnivå är hög');
    expect(says('support-level')).toContain('villkor tillkommer: ”placeringen är i lägenhetsboende”');
  });
  test('the brief history is told of', () => {
    expect(says('history-in-request')).toContain('kortfattat');
  });
  test('it is told in words, without the names of fields and codes', () => {
    for (const { says: told } of comparison.changes) {
      expect(told.sv).not.toMatch(/approximate|serious-damage|answers|values|true|false|undefined/u);
    }
    expect(says('follow-up')).toContain('värdet tillkommer: ”Ja, allvarlig skadegörelse”');
    expect(says('placement-request')).toContain('hjälptext från ”Beskriv hot');
  });
  test('no obligation is added or removed, and a version is like itself', () => {
    expect(comparison.changes.filter(({ part, change }) => part === 'obligations' && change !== 'changed')).toEqual([]);
    expect(compare(getCompiled('2025').definition, getCompiled('2025').definition).changes).toEqual([]);
  });
  test('an obligation that falls away is told of', () => {
    const { definition } = getCompiled('2025');
    const shorter = { ...definition, obligations: definition.obligations.slice(1) };
    expect(compare(definition, shorter).changes).toMatchObject([{ id: 'individual-assignment', change: 'removed' }]);
    expect(compare(shorter, definition).changes[0]?.says.sv).toBe('Åtagandet ”Individuellt uppdrag” tillkommer.');
  });
});
