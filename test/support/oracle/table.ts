import type { Run } from '../../../src/routine/index.ts';
import { plusDays, plusWorkingDays, type Iso } from './days.ts';
import type { Done } from './deeds.ts';
import { attended, has, type Applies, type Clock, type Limit, type Row, type Table } from './states.ts';

function isMonthlyMeeting(done: Done): boolean {
  if (done.kind !== 'follow-up' || done.inPerson !== true) return false;
  if (!attended(done, ['individual']) || !has(done, ['safety'])) return false;
  return done.answers?.['safety'] !== 'none' || has(done, ['whatWorked']);
}

const historyAnswers = ['what', 'when', 'situations', 'protectiveFactors'];

/** The table of § 5.1 for one run: every row with its facts, dates and deeds filled in. */
export function tableOf(run: Run, dones: readonly Done[]): Table {
  const newer = run.version === '2025';

  const factOf = (name: string): unknown => (run.facts[name] === 'unknown' ? undefined : run.facts[name]);
  const dateFact = (name: string): Iso | undefined => {
    const value = factOf(name);
    return typeof value === 'string' ? value : undefined;
  };
  const firstOf = (test: (done: Done) => boolean): Iso | undefined => dones.find(test)?.at;
  const ofKind =
    (kind: string) =>
    (done: Done): boolean =>
      done.kind === kind;

  const moveIn = dateFact('moveIn');
  const end = firstOf(ofKind('discharged'));
  const untenable = firstOf(ofKind('situation-untenable'));
  const starts: Readonly<Record<string, Iso | undefined>> = {
    'before-placement': run.opened,
    'move-in': moveIn,
    'during-placement': moveIn,
    untenable,
  };

  const missingMoveIn = moveIn === undefined ? ['moveIn'] : [];
  const fromMoveIn = (plus: (day: Iso) => Iso, clock: Clock): Limit => ({
    due: moveIn === undefined ? undefined : plus(moveIn),
    clock,
    missing: missingMoveIn,
  });
  const onMoveIn = fromMoveIn((day) => day, 'routine');
  const from = (day: Iso | undefined, plus: (day: Iso) => Iso, clock: Clock): Limit => ({
    due: day === undefined ? undefined : plus(day),
    clock,
    missing: [],
  });

  const acute = factOf('acuteHomelessness');
  const planned = ((): Limit => {
    if (acute === undefined) return { missing: ['acuteHomelessness', ...missingMoveIn] };
    return acute === true ? fromMoveIn((day) => plusWorkingDays(day, 5), 'interpretation') : onMoveIn;
  })();

  const isFact = (name: string, value: unknown): Applies => {
    const known = factOf(name);
    return known === undefined ? [name] : known === value;
  };
  const consents = dones.filter(({ kind, purpose }) => kind === 'consent' && purpose === 'information-transfer');
  const consentGiven = consents.at(-1)?.status === 'given';

  const isStartMeeting = (done: Done): boolean =>
    done.kind === 'start-meeting' && attended(done, ['caseworker', 'housingStaff', 'individual']);
  const startMeeting = firstOf(isStartMeeting);

  const history = newer ? 'Information kring historik' : 'Information kring hot- och/eller våldshistorik';
  const planning = `${newer ? 'Skyndsam' : 'Skyndsamt'} kartläggning och planering`;
  const before = { phase: 'before-placement', modality: 'must' } as const;
  const atMoveIn = { phase: 'move-in', modality: 'must', heading: 'Vid inflyttning' } as const;
  const during = { phase: 'during-placement', modality: 'must', heading: 'Under placering' } as const;
  const broken = { phase: 'untenable', heading: 'Om situationen blir ohållbar' } as const;
  const both = ['caseworker', 'housingStaff'];
  const sinceMoveIn = { anchor: moveIn, fact: 'moveIn' };

  const rows: readonly Row[] = [
    {
      ...before,
      id: 'individual-assignment',
      who: ['caseworker'],
      heading: 'Inför placering',
      limit: onMoveIn,
      doneBy: (done) => done.kind === 'individual-assignment' && attended(done, ['individual']),
    },
    {
      ...before,
      id: 'history-in-request',
      who: ['caseworker'],
      heading: history,
      doneBy: (done) => done.kind === 'placement-request' && has(done, historyAnswers),
    },
    {
      ...before,
      id: 'match-housing',
      who: ['placementFunction'],
      heading: history,
      limit: onMoveIn,
      doneBy: ofKind('housing-matched'),
    },
    {
      ...before,
      id: 'support-level',
      who: ['placementFunction', 'caseworker'],
      heading: history,
      limit: onMoveIn,
      doneByFact: factOf('supportLevel') === (newer ? 'high' : '1'),
      applies: newer ? isFact('housingForm', 'apartment') : true,
    },
    {
      ...before,
      id: 'planning-meeting',
      who: both,
      heading: planning,
      limit: planned,
      doneBy: (done) => done.kind === 'planning-meeting' && attended(done, both),
    },
    {
      ...before,
      id: 'history-review',
      who: both,
      heading: planning,
      limit: planned,
      doneBy: (done) => done.kind === 'history-review' && has(done, ['worked', 'didNotWork', 'earlySigns']),
    },
    {
      ...before,
      id: 'contingency-plan',
      who: ['caseworker'],
      heading: planning,
      limit: planned,
      doneBy: (done) => done.kind === 'contingency-plan' && has(done, ['actions', 'contacts', 'responsibilities']),
    },
    {
      ...before,
      id: 'professions-plan',
      who: ['caseworker'],
      heading: planning,
      limit: planned,
      doneBy: ofKind('professions-plan'),
    },
    {
      ...before,
      id: 'information-meeting',
      who: both,
      modality: 'should',
      heading: planning,
      limit: onMoveIn,
      doneBy: (done) => done.kind === 'information-meeting' && attended(done, ['individual']),
    },
    {
      ...atMoveIn,
      id: 'start-meeting',
      who: both,
      limit: fromMoveIn((day) => plusDays(day, 7), 'interpretation'),
      doneBy: isStartMeeting,
    },
    {
      ...atMoveIn,
      id: 'first-follow-ups-booked',
      who: both,
      limit: from(startMeeting, (day) => day, 'routine'),
      doneBy: ofKind('follow-ups-booked'),
      waitsFor: 'start-meeting',
    },
    {
      ...atMoveIn,
      id: 'prevention-in-implementation-plan',
      who: ['housingStaff'],
      limit: from(startMeeting, (day) => plusDays(day, 14), 'interpretation'),
      doneBy: (done) => done.kind === 'implementation-plan' && has(done, ['preventiveActions']),
    },
    {
      ...during,
      id: 'weekly-follow-up',
      who: both,
      doneBy: ofKind('follow-up'),
      repeats: { every: 'P1W', tolerance: 3, clock: 'routine', ...sinceMoveIn },
    },
    {
      ...during,
      id: 'monthly-meeting',
      who: both,
      doneBy: isMonthlyMeeting,
      repeats: { every: 'P1M', tolerance: 0, clock: 'routine', ...sinceMoveIn },
    },
    {
      ...during,
      id: 'motivate-sip',
      who: both,
      doneBy: ofKind('sip-motivation'),
      repeats: { every: 'P1M', tolerance: 14, clock: 'interpretation', ...sinceMoveIn },
      applies: isFact('sipExists', false),
    },
    {
      ...during,
      id: 'sip-meetings',
      who: both,
      doneBy: ofKind('sip-meeting'),
      applies: isFact('sipExists', true),
    },
    {
      ...broken,
      id: 'exhaust-possibilities',
      who: both,
      modality: 'should',
      limit: from(end, (day) => day, 'routine'),
      doneBy: (done) => done.kind === 'possibilities-exhausted' && has(done, ['tried']),
    },
    {
      ...broken,
      id: 'follow-contingency-plan',
      who: both,
      modality: 'must',
      limit: from(untenable, (day) => plusWorkingDays(day, 1), 'interpretation'),
      doneBy: ofKind('contingency-plan-followed'),
      needs: 'contingency-plan',
    },
    {
      ...broken,
      id: 'transfer-consent',
      who: ['caseworker'],
      modality: 'should',
      limit: from(end, (day) => day, 'routine'),
      doneBy: (done) => consents.includes(done) && (done.status === 'given' || done.status === 'declined'),
    },
    {
      ...broken,
      id: 'previous-housing-at-start',
      who: ['housingStaff'],
      modality: 'may',
      doneBy: ofKind('previous-housing-invited'),
      applies: consentGiven,
    },
  ];

  // The latest request decides: a complete one afterwards ends the warning.
  const request = dones.findLast(ofKind('placement-request'));
  const warns = request !== undefined && !has(request, historyAnswers);
  return { rows, starts, end, warnings: warns ? ['history-missing-in-request'] : [] };
}
