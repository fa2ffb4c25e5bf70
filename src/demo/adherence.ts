import { countAdherence, decideQuestions, registerDeviation } from '../adherence/index.ts';
import { type Deed, openCase, record, startRun } from '../casework/index.ts';
import { addDays, type LocalDate } from '../kernel/date.ts';
import { type IdempotencyKey, newId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Db } from '../platform/database.ts';
import { as } from '../platform/door.ts';
import { demoActor } from './organisation.ts';

const everybody = ['caseworker', 'housingStaff', 'individual'] as const;
const names = 'Ada Bo Cim Dag Eja Flo Gun Hans Ina Jo Kaj Liv Max Nea Ove Pia Ru Sol Tove Ulf Vera Wes Ylva Öst'.split(
  ' ',
);

/** What differs between the placements, so that there is something to compare. */
type Placement = Readonly<{
  moveIn: LocalDate;
  startMeeting: boolean;
  /** Days until the discharge, and whether it was planned. */
  stayed: number;
  planned: boolean;
  callsMissed: number;
  waives: boolean;
}>;

const placementOf = (index: number, year: number): Placement => {
  const startMeeting = index % 8 < 5;
  return {
    moveIn: addDays(`${year}-01-08` as LocalDate, index * 8),
    startMeeting,
    stayed: startMeeting ? 60 + (index % 7) * 25 : 20 + (index % 5) * 28,
    planned: startMeeting && index % 4 === 0,
    callsMissed: startMeeting ? index % 2 : 2 + (index % 3),
    waives: index % 9 === 4,
  };
};

function deedsOf({ moveIn, startMeeting, stayed, planned, callsMissed, waives }: Placement): readonly Deed[] {
  const on = (days: number, kind: string, more: Partial<Deed> = {}): Deed => ({
    kind,
    at: addDays(moveIn, days),
    participants: [...everybody],
    answers: {},
    ...more,
  });
  const weeks = Math.floor((stayed - 1) / 7);
  const calls = Array.from({ length: Math.min(8, Math.max(0, weeks - callsMissed)) }, (_, week) =>
    on((week + 1) * 7, 'follow-up', { channel: 'phone', inPerson: false }),
  );
  return [
    on(-6, 'individual-assignment'),
    on(waives ? 4 : -2, 'planning-meeting'),
    ...(waives
      ? [
          on(0, 'waiver', {
            participants: [],
            obligation: 'information-meeting',
            reason: 'Personen var inlagd på sjukhus.',
          }),
        ]
      : [on(-1, 'information-meeting')]),
    ...(startMeeting ? [on(4, 'start-meeting')] : []),
    ...calls,
    on(stayed, 'discharged', { participants: [], answers: { planned } }),
  ];
}

const calls = (deeds: readonly Deed[]): readonly (readonly Deed[])[] =>
  deeds.filter(({ kind }) => kind === 'follow-up').map((deed) => [deed]);

/** Last year's placements of a colleague, all ended, written on two days each; and the figures of what there is. */
export async function loadAdherence(db: Db, now: Date): Promise<void> {
  const today = localDateOf(now);
  const year = Number(today.slice(0, 4)) - 1;
  const actor = demoActor('sam');
  const on = <T>(day: LocalDate, work: Parameters<typeof as<T>>[4]): Promise<T> =>
    as(db, actor, new Date(`${day}T09:00:00Z`), { action: 'demo.load', channel: 'cli' }, work);
  for (const [index, givenName] of names.entries()) {
    const placement = placementOf(index, year);
    const opened = addDays(placement.moveIn, -7);
    const run = await on(opened, async (scope) => {
      const caseId = await openCase(scope, {
        givenName,
        familyName: 'Exempelplacerad',
        identityKind: 'none',
        identityCertainty: 'probable',
        externalSystem: 'Treserva',
        externalReference: `T-${newId().slice(-6)}`,
        unit: 'centrum-vuxen',
        key: newId(),
      });
      const started = await startRun(scope, {
        caseId,
        routine: 'repeated-discharge',
        version: '2025',
        openedOn: opened,
        facts: [
          { name: 'moveIn', value: placement.moveIn },
          { name: 'acuteHomelessness', value: index % 3 === 0 },
          { name: 'sipExists', value: index % 5 < 2 },
        ],
        key: newId(),
      });
      if (started.outcome !== 'started') throw new Error(`The demo's placement ended in ${started.outcome}`);
      return started.run;
    });
    await on(addDays(placement.moveIn, placement.stayed), async (scope) => {
      const deeds = deedsOf(placement).toSorted((left, right) => left.at.localeCompare(right.at));
      // A form writes one follow-up: each is sent by itself.
      for (const sent of [deeds.filter(({ kind }) => kind !== 'follow-up'), ...calls(deeds)]) {
        const key = newId<IdempotencyKey>();
        const { outcome } = await record(scope, { run, deeds: sent, seen: Number.MAX_SAFE_INTEGER, key });
        if (outcome !== 'recorded') throw new Error(`The demo's placement ended in ${outcome}`);
      }
    });
  }
  const purpose = { action: 'demo.load', channel: 'cli' } as const;
  await as(db, demoActor('ia'), now, purpose, (scope) =>
    decideQuestions(
      scope,
      'repeated-discharge',
      [
        'Hölls planeringsmötet före inflyttningen, eller inom en vecka vid akut hemlöshet?',
        'Hölls uppstartsmötet inom en vecka från inflyttningen?',
        'Följdes personen upp varje vecka, eller är det tydligt varför inte?',
      ],
      0,
    ),
  );
  await as(db, demoActor('alex'), now, purpose, (scope) =>
    registerDeviation(scope, {
      routine: 'repeated-discharge',
      obligation: 'start-meeting',
      run: undefined,
      happenedOn: addDays(today, -3),
      what: 'Boendet fick veta om inflyttningen samma dag. Uppstartsmötet kunde inte planeras i tid.',
      consequence: 'Personen flyttade in utan att någon hade gått igenom planen.',
      proposal: 'Placeringsbeslutet skickas till boendet samma dag som det fattas.',
      key: newId(),
    }),
  );
  await countAdherence(db, today);
}
