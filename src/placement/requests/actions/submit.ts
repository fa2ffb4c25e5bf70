import { createHash } from 'node:crypto';
import { append, record } from '../../../casework/index.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import { civilDate, dayOf } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import { secrecyMessages } from '../../../secrecy/index.ts';
import {
  canonical,
  type ChosenGround,
  consentCarries,
  giver,
  insertDisclosure,
  type Snapshot,
} from '../../../sharing/index.ts';
import { asks, linesOf, type PlacementBody, toMatching } from '../../request-body.ts';
import { assignByRule } from '../../desk/actions/assign.ts';
import type { Desk } from '../../store/desks.ts';
import { dropPlacementDraft, type PlacementDraft } from '../../store/drafts.ts';
import {
  addEvent,
  changeRequest,
  findRequestToWrite,
  insertRequest,
  insertRevision,
  latestRevision,
  nextRequestNumber,
  type Request,
  requestOfRevision,
} from '../../store/requests.ts';
import { tellOfficer } from '../../tell.ts';
import { type Began, requestKind, wantsHistory } from '../began.ts';
import { endOpenRecommendation } from '../../store/recommendations.ts';
import { historyFields } from '../typed-body.ts';

/** The parts of the case that a request hands over: needs, and neither identity nor number. */
export const partsGiven = ['needs'] as const;
const purpose = 'placement-request';

/** What was shown is known by its sum: when anything has changed since, it is shown again. */
export const sumOf = (body: PlacementBody, desk: Desk): string =>
  createHash('sha256')
    .update(canonical({ body, to: desk.unit }))
    .digest('hex');

export type Submitting = Readonly<{
  draft: PlacementDraft;
  began: Began;
  body: PlacementBody;
  desk: Desk;
  ground: ChosenGround;
  /** The sum of what was shown. */
  seen: string;
  /** Why a request that has been submitted is changed. */
  reason: string;
}>;

export type Submitted =
  | Readonly<{ outcome: 'submitted' | 'already'; request: string }>
  | Readonly<{ outcome: 'changed' | 'consent-missing' | 'closed' }>;

/**
 * Hands the request over to the desk, and tells the run of it: the disclosure, the request or its new revision, the events and the entry
 * come about together or not at all. The same form twice is one request.
 */
export async function submit(scope: Scope, submitting: Submitting): Promise<Submitted> {
  const { draft, began, body, desk, ground, seen } = submitting;
  const again = await requestOfRevision(scope, draft.id as IdempotencyKey);
  if (again !== undefined) return { outcome: 'already', request: again };
  if (sumOf(body, desk) !== seen) return { outcome: 'changed' };
  const given = { purposes: [purpose], area: desk.area, parts: [...partsGiven] };
  if (ground.consent !== undefined && !(await consentCarries(scope, ground.consent, began.file.individual, given)))
    return { outcome: 'consent-missing' };
  const before = draft.request === undefined ? undefined : await findRequestToWrite(scope, draft.request);
  if (draft.request !== undefined && (!before || before.state === 'closed' || before.state === 'withdrawn'))
    return { outcome: 'closed' };
  const disclosure = await handOver(scope, submitting);
  const request = before
    ? await revise(scope, submitting, before, disclosure)
    : await begin(scope, submitting, disclosure);
  await tellRun(scope, submitting);
  await dropPlacementDraft(scope, draft.id);
  return { outcome: 'submitted', request };
}

async function handOver(scope: Scope, { draft, began, body, desk, ground }: Submitting): Promise<string> {
  const { language } = scope.actor;
  const { file, run } = began;
  const from = await giver(scope);
  const snapshot: Snapshot = {
    from: { ...from, signer: scope.actor.name },
    to: `${desk.unitName}, ${desk.areaName}`,
    purpose: secrecyMessages[language].purposes[purpose],
    ground: { provision: ground.ground.provision, name: ground.ground[language] },
    pieces: linesOf(body, language).map(({ label, text }) => ({ part: 'needs', heading: label, text })),
    language,
  };
  const sha256 = createHash('sha256').update(canonical(snapshot)).digest('hex');
  const id = newId();
  const consent = ground.ground.restsOnConsent ? ground.consent : undefined;
  const act = {
    id,
    caseId: file.id,
    run: run?.id,
    individual: file.individual,
    toArea: desk.area,
    toUnit: desk.unit,
    purpose,
    ground: ground.ground.id,
    groundVersion: ground.ground.version,
    groundReason: ground.reason,
    groundAnswers: ground.answers,
    consent,
    parts: [...partsGiven],
    redacted: false,
    snapshot,
    sha256,
  };
  const key = draft.id as IdempotencyKey;
  if (!(await insertDisclosure(scope, act, key))) throw new Error('A disclosure without its request');
  scope.touched({ cases: [file.id], individuals: [file.individual], parts: ['disclosed:needs'] });
  await append(
    scope,
    { caseId: file.id, ...(run ? { runId: run.id } : {}) },
    {
      kind: 'disclosed',
      disclosure: id,
      to: snapshot.to,
      toArea: desk.area,
      toUnit: desk.unit,
      purpose,
      ground: act.ground,
      groundVersion: act.groundVersion,
      ...(consent === undefined ? {} : { consent }),
      parts: act.parts,
      sha256,
      key,
    },
  );
  return id;
}

async function begin(scope: Scope, { draft, began, body, desk }: Submitting, disclosure: string): Promise<string> {
  const { file, run } = began;
  const { year } = civilDate(dayOf(scope.today));
  const { id } = draft;
  await insertRequest(scope, {
    id,
    number: await nextRequestNumber(scope, year),
    caseId: file.id,
    ...(run ? { run: run.id } : {}),
    individual: file.individual,
    fromUnit: file.unit,
    desk,
    body,
    key: draft.key,
  });
  await insertRevision(scope, id, {
    revision: 1,
    body,
    matching: toMatching(body),
    reason: '',
    disclosure,
    key: draft.id as IdempotencyKey,
  });
  await addEvent(scope, id, { kind: 'submitted' });
  await assignByRule(scope, id);
  scope.touched({ cases: [file.id], individuals: [file.individual], parts: ['placement-request'] });
  return id;
}

async function revise(
  scope: Scope,
  { draft, body, reason }: Submitting,
  before: Request,
  disclosure: string,
): Promise<string> {
  const { revision: last } = await latestRevision(scope, before.id);
  const revision = last + 1;
  await insertRevision(scope, before.id, {
    revision,
    body,
    matching: toMatching(body),
    reason,
    disclosure,
    key: draft.id as IdempotencyKey,
  });
  await endOpenRecommendation(scope, before.id, 'changed');
  await changeRequest(scope, before, {
    revision,
    intervention: body.intervention,
    subcategory: body.subcategory,
    isAcute: body.isAcute,
    startsOn: body.start,
    ...(before.state === 'submitted' ? { waitingFor: 'desk' } : {}),
  });
  await addEvent(scope, before.id, { kind: 'changed', revision, reason });
  await tellOfficer(scope, 'placement-changed', before);
  return before.id;
}

/** The routine's own entry, with the answers that the request was sent with: unless it stands there already, word for word. */
async function tellRun(scope: Scope, { draft, began, body }: Submitting): Promise<void> {
  const { run, known } = began;
  if (!run || run.endedOn !== undefined || !wantsHistory(began) || !asks(body, 'history') || !body.history) return;
  const { history } = body;
  const before = known.answers(requestKind);
  if (before && historyFields.every((field) => before[field] === history[field])) return;
  // Who sees the case and does not work in the run writes nothing in it.
  await record(scope, {
    run: run.id,
    deeds: [{ kind: requestKind, at: scope.today, participants: [], answers: { ...history } }],
    seen: Number.MAX_SAFE_INTEGER,
    key: draft.key,
  });
}
