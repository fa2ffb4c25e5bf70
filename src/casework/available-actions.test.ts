import { describe, expect, test } from 'vitest';
import type { Actor } from '../kernel/actor.ts';
import type { AccountId } from '../kernel/ids.ts';
import type { Permission } from '../kernel/permission.ts';
import { openLibrary, type StateName } from '../routine/index.ts';
import { actionsOn, mayCorrect, mayRecord } from './available-actions.ts';
import type { Entry, RoleInRun } from './entry.ts';

const routine = openLibrary().find('repeated-discharge', '2025');
if (!routine) throw new Error('The routine is not in the library');
const { definition } = routine;

const on = (id: string, state: StateName, role: RoleInRun | undefined) => {
  const who = definition.obligations.find((rule) => rule.id === id)?.who ?? [];
  const { record, waive, changeInterval } = actionsOn({ id, state, who }, definition, role);
  const say = (action: typeof record | typeof waive): string => ('allowed' in action ? 'may' : action.whyNot);
  return [say(record), say(waive), say(changeInterval)].join(', ');
};

describe('record, waive, change the interval', () => {
  const rows: readonly (readonly [
    sentence: string,
    id: string,
    state: StateName,
    role: RoleInRun | undefined,
    expected: string,
  ])[] = [
    [
      'a step of the caseworker’s is for the caseworker to do or waive',
      'individual-assignment',
      'open',
      'caseworker',
      'may, may, not-repeating',
    ],
    [
      'and not for the housing staff',
      'individual-assignment',
      'open',
      'housingStaff',
      'others-do-this, others-do-this, not-repeating',
    ],
    ['a step of both is for either', 'planning-meeting', 'overdue', 'housingStaff', 'may, may, not-repeating'],
    [
      'a step of the housing staff’s is theirs to do, and the caseworker may waive it',
      'prevention-in-implementation-plan',
      'open',
      'caseworker',
      'others-do-this, may, not-repeating',
    ],
    [
      'what only the placement function does is written down by either',
      'match-housing',
      'open',
      'housingStaff',
      'may, may, not-repeating',
    ],
    ['what is done once is finished', 'planning-meeting', 'done', 'caseworker', 'finished, finished, not-repeating'],
    [
      'what repeats may be done again, and then not waived for good',
      'monthly-meeting',
      'done',
      'caseworker',
      'may, finished, not-repeating',
    ],
    ['what is waived is finished', 'weekly-follow-up', 'waived', 'caseworker', 'finished, finished, finished'],
    [
      'what does not apply is finished',
      'motivate-sip',
      'not-applicable',
      'caseworker',
      'finished, finished, not-repeating',
    ],
    [
      'the interval of the weekly follow-up may be changed by either',
      'weekly-follow-up',
      'open',
      'housingStaff',
      'may, may, may',
    ],
    [
      'the monthly meeting’s may not: the routine says at least once a month',
      'monthly-meeting',
      'open',
      'caseworker',
      'may, may, not-repeating',
    ],
    [
      'what cannot be told yet may be done all the same',
      'support-level',
      'unknown',
      'caseworker',
      'may, may, not-repeating',
    ],
    [
      'who sees the run without working in it does nothing',
      'planning-meeting',
      'open',
      undefined,
      'not-in-the-run, not-in-the-run, not-in-the-run',
    ],
    [
      'a step that the routine does not have is nobody’s',
      'made-up',
      'open',
      'caseworker',
      'not-in-the-run, not-in-the-run, not-in-the-run',
    ],
  ];
  test.for(rows)('%s', ([, id, state, role, expected]) => {
    expect(on(id, state, role)).toBe(expected);
  });

  test('the entries offered are those that would fulfil the step', () => {
    const { record } = actionsOn(
      { id: 'planning-meeting', state: 'open', who: ['caseworker'] },
      definition,
      'caseworker',
    );
    expect(record).toEqual({ allowed: [{ kind: 'planning-meeting' }] });
    const consents = definition.obligations.filter(({ fulfilledBy }) => fulfilledBy.some((way) => 'consent' in way));
    for (const { id, who } of consents) {
      expect(actionsOn({ id, state: 'open', who }, definition, 'caseworker').record).toEqual({
        allowed: [{ kind: 'consent', purpose: 'information-transfer' }],
      });
    }
    expect(consents.length).toBeGreaterThan(0);
  });
});

describe('who may write a kind of entry', () => {
  const rows: readonly (readonly [sentence: string, role: RoleInRun, kind: string, may: boolean])[] = [
    ['the caseworker writes what is asked of caseworkers', 'caseworker', 'individual-assignment', true],
    ['the housing staff do not', 'housingStaff', 'individual-assignment', false],
    ['the housing staff write the implementation plan', 'housingStaff', 'implementation-plan', true],
    ['the caseworker does not', 'caseworker', 'implementation-plan', false],
    ['both write what is asked of both', 'housingStaff', 'follow-up', true],
    ['both write what no step asks for: a discharge', 'housingStaff', 'discharged', true],
    ['both write a waiver; whose step it is is asked elsewhere', 'housingStaff', 'waiver', true],
    ['both write what only an outside party does', 'caseworker', 'housing-matched', true],
  ];
  test.for(rows)('%s', ([, role, kind, may]) => {
    expect(mayRecord(definition, role, { kind })).toBe(may);
  });

  test('a consent is asked for by its purpose, not by being a consent', () => {
    const asking = definition.obligations.filter(({ fulfilledBy }) => fulfilledBy.some((way) => 'consent' in way));
    const housing = asking.some(({ who }) => who.includes('housingStaff'));
    expect(mayRecord(definition, 'caseworker', { kind: 'consent', purpose: 'information-transfer' })).toBe(true);
    expect(mayRecord(definition, 'housingStaff', { kind: 'consent', purpose: 'information-transfer' })).toBe(housing);
  });
});

describe('who may correct an entry', () => {
  const [writer, other] = ['a' as AccountId, 'b' as AccountId];
  const entry = { writtenBy: writer } as Entry;
  const actor = (account: AccountId, ...permissions: readonly Permission[]) =>
    ({ account, permissions: new Set(permissions) }) as unknown as Actor;
  const rows: readonly (readonly [sentence: string, actor: Actor, role: RoleInRun | undefined, may: boolean])[] = [
    ['who wrote it', actor(writer, 'entry:record'), 'housingStaff', true],
    ['the caseworker, who answers for the case', actor(other, 'entry:record'), 'caseworker', true],
    ['not other housing staff', actor(other, 'entry:record'), 'housingStaff', false],
    ['not who wrote it and no longer works in the run', actor(writer, 'entry:record'), undefined, false],
    ['not who wrote it and may no longer write', actor(writer), 'housingStaff', false],
    ['not a manager who reads along', actor(other, 'run:read'), undefined, false],
  ];
  test.for(rows)('%s', ([, who, role, may]) => {
    expect(mayCorrect(entry, who, role)).toBe(may);
  });
});
