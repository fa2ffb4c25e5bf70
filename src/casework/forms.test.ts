import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { languages } from '../kernel/text.ts';
import { openLibrary } from '../routine/index.ts';
import type { Deed } from './entry.ts';
import { factQuestion, readFact, typedFromFact } from './fact-questions.ts';
import { findForm, type Form } from './forms.ts';
import { readDeeds, typedFromDeed } from './read-deeds.ts';
import { first, type Typed, typedFrom } from './typed.ts';
import { missingFrom } from './fulfilment.ts';
import { formMessages } from './messages/forms.ts';

const today = localDateFrom('2026-10-14');
const found = openLibrary().find('repeated-discharge', '2025');
if (!found) throw new Error('The routine is not in the library');
const { definition } = found;
const { problems } = formMessages.sv;

function formOf(kind: string, purpose?: string): Form {
  const form = findForm(definition, kind, purpose);
  if (!form) throw new Error(`There is no form ${kind}`);
  return form;
}

const read = (form: Form, typed: Typed) => readDeeds(definition, form, typed, today, 'sv');
const errorsOf = (form: Form, typed: Typed): Readonly<Record<string, string>> => {
  const result = read(form, typed);
  return 'errors' in result ? Object.fromEntries(result.errors.map(({ field, message }) => [field, message])) : {};
};
function deedsOf(form: Form, typed: Typed): readonly Deed[] {
  const result = read(form, typed);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.deeds;
}

const followUp: Typed = { at: ['2026-10-13'], participants: ['caseworker', 'housingStaff'], channel: ['phone'] };

describe('the day of a deed', () => {
  const rows: readonly (readonly [sentence: string, at: readonly string[], message: string | undefined])[] = [
    ['may be today', ['2026-10-14'], undefined],
    ['may be long ago', ['2020-02-29'], undefined],
    ['may have spaces around it', [' 2026-10-13 '], undefined],
    ['has to be given', [], problems.dayMissing],
    ['has to be more than spaces', ['  '], problems.dayMissing],
    ['is not to come', ['2026-10-15'], problems.dayToCome],
    ['exists', ['2026-02-30'], problems.dayWrong],
    ['is in a year with a leap day or has none', ['2025-02-29'], problems.dayWrong],
    ['is written year-month-day', ['14/10/2026'], problems.dayWrong],
    ['is a day and not a time', ['2026-10-14T10:00'], problems.dayWrong],
  ];
  test.for(rows)('%s', ([, at, message]) => {
    expect(errorsOf(formOf('follow-up'), { ...followUp, at })['at']).toBe(message);
  });
});

describe('who took part', () => {
  test('has to be said where the routine asks for it, and somebody else does not count', () => {
    expect(errorsOf(formOf('follow-up'), { ...followUp, participants: [] })).toEqual({
      participants: problems.participantsMissing,
    });
    expect(errorsOf(formOf('follow-up'), { ...followUp, participants: ['mayor'] })).toEqual({
      participants: problems.participantsMissing,
    });
  });

  test('is kept as it was ticked, without what the form does not offer', () => {
    expect(
      deedsOf(formOf('follow-up'), { ...followUp, participants: ['individual', 'mayor'] })[0]?.participants,
    ).toEqual(['individual']);
  });

  test('is not asked where it does not matter', () => {
    expect(deedsOf(formOf('situation-untenable'), { at: ['2026-10-13'] })[0]?.participants).toEqual([]);
  });
});

describe('how they met', () => {
  test('has to be one of the ways there are', () => {
    expect(errorsOf(formOf('follow-up'), { ...followUp, channel: [] })).toEqual({ channel: problems.channelMissing });
    expect(errorsOf(formOf('follow-up'), { ...followUp, channel: ['pigeon'] })).toEqual({
      channel: problems.channelMissing,
    });
  });

  test('says whether it was in person', () => {
    const of = (channel: string) => deedsOf(formOf('follow-up'), { ...followUp, channel: [channel] })[0];
    expect(of('in-person')).toMatchObject({ channel: 'in-person', inPerson: true });
    expect(of('phone')).toMatchObject({ channel: 'phone', inPerson: false });
    expect(of('video')).toMatchObject({ channel: 'video', inPerson: false });
  });
});

describe('the answers', () => {
  const meeting = { ...followUp, channel: ['in-person'] };

  test('that are required have to be given, each named by its question', () => {
    const errors = errorsOf(formOf('contingency-plan'), {
      at: ['2026-10-13'],
      participants: ['caseworker'],
      'svar.actions': ['  '],
    });
    expect(Object.keys(errors)).toEqual(['svar.actions', 'svar.contacts', 'svar.responsibilities']);
    expect(errors['svar.contacts']).toBe(problems.answerMissing('Vilka kontaktar ni?'));
  });

  test('that depend on another are asked when it says so, and only then', () => {
    expect(errorsOf(formOf('follow-up'), { ...meeting, 'svar.safety': ['none'] })).toHaveProperty(['svar.whatWorked']);
    expect(errorsOf(formOf('follow-up'), { ...meeting, 'svar.safety': ['threat'] })).toEqual({});
    expect(errorsOf(formOf('follow-up'), meeting)).toEqual({});
  });

  test('to a question that is not asked are not kept: what was typed before the other answer changed', () => {
    const [deed] = deedsOf(formOf('follow-up'), { ...meeting, 'svar.safety': ['threat'], 'svar.whatWorked': ['Allt'] });
    expect(deed?.answers).toEqual({ safety: 'threat' });
  });

  test('that are codes are of the list', () => {
    for (const code of ['x', 'NONE', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(errorsOf(formOf('follow-up'), { ...meeting, 'svar.safety': [code] }), code).toHaveProperty([
        'svar.safety',
      ]);
    }
  });

  test('that are yes or no are one of them', () => {
    const start = formOf('start-meeting');
    expect(deedsOf(start, { ...meeting, 'svar.previousHousing': ['yes'] })[0]?.answers).toEqual({
      previousHousing: true,
    });
    expect(deedsOf(start, { ...meeting, 'svar.previousHousing': ['no'] })[0]?.answers).toEqual({
      previousHousing: false,
    });
    expect(errorsOf(start, { ...meeting, 'svar.previousHousing': ['maybe'] })).toHaveProperty(['svar.previousHousing']);
  });

  test('that are days are days that exist, kept in their order; empty boxes are none', () => {
    const booked = (...dates: readonly string[]) => ({
      at: ['2026-10-13'],
      participants: ['caseworker'],
      'svar.dates': dates,
    });
    expect(deedsOf(formOf('follow-ups-booked'), booked('2026-11-01', '', '2026-10-20'))[0]?.answers).toEqual({
      dates: ['2026-10-20', '2026-11-01'],
    });
    expect(errorsOf(formOf('follow-ups-booked'), booked('', ''))).toEqual({
      'svar.dates': problems.answerMissing('Vilka dagar träffas ni?'),
    });
    expect(errorsOf(formOf('follow-ups-booked'), booked('2026-11-31'))).toHaveProperty(['svar.dates']);
  });

  test('that nobody asked for are not kept', () => {
    expect(
      deedsOf(formOf('follow-up'), { ...followUp, 'svar.made-up': ['x'], 'svar.notes': ['Lugnt'] })[0]?.answers,
    ).toEqual({ notes: 'Lugnt' });
  });
});

describe('what is written in the same sitting', () => {
  const planning: Typed = {
    at: ['2026-10-13'],
    participants: ['caseworker', 'housingStaff', 'individual'],
    channel: ['video'],
  };
  const review = {
    'history-review.svar.worked': ['A'],
    'history-review.svar.didNotWork': ['B'],
    'history-review.svar.earlySigns': ['C'],
  };

  test('is written only when it is ticked', () => {
    expect(deedsOf(formOf('planning-meeting'), { ...planning, ...review }).map(({ kind }) => kind)).toEqual([
      'planning-meeting',
    ]);
    const deeds = deedsOf(formOf('planning-meeting'), { ...planning, ...review, 'aven.history-review': ['yes'] });
    expect(deeds.map(({ kind, at }) => [kind, at])).toEqual([
      ['planning-meeting', '2026-10-13'],
      ['history-review', '2026-10-13'],
    ]);
    expect(deeds[1]?.answers).toEqual({ worked: 'A', didNotWork: 'B', earlySigns: 'C' });
  });

  test('asks what its own form asks, in fields of its own', () => {
    expect(Object.keys(errorsOf(formOf('planning-meeting'), { ...planning, 'aven.history-review': ['yes'] }))).toEqual([
      'history-review.svar.worked',
      'history-review.svar.didNotWork',
      'history-review.svar.earlySigns',
    ]);
  });

  test('has those among its participants who can take part in it', () => {
    const start: Typed = {
      ...planning,
      'aven.follow-ups-booked': ['yes'],
      'follow-ups-booked.svar.dates': ['2026-10-20'],
    };
    const [, booked] = deedsOf(formOf('start-meeting'), start);
    expect(booked).toMatchObject({
      kind: 'follow-ups-booked',
      participants: ['caseworker', 'housingStaff', 'individual'],
    });
    expect(booked).not.toHaveProperty('channel');
  });

  test('is of the kinds that the form offers', () => {
    expect(deedsOf(formOf('follow-up'), { ...followUp, 'aven.discharged': ['yes'] })).toHaveLength(1);
  });
});

describe('a consent', () => {
  const form = formOf('consent', 'information-transfer');
  test('says what the person answered, and how when they consent', () => {
    expect(Object.keys(errorsOf(form, { at: ['2026-10-13'] }))).toEqual(['status']);
    expect(errorsOf(form, { at: ['2026-10-13'], status: ['given'] })).toEqual({ form: problems.consentFormMissing });
    expect(deedsOf(form, { at: ['2026-10-13'], status: ['given'], form: ['oral'] })[0]).toMatchObject({
      kind: 'consent',
      purpose: 'information-transfer',
      status: 'given',
      form: 'oral',
    });
    expect(deedsOf(form, { at: ['2026-10-13'], status: ['not-possible'] })[0]).not.toHaveProperty('form');
    expect(Object.keys(errorsOf(form, { at: ['2026-10-13'], status: ['maybe'] }))).toEqual(['status']);
  });

  test('is for a purpose that the routine has', () => {
    for (const purpose of [undefined, 'made-up', 'constructor', '__proto__'])
      expect(findForm(definition, 'consent', purpose), purpose).toBeUndefined();
  });
});

test('the housing that was matched has to be named', () => {
  expect(errorsOf(formOf('housing-matched'), { at: ['2026-10-13'] })).toEqual({ part: problems.partyMissing });
  expect(deedsOf(formOf('housing-matched'), { at: ['2026-10-13'], part: ['Sjöbacken'] })[0]?.party).toBe('Sjöbacken');
});

test('a form is of a kind that the routine has, whatever objects have', () => {
  for (const kind of ['', 'made-up', 'waiver', 'constructor', '__proto__', 'toString'])
    expect(findForm(definition, kind, undefined), kind).toBeUndefined();
});

test('every problem is told in the reader’s language', () => {
  for (const language of languages) {
    const result = readDeeds(definition, formOf('start-meeting'), {}, today, language);
    const messages = 'errors' in result ? result.errors.map(({ message }) => message) : [];
    const { dayMissing, participantsMissing, channelMissing } = formMessages[language].problems;
    expect(messages).toEqual([dayMissing, participantsMissing, channelMissing]);
  }
});

test('what was read is typed again the same way: nothing is lost in showing it', () => {
  for (const [kind, typed] of [
    [
      'follow-up',
      {
        ...followUp,
        channel: ['in-person'],
        'svar.safety': ['none'],
        'svar.whatWorked': ['Fasta tider\noch lugn'],
        'svar.notes': ['Bra'],
      },
    ],
    [
      'follow-ups-booked',
      { at: ['2026-10-13'], participants: ['caseworker'], 'svar.dates': ['2026-10-20', '2026-11-01'] },
    ],
    ['start-meeting', { ...followUp, 'svar.previousHousing': ['no'] }],
    ['housing-matched', { at: ['2026-10-13'], part: ['Sjöbacken'] }],
  ] as const) {
    const form = formOf(kind);
    const [deed] = deedsOf(form, typed);
    if (!deed) throw new Error('nothing was read');
    expect(deedsOf(form, typedFromDeed(form, deed))).toEqual([deed]);
  }
});

describe('what a browser sends', () => {
  const sent = (...fields: readonly (readonly [string, string | Blob])[]): Typed => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    return typedFrom(form);
  };

  test('is kept by field, repeated fields in their order, without files', () => {
    const typed = sent(['a', '1'], ['b', 'x'], ['a', '2'], ['c', new Blob(['x'])]);
    expect(typed['a']).toEqual(['1', '2']);
    expect(typed['b']).toEqual(['x']);
    expect(typed['c']).toBeUndefined();
  });

  test('has lines that end as lines end elsewhere', () => {
    expect(sent(['a', 'one\r\ntwo\nthree'])['a']).toEqual(['one\ntwo\nthree']);
  });

  test('may have fields named as what every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(sent([name, 'x'])[name], name).toEqual(['x']);
      expect(first(sent(['other', 'x']), name), name).toBe('');
    }
  });

  test('has no character that the database has no room for', () => {
    expect(sent(['a', 'no\u0000ll'])['a']).toEqual(['noll']);
  });
});

describe('a fact', () => {
  const of = (name: string, ...values: readonly string[]) =>
    readFact(definition, name, { [`uppgift.${name}`]: values });
  const wrong = { wrong: true } as const;
  const rows: readonly (readonly [
    sentence: string,
    name: string,
    values: readonly string[],
    expected: ReturnType<typeof readFact>,
  ])[] = [
    ['is a day that exists', 'moveIn', ['2026-11-01'], { value: '2026-11-01' }],
    ['may be a day to come: moving in is planned', 'moveIn', ['2027-01-01'], { value: '2027-01-01' }],
    ['is not a day that does not exist', 'moveIn', ['2026-11-31'], wrong],
    ['is yes', 'sipExists', ['yes'], { value: true }],
    ['is no', 'sipExists', ['no'], { value: false }],
    ['is neither', 'sipExists', ['ja'], wrong],
    ['may be unknown', 'sipExists', ['unknown'], { value: 'unknown' }],
    ['is nothing when nothing was typed', 'sipExists', [], undefined],
    ['is nothing when only spaces were', 'moveIn', ['  '], undefined],
    ['is one of the codes', 'housingForm', ['apartment'], { value: 'apartment' }],
    ['is not another code', 'housingForm', ['castle'], wrong],
    ['is not what every object has', 'housingForm', ['constructor'], wrong],
    ['is some of the codes', 'grounds', ['threat', 'violence'], { value: ['threat', 'violence'] }],
    ['is only of the codes', 'grounds', ['threat', 'toString'], wrong],
    ['is not of the routine', 'made-up', ['x'], undefined],
    ['is not of every object', 'constructor', ['x'], undefined],
  ];
  test.for(rows)('%s', ([, name, values, expected]) => {
    expect(of(name, ...values)).toEqual(expected);
  });

  test('is asked as a question of its kind, with what has been typed, and only when the routine has it', () => {
    expect(factQuestion(definition, 'moveIn', { 'uppgift.moveIn': ['2026-11-01'] }, 'sv')).toMatchObject({
      type: 'date',
      value: '2026-11-01',
    });
    expect(factQuestion(definition, 'sipExists', {}, 'en')).toMatchObject({ type: 'yesNo', unknown: true });
    for (const name of ['made-up', 'constructor', '__proto__'])
      expect(factQuestion(definition, name, {}, 'sv'), name).toBeUndefined();
  });

  test('is typed again as it was read', () => {
    for (const [name, value] of [
      ['moveIn', '2026-11-01'],
      ['sipExists', true],
      ['sipExists', false],
      ['sipExists', 'unknown'],
      ['grounds', ['threat', 'violence']],
    ] as const) {
      expect(readFact(definition, name, typedFromFact(name, value))).toEqual({ value });
    }
    expect(typedFromFact('moveIn', undefined)).toEqual({});
  });
});

describe('what an entry lacks to do what it was meant to', () => {
  const sv = { definition, language: 'sv' } as const;
  const meeting: Deed = {
    kind: 'follow-up',
    at: today,
    participants: ['individual'],
    inPerson: true,
    answers: { safety: 'threat' },
  };
  const lacks = (more: Partial<Deed>, obligation = 'monthly-meeting') =>
    missingFrom(sv, obligation, { ...meeting, ...more });

  test('is nothing when it has all', () => {
    expect(lacks({})).toBeUndefined();
    expect(lacks({ answers: { safety: 'none', whatWorked: 'Tid' } })).toBeUndefined();
  });
  test('is the person, the place, or the answer', () => {
    expect(lacks({ participants: ['caseworker'] })).toContain('den enskilde');
    expect(lacks({ inPerson: false })).toMatch(/plats/);
    expect(lacks({ answers: {} })).toContain('Har det förekommit hot');
    expect(lacks({ answers: { safety: 'none' } })).toContain('Vad har fungerat, och varför?');
  });
  test('is all of it in one sentence', () => {
    const all = lacks({ participants: [], inPerson: false, answers: {} }) ?? '';
    for (const part of ['den enskilde', 'plats', 'Har det förekommit']) expect(all).toContain(part);
  });
  test('is told in English to who reads English', () => {
    expect(missingFrom({ definition, language: 'en' }, 'monthly-meeting', { ...meeting, participants: [] })).toContain(
      'the individual',
    );
  });
  test('is nothing to say of an entry of another kind, or a step that is not there', () => {
    expect(lacks({ kind: 'sip-motivation' })).toBeUndefined();
    expect(lacks({ participants: [] }, 'weekly-follow-up')).toBeUndefined();
    expect(lacks({}, 'made-up')).toBeUndefined();
  });
});
