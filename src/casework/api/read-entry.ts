import type { LocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import type { BodyError, DeepReadonly } from '../../platform/api-route.ts';
import type { EntryKind, RoutineDefinition } from '../../routine/index.ts';
import { type Deed, type Entry, struck } from '../entry.ts';
import { formMessages } from '../messages/forms.ts';
import { partiesToChoose } from '../forms.ts';
import { problems } from './messages/problems.ts';
import type { RecordEntry } from './entry-schemas.ts';
import { readAnswers } from './read-answers.ts';

export type EntryBody = DeepReadonly<RecordEntry>;
export type ReadEntry = Readonly<{ deed: Deed }> | Readonly<{ errors: readonly BodyError[] }>;

/** What an entry is read against. `replaced` is what it corrects, with the first entry of the chain when that is struck out. */
export type Against = Readonly<{
  definition: RoutineDefinition;
  replaced: Entry | undefined;
  today: LocalDate;
  language: Language;
}>;

const kindFields = [
  'participants',
  'inPerson',
  'channel',
  'purpose',
  'form',
  'status',
  'party',
  'obligation',
  'every',
  'reason',
  'answers',
] as const;
type KindField = (typeof kindFields)[number];

type Reader = Readonly<{ fields: readonly KindField[]; name: string; read: () => Partial<Deed> }>;

/**
 * Reads what is to be written down against the routine, as strictly as the forms do. Every error names its field and says what to
 * do; a field that the kind does not have is an error too, so that nothing sent is silently lost.
 */
export function readEntry(body: EntryBody, against: Against): ReadEntry {
  const errors: BodyError[] = [];
  const { language, today } = against;
  const m = problems[language];
  const reader = readerOf(body, against, errors);
  if (!reader) return { errors: [{ pointer: '/kind', message: kindProblem(body, against) }] };
  if (body.at > today) errors.push({ pointer: '/at', message: formMessages[language].problems.dayToCome });
  for (const field of kindFields) {
    if (isGiven(body[field]) && !reader.fields.includes(field)) {
      errors.push({ pointer: `/${field}`, message: m.notAsked(reader.name) });
    }
  }
  const deed: Deed = { kind: body.kind, at: body.at as LocalDate, participants: [], answers: {}, ...reader.read() };
  errors.push(...correctionProblems(body, against));
  return errors.length > 0 ? { errors } : { deed };
}

const isGiven = (value: EntryBody[KindField]): boolean =>
  value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0);

const choose = <Value extends string>(
  value: string | undefined,
  known: readonly Value[],
  field: KindField,
  { language }: Against,
  errors: BodyError[],
): Value | undefined => {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) errors.push({ pointer: `/${field}`, message: problems[language].chooseOne(known) });
  return found;
};

function readerOf(body: EntryBody, against: Against, errors: BodyError[]): Reader | undefined {
  const { definition } = against;
  switch (body.kind) {
    case 'consent':
      return { fields: ['purpose', 'status', 'form'], name: body.kind, read: () => readConsent(body, against, errors) };
    case 'waiver':
      return { fields: ['obligation', 'reason'], name: body.kind, read: () => readDeparture(body, against, errors) };
    case 'interval-changed':
      return {
        fields: ['obligation', 'every', 'reason'],
        name: body.kind,
        read: () => readInterval(body, against, errors),
      };
    case struck:
      return body.replaces === undefined
        ? undefined
        : { fields: [], name: body.kind, read: () => (against.replaced ? { at: against.replaced.at } : {}) };
    default: {
      const kind = Object.hasOwn(definition.entryKinds, body.kind) ? definition.entryKinds[body.kind] : undefined;
      return (
        kind && {
          fields: fieldsOf(kind),
          name: kind.name[against.language],
          read: () => readKind(body, kind, against, errors),
        }
      );
    }
  }
}

const kindProblem = ({ kind }: EntryBody, { definition, language }: Against): string => {
  const m = problems[language];
  return kind === struck
    ? m.struckAlone
    : m.unknownKind([...Object.keys(definition.entryKinds), 'consent', 'waiver', 'interval-changed']);
};

const fieldsOf = (kind: EntryKind): readonly KindField[] => [
  ...((kind.participants ?? []).length > 0 ? (['participants'] as const) : []),
  ...(kind.channels ? (['channel', 'inPerson'] as const) : []),
  ...(kind.inPerson === true ? (['inPerson'] as const) : []),
  ...(kind.asksParty === true ? (['party'] as const) : []),
  ...(kind.forms ? (['form'] as const) : []),
  'answers',
];

function readKind(body: EntryBody, kind: EntryKind, against: Against, errors: BodyError[]): Partial<Deed> {
  const party = kind.asksParty === true ? readParty(body, kind, against, errors) : undefined;
  const form = kind.forms && choose(body.form, kind.forms, 'form', against, errors);
  return {
    participants: readParticipants(body, kind, against, errors),
    ...readMeeting(body, kind, against, errors),
    ...(party === undefined ? {} : { party }),
    ...(form === undefined ? {} : { form }),
    answers: readAnswers(kind, body.answers ?? {}, against.language, errors),
  };
}

function readParty(body: EntryBody, kind: EntryKind, against: Against, errors: BodyError[]): string {
  const { party = '' } = body;
  const { definition, language } = against;
  const codes = partiesToChoose(definition, kind);
  if (codes) return choose(party, Object.keys(codes), 'party', against, errors) ?? '';
  if (party.trim() === '') errors.push({ pointer: '/party', message: formMessages[language].problems.partyMissing });
  return party.trim();
}

function readParticipants(
  body: EntryBody,
  kind: EntryKind,
  { language }: Against,
  errors: BodyError[],
): readonly string[] {
  const known = kind.participants ?? [];
  if (known.length === 0) return [];
  const given = body.participants ?? [];
  const m = problems[language];
  if (given.length === 0) errors.push({ pointer: '/participants', message: m.participantsMissing(known) });
  for (const [index, role] of given.entries()) {
    if (!known.includes(role)) errors.push({ pointer: `/participants/${index}`, message: m.participantUnknown(known) });
  }
  return [...new Set(given)];
}

/** How people met: a channel tells whether it was in person, so that the two can never contradict each other. */
function readMeeting(body: EntryBody, kind: EntryKind, against: Against, errors: BodyError[]): Partial<Deed> {
  const m = problems[against.language];
  if (!kind.channels) {
    if (kind.inPerson !== true) return {};
    if (body.inPerson === undefined) errors.push({ pointer: '/inPerson', message: m.inPersonMissing });
    return { inPerson: body.inPerson === true };
  }
  const channel = choose(body.channel, kind.channels, 'channel', against, errors);
  if (channel === undefined) return {};
  const inPerson = channel === 'in-person';
  if (body.inPerson !== undefined && body.inPerson !== inPerson)
    errors.push({ pointer: '/inPerson', message: m.inPersonContradicts });
  return { channel, inPerson };
}

function readConsent(body: EntryBody, against: Against, errors: BodyError[]): Partial<Deed> {
  const { consents } = against.definition;
  const purpose = choose(body.purpose, Object.keys(consents), 'purpose', against, errors);
  const consent = purpose === undefined ? undefined : consents[purpose];
  if (purpose === undefined || !consent) return {};
  const status = choose(body.status, consent.statuses, 'status', against, errors);
  const formless = body.form === undefined && status !== 'given';
  const form = formless ? undefined : choose(body.form, consent.forms, 'form', against, errors);
  return { purpose, ...(status ? { status } : {}), ...(form ? { form } : {}) };
}

// As short as the forms allow, and no shorter: a colleague has to understand it.
const shortestReason = 10;

function readReason({ reason = '' }: EntryBody, { language }: Against, errors: BodyError[]): string {
  const { reasonMissing, reasonShort } = formMessages[language].problems;
  const text = reason.trim();
  if (text.length < shortestReason)
    errors.push({ pointer: '/reason', message: text === '' ? reasonMissing : reasonShort });
  return text;
}

function readDeparture(body: EntryBody, against: Against, errors: BodyError[]): Partial<Deed> {
  const known = against.definition.obligations.map(({ id }) => id);
  const obligation = known.find((id) => id === body.obligation);
  if (obligation === undefined)
    errors.push({ pointer: '/obligation', message: problems[against.language].obligationUnknown(known) });
  const reason = readReason(body, against, errors);
  return { reason, ...(obligation === undefined ? {} : { obligation }) };
}

function readInterval(body: EntryBody, against: Against, errors: BodyError[]): Partial<Deed> {
  const { definition, language } = against;
  const m = problems[language];
  const departure = readDeparture(body, against, errors);
  const changeable = definition.obligations
    .filter(({ repeat }) => repeat?.intervalMayChange === true)
    .map(({ id }) => id);
  if (departure.obligation !== undefined && !changeable.includes(departure.obligation)) {
    errors.push({ pointer: '/obligation', message: m.intervalFixed(changeable) });
  }
  const every = body.every ?? '';
  if (!/^P([1-9]|1[0-2])W$/.test(every)) errors.push({ pointer: '/every', message: m.everyWrong });
  return { ...departure, every };
}

function correctionProblems(body: EntryBody, { replaced, language }: Against): readonly BodyError[] {
  const m = problems[language];
  const errors: BodyError[] = [];
  const hasReason = (body.correctionReason ?? '').trim() !== '';
  if (body.replaces === undefined) {
    return hasReason ? [{ pointer: '/correctionReason', message: m.correctionReasonUnwanted }] : [];
  }
  if (!hasReason) errors.push({ pointer: '/correctionReason', message: m.correctionReasonMissing });
  if (!replaced) return [...errors, { pointer: '/replaces', message: m.replacesUnknown }];
  if (body.kind === struck) return errors;
  for (const field of ['kind', 'purpose', 'obligation'] as const) {
    const kept = replaced[field];
    if (kept !== undefined && body[field] !== kept)
      errors.push({ pointer: `/${field}`, message: m.keptInCorrection(kept) });
  }
  return errors;
}
