import type { Run } from '../../../src/routine/index.ts';
import { plusDays, plusMonths, plusWorkingDays, type Iso } from './days.ts';
import { doneUntil, type Done } from './deeds.ts';
import { attended, has, statesOf, type Answer, type Applies, type Clock, type Limit, type Row } from './states.ts';

/** A second reading of `insluss`, row by row from the table of routines.md § 5.2. */
export function insluss(run: Run, now: Iso): Answer {
  const dones = doneUntil(run, now);
  const factOf = (name: string): unknown => (run.facts[name] === 'unknown' ? undefined : run.facts[name]);
  const dateOf = (name: string): Iso | undefined => {
    const value = factOf(name);
    return typeof value === 'string' ? value : undefined;
  };
  const release = dateOf('conditionalRelease');
  const supervisionEnd = dateOf('supervisionEnd');
  const birth = dateOf('birthDate');

  const ofKind =
    (kind: string) =>
    (done: Done): boolean =>
      done.kind === kind;
  const missing = (names: readonly (readonly [string, unknown])[]): readonly string[] =>
    names.filter(([, value]) => value === undefined).map(([name]) => name);

  const late: Applies = release === undefined ? ['conditionalRelease'] : release < plusDays(run.opened, 30);
  const young = ((): Applies => {
    if (release === undefined || birth === undefined)
      return missing([
        ['conditionalRelease', release],
        ['birthDate', birth],
      ]);
    return plusMonths(birth, 18 * 12) <= release && release < plusMonths(birth, 25 * 12);
  })();
  const income = ((): Applies => {
    const support = factOf('needsIncomeSupport');
    const occupation = factOf('needsOccupation');
    if (support === true || occupation === true) return true;
    const unstated = missing([
      ['needsIncomeSupport', support],
      ['needsOccupation', occupation],
    ]);
    return unstated.length === 0 ? false : unstated;
  })();
  const initiatedBy = factOf('initiatedBy');
  const byIndividual: Applies = initiatedBy === undefined ? ['initiatedBy'] : initiatedBy === 'individual';

  const fromRelease = (plus: (day: Iso) => Iso, clock: Clock): Limit =>
    release === undefined ? { clock, missing: ['conditionalRelease'] } : { due: plus(release), clock, missing: [] };
  const onRelease = fromRelease((day) => day, 'routine');
  const inGoodTime = (days: number): Limit => {
    if (late === true) return onRelease;
    return late === false
      ? fromRelease((day) => plusDays(day, -days), 'interpretation')
      : { missing: ['conditionalRelease'] };
  };
  const after = (day: Iso | undefined, plus: (from: Iso) => Iso, clock: Clock): Limit => ({
    due: day === undefined ? undefined : plus(day),
    clock,
    missing: [],
  });

  const isConsent = (done: Done): boolean => done.kind === 'consent' && done.purpose === 'insluss';
  const isGivenInWriting = (done: Done | undefined): boolean => done?.status === 'given' && done.form === 'written';
  const stoppedBy = isGivenInWriting(dones.findLast(isConsent)) ? [] : ['written-consent'];

  const opening = release === undefined ? undefined : plusMonths(release, -4);
  const initiated = dones.find((done) => done.kind === 'initiated' && opening !== undefined && done.at >= opening)?.at;
  const isFirstMeeting = (done: Done): boolean =>
    done.kind === 'video-meeting' && attended(done, ['caseworker', 'probationOfficer', 'individual']);
  const meeting = dones.find(isFirstMeeting)?.at;
  const unit = factOf('hasIncomeSupportContact') === true ? 'known-caseworker' : 'intake';

  const contact = { phase: 'contact', heading: 'Insluss-modellen' } as const;
  const planning = { phase: 'planning', heading: 'Insluss-modellen', stoppedBy } as const;
  const supervision = { phase: 'supervision', heading: 'Insluss-modellen', stoppedBy, modality: 'must' } as const;
  const caseworker = ['caseworker'];
  const both = ['caseworker', 'probationOfficer'];

  const rows: readonly Row[] = [
    {
      ...contact,
      id: 'inform-and-refer',
      who: caseworker,
      modality: 'should',
      limit: after(run.opened, (day) => plusWorkingDays(day, 5), 'interpretation'),
      doneBy: ofKind('informed-and-referred'),
      applies: byIndividual,
    },
    {
      ...contact,
      id: 'written-consent',
      who: ['probationOfficer'],
      modality: 'must',
      doneBy: (done) => isConsent(done) && isGivenInWriting(done),
    },
    {
      ...contact,
      stoppedBy,
      id: 'initiate',
      who: ['probationOfficer'],
      modality: 'must',
      limit: onRelease,
      opens: { day: opening, fact: 'conditionalRelease' },
      doneBy: ofKind('initiated'),
    },
    {
      ...planning,
      id: 'open-investigation',
      who: caseworker,
      modality: 'must',
      limit: after(initiated, (day) => plusWorkingDays(day, 5), 'interpretation'),
      doneBy: ofKind('investigation-opened'),
      waitsFor: 'initiate',
    },
    {
      ...planning,
      id: 'background-documents',
      who: ['probationOfficer'],
      modality: 'must',
      limit: after(initiated, (day) => plusDays(day, 14), 'interpretation'),
      doneBy: (done) => done.kind === 'documents-received' && has(done, ['presentenceReport', 'sentencePlan']),
      waitsFor: 'initiate',
    },
    {
      ...planning,
      id: 'first-video-meeting',
      who: both,
      modality: 'must',
      limit: inGoodTime(30),
      doneBy: isFirstMeeting,
    },
    {
      ...planning,
      id: 'needs-mapping',
      who: caseworker,
      modality: 'must',
      limit: after(meeting, (day) => day, 'routine'),
      doneBy: (done) => done.kind === 'needs-mapped' && has(done, ['units', 'outpatientReferral', 'sip']),
      waitsFor: 'first-video-meeting',
    },
    {
      ...planning,
      id: 'consider-sig',
      who: caseworker,
      modality: 'may',
      limit: onRelease,
      doneBy: ofKind('sig-considered'),
      applies: young,
    },
    { ...planning, id: 'invite-others', who: caseworker, modality: 'may', doneBy: ofKind('others-invited') },
    {
      ...planning,
      id: 'income-support-contact',
      who: caseworker,
      modality: 'must',
      limit: inGoodTime(14),
      doneBy: (done) => done.kind === 'income-support-contacted' && done.answers?.['unit'] === unit,
      applies: income,
    },
    {
      ...planning,
      id: 'joint-visit',
      who: ['caseworker', 'incomeSupportCaseworker'],
      modality: 'must',
      limit: fromRelease((day) => plusDays(day, 14), 'interpretation'),
      doneBy: ofKind('joint-visit'),
      applies: income,
      waitsFor: 'income-support-contact',
    },
    {
      ...planning,
      id: 'booked-time-after-release',
      who: both,
      modality: 'must',
      limit: onRelease,
      doneBy: (done) => done.kind === 'time-booked' && isDayAfter(done.answers?.['date'], release),
      applies: late,
    },
    {
      ...supervision,
      id: 'cooperation-during-supervision',
      who: both,
      doneBy: ofKind('cooperation-contact'),
      // The document gives no interval, so the month is an interpretation as well.
      repeats: {
        every: 'P1M',
        tolerance: 14,
        clock: 'interpretation',
        anchor: release,
        fact: 'conditionalRelease',
        until: supervisionEnd,
      },
    },
    {
      ...supervision,
      id: 'keep-open-until-supervision-ends',
      who: caseworker,
      opens: { day: supervisionEnd, fact: 'supervisionEnd' },
      doneBy: ofKind('closed'),
    },
  ];

  const request = dones.findLast(ofKind('initiated'));
  const closing = dones.findLast(ofKind('closed'));
  const warnings = [
    ...(request !== undefined && opening !== undefined && request.at < opening ? ['initiated-too-early'] : []),
    ...(closing !== undefined && (supervisionEnd === undefined || closing.at < supervisionEnd)
      ? ['closed-before-supervision-end']
      : []),
  ];
  // Breaking off is not in the table: the definition adds it, for the one who no longer consents.
  const end = dones.find(
    ({ kind, at }) =>
      kind === 'ended-early' || (kind === 'closed' && supervisionEnd !== undefined && at >= supervisionEnd),
  )?.at;
  const starts = { contact: run.opened, planning: run.opened, supervision: release };
  return statesOf({ rows, starts, end, warnings }, dones, now);
}

function isDayAfter(answer: unknown, day: Iso | undefined): boolean {
  return typeof answer === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(answer) && day !== undefined && answer > day;
}
