import type { z } from 'zod';
import type { LocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import { type CaseId, type ConsentId, findId, type IdempotencyKey } from '../../kernel/ids.ts';
import {
  answer,
  type ApiRoute,
  apiRoute,
  type BodyError,
  conflict,
  type DeepReadonly,
  invalid,
  keyReused,
  notFound,
} from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import { consentsOf, consentWithKey, type StandingConsent, withStanding } from '../../secrecy/index.ts';
import { recordConsent, type ToRecordConsent, withdrawConsent } from '../actions/consent.ts';
import { consentMessages } from '../messages/consents.ts';
import { type CaseInReach, findCase } from '../store/cases.ts';
import { areaNames } from '../store/people.ts';
import {
  consentConflictSchema,
  consentListSchema,
  consentSchema,
  recordConsentSchema,
  withdrawConsentSchema,
} from './consent-schemas.ts';
import { examples } from './examples.ts';
import { problems } from './messages/problems.ts';
import { presentedConsent } from './present.ts';

const tag = 'Consents';
const parameters = { case: 'The id of the case.' };

export const consentRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/v1/cases/{case}/consents',
    parameters,
    may: 'case:read',
    audit: 'consent.list',
    operation: 'listConsents',
    tag,
    summary: 'What the individual has consented to, and how it stands',
    description:
      'The ledger of the individual that the case is about, newest first: also what has been renewed, withdrawn or declined.',
    answer: { status: 200, description: 'The ledger.', schema: consentListSchema, example: examples.consents },
    handle: async (request) => {
      const asked = await ledgerAsked(request);
      return asked ? answer({ items: asked.ledger.map(presentedConsent) }) : notFound;
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/v1/cases/{case}/consents',
    parameters,
    may: 'consent:record',
    audit: 'consent.record',
    operation: 'recordConsent',
    tag,
    summary: 'Record or renew what the individual answered',
    description:
      'An answer takes the place of the one that stands for the same purpose and recipient, and of the one in `replaces`. A no to nobody in particular ends every yes for that purpose.',
    body: {
      schema: recordConsentSchema,
      examples: {
        consent: { summary: 'A consent to one administration', value: examples.recordConsent },
        declined: { summary: 'A no', value: examples.declined },
        renewal: { summary: 'A consent given anew, in writing and for a year', value: examples.renewal },
      },
    },
    answer: { status: 201, description: 'The answer.', schema: consentSchema, example: examples.ledgerConsent },
    conflict: { description: 'Somebody else has recorded a later answer.', schema: consentConflictSchema },
    handle: async (request) => {
      const { body, key, actor } = request;
      const asked = await ledgerAsked(request);
      if (!asked) return notFound;
      const read = await readConsent(request, body, asked);
      if ('errors' in read) return invalid(read.errors);
      const said = { ...read.said, caseId: asked.file.id, key };
      const before = await writtenWith(request, key, asked.ledger);
      if (before) return saysTheSame(before, said) ? answer(presentedConsent(before)) : keyReused;
      const { outcome } = await recordConsent(request, said);
      if (outcome === 'not-found') return notFound;
      const ledger = await ledgerOf(request, asked.file);
      const written = await writtenWith(request, key, ledger);
      if (written) return saysTheSame(written, said) ? answer(presentedConsent(written)) : keyReused;
      const theirs =
        ledger.find(({ id }) => id === said.replaces)?.next ??
        ledger.find(({ id }) => !asked.ledger.some((row) => row.id === id));
      return newerConsent(actor.language, ledger, theirs?.id);
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/v1/cases/{case}/consents/{consent}/withdrawal',
    parameters: { ...parameters, consent: 'The id of the consent.' },
    may: 'consent:record',
    audit: 'consent.withdraw',
    operation: 'withdrawConsent',
    tag,
    summary: 'Record that the individual takes a consent back',
    description:
      'From that moment it opens nothing: who saw a run by it sees it no more, and plans that were shared by it are shared no more. What has been disclosed stays in the list of disclosures.',
    body: {
      schema: withdrawConsentSchema,
      examples: { withdrawal: { summary: 'A withdrawal with what was said', value: examples.withdrawConsent } },
    },
    answer: { status: 200, description: 'The consent.', schema: consentSchema, example: examples.withdrawnConsent },
    conflict: { description: 'The consent did not stand any longer.', schema: consentConflictSchema },
    handle: async (request) => {
      const { body, key, actor } = request;
      const asked = await ledgerAsked(request);
      const consent = findId<ConsentId>(request.parameters.consent);
      if (!asked || !consent || !asked.ledger.some(({ id }) => id === consent)) return notFound;
      const message = consentMessages[actor.language].problems.takenOn;
      if (body.takenOn > request.today) return invalid([{ pointer: '/takenOn', message }]);
      const takenOn = body.takenOn as LocalDate;
      const reason = body.reason === undefined ? {} : { reason: body.reason };
      const given = async (ledger: readonly StandingConsent[]) => {
        const row = await writtenWith(request, key, ledger);
        if (!row) return undefined;
        const before = ledger.find(({ id, next }) => id === consent && next?.id === row.id);
        const isSame = row.status === 'withdrawn' && row.takenOn === takenOn && row.reason === body.reason;
        return before && isSame ? answer(presentedConsent(before)) : keyReused;
      };
      const sentBefore = await given(asked.ledger);
      if (sentBefore) return sentBefore;
      const { outcome } = await withdrawConsent(request, asked.file.id, consent, { takenOn, key, ...reason });
      if (outcome === 'not-found') return notFound;
      const ledger = await ledgerOf(request, asked.file);
      const row = ledger.find(({ id }) => id === consent);
      const stands = row?.next === undefined && row?.status === 'given';
      return (await given(ledger)) ?? newerConsent(actor.language, ledger, stands ? undefined : (row?.next ?? row)?.id);
    },
  }),
];

type Ledger = Readonly<{ file: CaseInReach; ledger: readonly StandingConsent[] }>;

async function ledgerAsked(
  request: Scope & Readonly<{ parameters: Readonly<{ case: string }> }>,
): Promise<Ledger | undefined> {
  const id = findId<CaseId>(request.parameters.case);
  const file = id && (await findCase(request, id));
  if (!file) return undefined;
  request.touched({ cases: [file.id], individuals: [file.individual], parts: ['consents'] });
  return { file, ledger: await ledgerOf(request, file) };
}

const ledgerOf = async (scope: Scope, file: CaseInReach): Promise<readonly StandingConsent[]> =>
  withStanding(await consentsOf(scope, file.id), scope.today);

/** What a key has written of a ledger. */
async function writtenWith(
  scope: Scope,
  key: IdempotencyKey,
  ledger: readonly StandingConsent[],
): Promise<StandingConsent | undefined> {
  const written = await consentWithKey(scope, key);
  return ledger.find(({ id }) => id === written);
}

/** Nothing was written because of another row; without one it was because of the key, which has been used somewhere else. */
function newerConsent(language: Language, ledger: readonly StandingConsent[], id: ConsentId | undefined) {
  const theirs = ledger.find((row) => row.id === id);
  return theirs ? conflict(problems[language].consentMeanwhile, { consent: presentedConsent(theirs) }) : keyReused;
}

type Said = Omit<ToRecordConsent, 'caseId' | 'key'>;

/** Reads an answer by the page's own rules, and in its words. */
async function readConsent(
  scope: Scope,
  body: DeepReadonly<z.output<typeof recordConsentSchema>>,
  { ledger }: Ledger,
): Promise<Readonly<{ said: Said }> | Readonly<{ errors: readonly BodyError[] }>> {
  const { language } = scope.actor;
  const m = problems[language];
  const page = consentMessages[language].problems;
  const { status, purpose, parts = [], toArea, toParty, form, reason, takenOn, to, replaces } = body;
  const areas = toArea === undefined ? [] : (await areaNames(scope)).map(({ id }) => id);
  const errors = [
    ...wrong('/form', status === 'given' && form === undefined, page.form),
    ...wrong('/form', status !== 'given' && form !== undefined, m.consentFormUnwanted),
    ...wrong('/reason', status === 'not-possible' && reason === undefined, page.reason),
    ...wrong('/reason', status !== 'not-possible' && reason !== undefined, m.consentReasonUnwanted),
    ...wrong('/toArea', toArea !== undefined && !areas.includes(toArea), m.areaUnknown(areas)),
    ...wrong('/toParty', toArea !== undefined && toParty !== undefined, page.recipient),
    ...wrong('/takenOn', takenOn > scope.today, page.takenOn),
    ...wrong('/to', to !== undefined && to < takenOn, page.validTo),
    ...wrong('/replaces', replaces !== undefined && !ledger.some(({ id }) => id === replaces), m.consentUnknown),
  ];
  if (errors.length > 0) return { errors };
  return {
    said: {
      status,
      purpose,
      parts: [...new Set(parts)],
      ...(toArea === undefined ? {} : { toArea }),
      ...(toParty === undefined ? {} : { toParty }),
      ...(form === undefined ? {} : { form }),
      ...(reason === undefined ? {} : { reason }),
      from: takenOn as LocalDate,
      ...(to === undefined ? {} : { to: to as LocalDate }),
      takenOn: takenOn as LocalDate,
      ...(replaces === undefined ? {} : { replaces: replaces as ConsentId }),
    },
  };
}

const wrong = (pointer: string, isWrong: boolean, message: string): readonly BodyError[] =>
  isWrong ? [{ pointer, message }] : [];

/** Whether a row says what was asked for; it may also have come in the place of one that was not named. */
const saysTheSame = (row: StandingConsent, said: Said): boolean =>
  row.status === said.status &&
  row.purpose === said.purpose &&
  row.parts.join() === said.parts.join() &&
  row.toArea === said.toArea &&
  row.toParty === said.toParty &&
  row.form === said.form &&
  row.reason === said.reason &&
  row.takenOn === said.takenOn &&
  row.to === said.to &&
  (said.replaces === undefined || row.replaces === said.replaces);
