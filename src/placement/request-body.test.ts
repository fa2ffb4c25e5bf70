import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { interventions, parseRequest } from '../matching/index.ts';
import {
  differenceInWords,
  differences,
  fieldsOf,
  linesOf,
  onlyAsked,
  PlacementBody,
  subcategories,
  subcategoriesOf,
  subcategoryName,
  toMatching,
} from './request-body.ts';

const body: PlacementBody = {
  kind: 'placement',
  intervention: 'supported-social-housing',
  subcategory: 'apartment',
  municipality: '1480',
  administration: 'nordost',
  age: 34,
  gender: 'female',
  needs: ['dual-diagnosis', 'own-word'],
  needsInWords: 'Behöver lugn och samma personal.',
  supportLevel: 'high',
  start: localDateFrom('2026-12-01'),
  months: 6,
  isAcute: false,
  decisionGround: 'sol',
  wishes: '',
  features: ['pets-allowed'],
  areas: ['hisingen'],
  avoidAreas: ['centrum'],
  excludedUnits: [{ id: 'u1', name: 'Almen' }],
  history: { what: 'Hot mot personal', when: 'våren 2025', situations: 'vid besök', protectiveFactors: 'sin hund' },
  maxDailyRate: 1800,
};

test('what is submitted can be matched as it is, and what is only words is not matched on', () => {
  const matching = toMatching(body);
  expect(parseRequest(JSON.parse(JSON.stringify(matching)))).toEqual({ ok: true, value: matching });
  expect(JSON.stringify(matching)).not.toContain('Almen');
  expect(matching).toMatchObject({
    excludedUnits: ['u1'],
    avoidAreas: ['centrum'],
    preferences: { areas: ['hisingen'] },
  });
});

test('a body is read as it was written', () => {
  expect(PlacementBody.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
});

describe('only what the intervention needs leaves', () => {
  test.each(interventions.map((intervention) => [intervention] as const))('%s', (intervention) => {
    const asked = fieldsOf[intervention];
    const left = onlyAsked({ ...body, intervention, household: 3 });
    expect(left.history === undefined).toBe(!asked.includes('history'));
    expect(left.supportLevel === undefined).toBe(!asked.includes('supportLevel'));
    expect(left.avoidAreas.length === 0).toBe(!asked.includes('avoidAreas'));
    expect(left.household).toBeUndefined();
  });

  test('a household is asked for when the migration agency assigns it', () => {
    expect(onlyAsked({ ...body, kind: 'mass-influx', household: 3 }).household).toBe(3);
  });
});

test('a sub-category is called what it was called when the request was made, else as it is known, else by its code', () => {
  const line = (some: Partial<PlacementBody>) =>
    linesOf({ ...body, ...some }, 'sv').find(({ field }) => field === 'subcategory')?.text;
  expect(line({ subcategoryName: { sv: 'träningslägenhet', en: 'training apartment' } })).toBe('träningslägenhet');
  expect(line({})).toBe('lägenhet');
  expect(line({ subcategory: 'own-code' })).toBe('own-code');
  const known = [{ intervention: body.intervention, id: 'apartment', name: { sv: 'egen lägenhet', en: 'flat' } }];
  expect(subcategoryName(body, 'en', known)).toBe('flat');
  expect(subcategoriesOf(subcategories, 'residential-care').map(({ id }) => id)).toEqual([
    'acute',
    'treatment',
    'investigation',
  ]);
});

test('nothing that is not said is among the lines, and a code that nobody knows is written as it is', () => {
  const lines = linesOf(body, 'sv');
  expect(lines.map(({ field }) => field)).not.toContain('wishes');
  expect(lines.find(({ field }) => field === 'needs')?.text).toBe('samsjuklighet och own-word');
});

describe('what is otherwise in a later revision is said', () => {
  test.each([
    [{}, []],
    [{ age: 35 }, ['Ålder: från ”34 år” till ”35 år”']],
    [{ isAcute: true }, ['Akut eller planerat: från ”planerat” till ”akut”']],
    [{ wishes: 'Vill ha hund.' }, ['Personens egna önskemål: nytt, ”Vill ha hund.”']],
    [{ avoidAreas: [] }, ['Områden att undvika: borttaget, var ”Centrum”']],
    [
      { needs: [...body.needs, 'night-staff'] },
      ['Behov: från ”samsjuklighet och own-word” till ”samsjuklighet, own-word och personal på natten”'],
    ],
    [
      { start: localDateFrom('2026-12-15'), supportLevel: 'low' },
      ['Från och med: från ”1 dec 2026” till ”15 dec 2026”', 'Stödnivå: från ”hög” till ”låg”'],
    ],
  ] as const)('%j', (change, sentences) => {
    const found = differences(body, { ...body, ...change }, 'sv');
    expect(found.map((one) => differenceInWords(one, 'sv'))).toEqual(sentences);
    expect(differences(body, { ...body, ...change }, 'en')).toHaveLength(sentences.length);
  });
});
