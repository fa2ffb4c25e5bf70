import type { Run } from '../../../src/routine/index.ts';
import { isWorking, plusDays, plusWorkingDays, type Iso } from './days.ts';
import { doneUntil, type Done } from './deeds.ts';
import { has, statesOf, type Answer, type Applies, type Limit, type Row } from './states.ts';

/** "Clocks of kind law: their last day moves to the next working day." */
function asLawCounts(day: Iso): Iso {
  return isWorking(day) ? day : asLawCounts(plusDays(day, 1));
}

/** A second reading of `prevent-eviction`, row by row from the table of routines.md § 5.3. */
export function preventEviction(run: Run, now: Iso): Answer {
  const dones = doneUntil(run, now);
  const factOf = (name: string): unknown => (run.facts[name] === 'unknown' ? undefined : run.facts[name]);
  const dateOf = (name: string): Iso | undefined => {
    const value = factOf(name);
    return typeof value === 'string' ? value : undefined;
  };
  const arrived = dateOf('noticeArrived');
  const served = dateOf('tenantServed');
  const identifiedBy = factOf('identifiedBy');
  const noticeKind = factOf('noticeKind');
  const noticeReason = factOf('noticeReason');
  const stated = factOf('needsFrom');
  const needed = Array.isArray(stated) ? [...new Set<unknown>(stated)] : undefined;

  const ofKind =
    (kind: string) =>
    (done: Done): boolean =>
      done.kind === kind;
  const firstOf = (test: (done: Done) => boolean): Iso | undefined => dones.find(test)?.at;
  const after = (day: Iso | undefined, plus: (from: Iso) => Iso): Limit => ({
    due: day === undefined ? undefined : plus(day),
    clock: 'interpretation',
    missing: [],
  });

  const several: Applies = needed === undefined ? ['needsFrom'] : needed.length > 1;
  const elsewhere = ((): Applies => {
    if (needed !== undefined && needed.length !== 1) return false;
    const unstated = [
      ...(needed === undefined ? ['needsFrom'] : []),
      ...(identifiedBy === undefined ? ['identifiedBy'] : []),
    ];
    return unstated.length > 0 ? unstated : needed?.[0] !== identifiedBy;
  })();
  const rentNotice = ((): Applies => {
    if (noticeKind !== undefined && noticeKind !== 'termination') return false;
    if (noticeReason !== undefined && noticeReason !== 'rent') return false;
    const unstated = [
      ...(noticeKind === undefined ? ['noticeKind'] : []),
      ...(noticeReason === undefined ? ['noticeReason'] : []),
    ];
    return unstated.length === 0 ? true : unstated;
  })();

  const recovery = ((): Limit => {
    if (served === undefined || arrived === undefined) {
      const missing = [
        ...(served === undefined ? ['tenantServed'] : []),
        ...(arrived === undefined ? ['noticeArrived'] : []),
      ];
      return { clock: 'law', missing };
    }
    const due = asLawCounts(plusDays(served > arrived ? served : arrived, 21));
    return { due, graceUntil: plusWorkingDays(due, 2), clock: 'law', missing: [] };
  })();

  const consents = dones.filter(({ kind, purpose }) => kind === 'consent' && purpose === 'coordination');
  const isOtherGround = (done: Done): boolean => done.kind === 'other-ground' && has(done, ['provision', 'reason']);
  const isCoordinated = consents.at(-1)?.status === 'given' || dones.some(isOtherGround);

  const executed = firstOf(ofKind('decisions-executed'));
  const isFollowUp = (done: Done): boolean => done.kind === 'joint-follow-up' && has(done, ['desiredResult']);
  const enforcement = firstOf(ofKind('enforcement-notice'));

  const handler = { phase: 'case', who: ['caseHandler'], modality: 'must', heading: 'Rutin för samverkan' } as const;
  const roles = 'Roller och ansvarsfördelning';
  const social = { phase: 'case', who: ['socialServices'], modality: 'must' } as const;

  const rows: readonly Row[] = [
    {
      ...handler,
      id: 'risk-identified',
      limit: { due: run.opened, clock: 'routine', missing: [] },
      doneBy: ofKind('risk-identified'),
    },
    {
      ...social,
      heading: 'Socialförvaltningarna',
      id: 'receive-notice',
      limit: {
        ...after(arrived, (day) => plusWorkingDays(day, 1)),
        missing: arrived === undefined ? ['noticeArrived'] : [],
      },
      doneBy: ofKind('notice-registered'),
      applies: noticeKind === undefined ? ['noticeKind'] : noticeKind !== 'none',
    },
    {
      ...handler,
      heading:
        'När risk för avhysning i ett individärende identifieras av förvaltningen för funktionsstöd eller äldre- samt vård och omsorgsförvaltningen',
      id: 'inform-and-motivate',
      limit: after(run.opened, (day) => plusWorkingDays(day, 5)),
      doneBy: ofKind('informed-and-motivated'),
      applies: identifiedBy === undefined ? ['identifiedBy'] : identifiedBy !== 'socialServices',
    },
    { ...handler, id: 'investigate', doneBy: ofKind('investigation-opened') },
    {
      ...handler,
      id: 'support-application-elsewhere',
      doneBy: (done) => done.kind === 'application-supported' && needed?.length === 1 && done.party === needed[0],
      applies: elsewhere,
    },
    {
      ...handler,
      id: 'coordination-consent',
      doneBy: (done) => (consents.includes(done) && done.status === 'given') || isOtherGround(done),
      applies: several,
    },
    {
      ...handler,
      id: 'coordinated-plan',
      doneBy: ofKind('coordinated-plan'),
      applies: several,
      stoppedBy: isCoordinated ? [] : ['coordination-consent'],
    },
    { ...handler, id: 'joint-home-visit', modality: 'may', doneBy: ofKind('home-visit') },
    { ...handler, id: 'execute-decisions', doneBy: ofKind('decisions-executed') },
    { ...handler, id: 'joint-follow-up', limit: after(executed, (day) => plusDays(day, 30)), doneBy: isFollowUp },
    { ...handler, heading: roles, id: 'debt-advice', modality: 'may', doneBy: ofKind('debt-advice-offered') },
    {
      ...handler,
      heading: roles,
      id: 'prevent-recurrence',
      limit: after(firstOf(isFollowUp), (day) => plusDays(day, 90)),
      doneBy: ofKind('recurrence-check'),
    },
    {
      ...social,
      heading: '11 kap. 3 §',
      id: 'kfm-confirmation',
      limit: { due: enforcement === undefined ? undefined : asLawCounts(enforcement), clock: 'law', missing: [] },
      doneBy: ofKind('enforcement-authority-confirmed'),
      applies: enforcement !== undefined,
    },
    {
      ...social,
      heading: '12 kap. 44 §',
      id: 'rent-recovery',
      limit: recovery,
      doneBy: ({ kind, form }) =>
        kind === 'rent-paid' ||
        kind === 'recovery-not-possible' ||
        (kind === 'undertaking-to-pay' && form === 'written'),
      applies: rentNotice,
    },
  ];

  const warnings = factOf('householdHasChildren') === true ? ['children-in-household'] : [];
  return statesOf({ rows, starts: { case: run.opened }, end: firstOf(ofKind('closed')), warnings }, dones, now);
}
