import { z } from 'zod';
import { identityCertainties, identityKinds } from '../kernel/identity-number.ts';
import { reasonsTakenOn } from './taken-on.ts';
import { grades } from '../secrecy/index.ts';

// What happened, each kind with all that its state rows hold, so that the state can be rebuilt from the events alone.
const id = z.uuid();
const date = z.iso.date();
const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const individualRegistered = z.strictObject({
  kind: z.literal('individual-registered'),
  individual: id,
  givenName: z.string(),
  familyName: z.string(),
  identityKind: z.enum(identityKinds),
  identityNumber: z.string().optional(),
  identityCertainty: z.enum(identityCertainties),
});

const caseOpened = z.strictObject({
  kind: z.literal('case-opened'),
  unit: z.string(),
  caseNumber: z.string(),
  individual: id,
  externalSystem: z.string(),
  externalReference: z.string(),
  openedOn: date,
  key: id,
});

const assigned = z.strictObject({
  kind: z.literal('assigned'),
  assignment: id,
  account: id,
  role: z.string(),
  from: date,
  to: date.optional(),
  ground: z.string().optional(),
  groundReason: z.string().optional(),
  groundAnswers: z.record(z.string(), z.string()).optional(),
  groundVersion: z.int().optional(),
  consent: id.optional(),
  key: id,
});

const assignmentEnded = z.strictObject({ kind: z.literal('assignment-ended'), assignment: id, to: date });

const runStarted = z.strictObject({
  kind: z.literal('run-started'),
  routine: z.string(),
  routineVersion: z.string(),
  openedOn: date,
});

/** Somebody has let the run follow another version of its routine, from this write on. */
const runMoved = z.strictObject({
  kind: z.literal('run-moved'),
  position: z.int(),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  moved: z.array(z.string()),
  key: id,
});

const runMoveDeclined = z.strictObject({
  kind: z.literal('run-move-declined'),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  key: id,
});

const factsStated = z.strictObject({
  kind: z.literal('facts-stated'),
  position: z.int(),
  role: z.string(),
  facts: z.array(z.strictObject({ name: z.string(), value: factValue })),
  key: id,
});

const entryRecorded = z.strictObject({
  kind: z.literal('entry-recorded'),
  entry: id,
  position: z.int(),
  role: z.string(),
  deed: z.strictObject({
    kind: z.string(),
    at: date,
    participants: z.array(z.string()),
    inPerson: z.boolean().optional(),
    channel: z.string().optional(),
    purpose: z.string().optional(),
    form: z.string().optional(),
    status: z.string().optional(),
    party: z.string().optional(),
    obligation: z.string().optional(),
    every: z.string().optional(),
    reason: z.string().optional(),
    answers: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
  }),
  replaces: id.optional(),
  correctionReason: z.string().optional(),
  key: id,
});

const consentRecorded = z.strictObject({
  kind: z.literal('consent-recorded'),
  consent: id,
  individual: id,
  area: z.string(),
  status: z.enum(['given', 'declined', 'withdrawn', 'not-possible', 'recorded-in-error']),
  purpose: z.string(),
  parts: z.array(z.string()),
  toArea: z.string().optional(),
  toParty: z.string().optional(),
  form: z.enum(['written', 'oral']).optional(),
  from: date,
  to: date.optional(),
  reason: z.string().optional(),
  replaces: id.optional(),
  correction: z.boolean(),
  takenOn: date,
  key: id,
});

// A file that was hung on a consent. Its bytes are told by their sum: they are in no event.
const attachmentAdded = z.strictObject({
  kind: z.literal('attachment-added'),
  attachment: id,
  consent: id,
  name: z.string(),
  fileKind: z.string(),
  size: z.int(),
  sha256: z.string(),
});

// What somebody outside has sent about the case, word for word, and the day that it came. Written by the database: access.link_notice.
const intakeNoticeLinked = z.strictObject({
  kind: z.literal('intake-notice-linked'),
  notice: id,
  receipt: z.string(),
  said: z.record(z.string(), z.string()),
});

const emergencyOpened = z.strictObject({
  kind: z.literal('emergency-opened'),
  emergency: id,
  reason: z.string(),
  expiresAt: z.iso.datetime(),
  key: id,
});

const protectionRegistered = z.strictObject({
  kind: z.literal('protection-registered'),
  protection: id,
  grade: z.enum(grades),
  contact: z.string(),
  reason: z.string(),
  key: id,
});

const protectionTeamChanged = z.strictObject({
  kind: z.literal('protection-team-changed'),
  change: z.enum(['asked-for', 'let-in', 'ended', 'ending-of-protection-asked-for']),
  account: id.optional(),
  member: id.optional(),
  reason: z.string().optional(),
});

const protectionEnded = z.strictObject({ kind: z.literal('protection-ended'), protection: id });

const disclosed = z.strictObject({
  kind: z.literal('disclosed'),
  disclosure: id,
  to: z.string(),
  toArea: z.string().optional(),
  toAccount: id.optional(),
  toUnit: z.string().optional(),
  purpose: z.string(),
  ground: z.string(),
  groundVersion: z.int(),
  consent: id.optional(),
  parts: z.array(z.string()),
  sha256: z.string(),
  key: id,
});

// The recipient has opened it, for the first time.
const disclosureOpened = z.strictObject({ kind: z.literal('disclosure-opened'), disclosure: id });

// What goes to a party outside: it has got there, or was stopped before.
const disclosureSent = z.strictObject({
  kind: z.literal('disclosure-sent'),
  disclosure: id,
  change: z.enum(['delivered', 'stopped']),
  to: z.string(),
  receipt: z.string().optional(),
});

const sharedPlanChanged = z.strictObject({
  kind: z.literal('shared-plan-changed'),
  plan: id,
  change: z.enum(['made', 'party-invited', 'party-ended', 'ended']),
  party: id.optional(),
  account: id.optional(),
  ground: z.string().optional(),
  groundVersion: z.int().optional(),
  consent: id.optional(),
  key: id.optional(),
});

const sharedPlanStepChanged = z.strictObject({
  kind: z.literal('shared-plan-step-changed'),
  plan: id,
  step: id,
  party: id.optional(),
  change: z.enum(['added', 'done', 'undone', 'removed', 'shown-or-hidden']),
  what: z.string(),
  due: date.optional(),
  doneOn: date.optional(),
  hiddenFrom: z.array(id),
});

// Of a request for official documents or from law enforcement that is about the case: what it says stands in its own tables.
const officialRequestDecided = z.strictObject({
  kind: z.literal('official-request-decided'),
  request: id,
  number: z.string(),
  outcome: z.enum(['granted', 'in-part', 'refused', 'no-document', 'handed-over']),
});

const officialRequestHandedOut = z.strictObject({
  kind: z.literal('official-request-handed-out'),
  request: id,
  number: z.string(),
  handout: id,
  redacted: z.boolean(),
});

// Somebody is on an obligation, and reminders are quiet until a day: its state is as it was.
const obligationTakenOn = z.strictObject({
  kind: z.literal('obligation-taken-on'),
  taken: id,
  obligation: z.string(),
  due: date.optional(),
  until: date,
  reason: z.enum(reasonsTakenOn),
  key: id,
});

// Under its own name in an event: what is called plan there is a shared plan's id, which the timeline joins.
const meetingPlan = z.strictObject({
  kind: z.string(),
  starts: z.string(),
  ends: z.string(),
  place: z.string(),
  link: z.string(),
  invited: z.array(id),
  parties: z.array(z.string()),
});

const meetingsBooked = z.strictObject({
  kind: z.literal('meetings-booked'),
  series: id.optional(),
  terms: meetingPlan,
  meetings: z.array(z.strictObject({ meeting: id, day: date })),
  key: id,
});

const meetingChanged = z.strictObject({
  kind: z.literal('meeting-changed'),
  meeting: id,
  version: z.int(),
  before: z.strictObject({ day: date, starts: z.string() }),
  day: date,
  terms: meetingPlan,
});

const meetingsCancelled = z.strictObject({
  kind: z.literal('meetings-cancelled'),
  meetings: z.array(z.strictObject({ meeting: id, day: date })),
});

// What whoever is away has written to whoever stands in.
const handoverWritten = z.strictObject({
  kind: z.literal('handover-written'),
  note: id,
  absence: id,
  from: date,
  to: date,
  account: id,
  body: z.string(),
  key: id,
});

export const CaseworkEvent = z.discriminatedUnion('kind', [
  individualRegistered,
  caseOpened,
  assigned,
  assignmentEnded,
  runStarted,
  runMoved,
  runMoveDeclined,
  factsStated,
  entryRecorded,
  consentRecorded,
  attachmentAdded,
  intakeNoticeLinked,
  emergencyOpened,
  protectionRegistered,
  protectionTeamChanged,
  protectionEnded,
  disclosed,
  disclosureOpened,
  disclosureSent,
  sharedPlanChanged,
  sharedPlanStepChanged,
  officialRequestDecided,
  officialRequestHandedOut,
  obligationTakenOn,
  meetingsBooked,
  meetingChanged,
  meetingsCancelled,
  handoverWritten,
]);
export type CaseworkEvent = z.infer<typeof CaseworkEvent>;
