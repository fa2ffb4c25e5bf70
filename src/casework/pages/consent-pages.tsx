import { isLocalDate } from '../../kernel/date.ts';
import { type AttachmentId, type CaseId, type ConsentId, findId } from '../../kernel/ids.ts';
import { fileKinds } from '../../platform/file-kind.ts';
import {
  file as handOut,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { listed } from '../../kernel/words.ts';
import {
  type Attachment,
  attachmentFields,
  attachmentsOfConsents,
  consentAnswers,
  type ConsentPart,
  consentParts,
  consentPurposes,
  consentsOf,
  contentOf,
  type ConsentStanding,
  current,
  isHandedOut,
  readAttachment,
  secrecyMessages,
  type StandingConsent,
  withStanding,
} from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import type { Mark } from '../../ui/index.ts';
import { recordConsent, type ToRecordConsent, withdrawConsent } from '../actions/consent.ts';
import { consentMessages } from '../messages/consents.ts';
import { paths } from '../paths.ts';
import { type CaseInReach, findCase } from '../store/cases.ts';
import { areaNames, assignedBy } from '../store/people.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import {
  ConsentForm,
  consentFormFields as fields,
  ConsentLetter,
  type ConsentLine,
  Consents,
  WithdrawForm,
  withdrawFields,
} from '../views/consents.tsx';
import { consentInShort, purposeInWords, recipientInWords } from './consent-words.ts';
import { frameFields } from './frame.ts';
import { writtenDate } from './wording.ts';

type Asking = Get<'/arenden/:case/samtycken'>;
type Ledger = Readonly<{ file: CaseInReach; ledger: readonly StandingConsent[] }>;
type Files = ReadonlyMap<ConsentId, readonly Attachment[]>;

async function see(request: Asking): Promise<Ledger | undefined> {
  const caseId = findId<CaseId>(request.parameters.case);
  const file = caseId && (await findCase(request, caseId));
  if (!file) return undefined;
  request.touched({ cases: [file.id], individuals: [file.individual], parts: ['consents'] });
  return { file, ledger: withStanding(await consentsOf(request, file.id), request.today) };
}

const marks: Readonly<Record<ConsentStanding, Mark>> = {
  holds: 'done',
  'not-yet': 'waiting',
  lapsed: 'stopped',
  withdrawn: 'stopped',
  declined: 'stopped',
  'not-possible': 'unknown',
  renewed: 'none',
  'recorded-in-error': 'none',
};

const partsInWords = (request: Asking, parts: readonly string[]): string | undefined => {
  const words = secrecyMessages[request.actor.language].parts;
  const known = parts.filter((part): part is ConsentPart => (consentParts as readonly string[]).includes(part));
  return known.length === 0
    ? undefined
    : listed(
        known.map((part) => words[part].toLowerCase()),
        request.actor.language,
      );
};

function line(request: Asking, file: CaseInReach, consent: StandingConsent, files: Files): ConsentLine {
  const { language, permissions } = request.actor;
  const m = secrecyMessages[language];
  const parameters = { case: file.id, consent: consent.id };
  const stands = consent.next === undefined && permissions.has('consent:record');
  return {
    key: consent.id,
    purpose: purposeInWords(consent.purpose, language),
    to: recipientInWords(consent),
    parts: partsInWords(request, consent.parts),
    standing: { mark: marks[consent.standing], word: m.standing[consent.standing] },
    from: consent.from,
    until: consent.to,
    taken: {
      on: consent.takenOn,
      form: consent.form && m.form[consent.form],
      by: consent.takenByName,
    },
    reason: consent.reason,
    files: (files.get(consent.id) ?? []).map((one) => ({
      file: one,
      href: paths.consentAttachment({ ...parameters, attachment: one.id }),
    })),
    ...(stands && consent.status === 'given' ? { withdrawHref: paths.withdrawConsent(parameters) } : {}),
    ...(stands ? { renewHref: paths.recordConsent({ case: file.id }, { ersatter: consent.id }) } : {}),
    ...(consent.status === 'given' ? { letterHref: paths.consentLetter(parameters) } : {}),
  };
}

export const consentPages: readonly Route[] = [
  get({
    path: paths.consents,
    may: 'case:read',
    audit: 'consent.list',
    handle: async (request) => {
      const seen = await see(request);
      if (!seen) return notFound;
      const now = current(seen.ledger);
      const earlier = seen.ledger.filter((consent) => !now.includes(consent));
      const files = await attachmentsOfConsents(
        request,
        seen.ledger.map(({ id }) => id),
      );
      return page({
        place: 'cases',
        content: (
          <Consents
            number={seen.file.caseNumber}
            backHref={paths.caseFile({ case: seen.file.id })}
            recordHref={
              request.actor.permissions.has('consent:record') ? paths.recordConsent({ case: seen.file.id }) : undefined
            }
            now={now.map((consent) => line(request, seen.file, consent, files))}
            earlier={earlier.map((consent) => ({
              ...line(request, seen.file, consent, files),
              withdrawHref: undefined,
              renewHref: undefined,
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.recordConsent,
    may: 'consent:record',
    audit: 'consent.form',
    handle: async (request) => {
      const seen = await see(request);
      if (!seen) return notFound;
      return page({ place: 'cases', content: await form(request, seen, renewed(request, seen), []) });
    },
  }),
  post({
    path: paths.recordConsent,
    may: 'consent:record',
    audit: 'consent.record',
    files: [attachmentFields.file],
    handle: async (request) => {
      const seen = await see(request);
      if (!seen) return notFound;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const { attachment, problem } = await readAttachment(request, typed);
      if (problem !== undefined) errors.push({ field: attachmentFields.file, message: problem });
      const again = async () =>
        invalid({ place: 'cases', content: await form(request, seen, typed, errors, attachment) });
      const input = await read(request, seen, typed, errors);
      if (!input || errors.length > 0) return again();
      const { outcome } = await recordConsent(request, { ...input, ...(attachment ? { attachment } : {}) });
      if (outcome === 'not-found') return notFound;
      if (outcome === 'overtaken') {
        const { problems } = consentMessages[request.actor.language];
        errors.push({ field: fields.status, message: problems.overtaken });
        return again();
      }
      return redirect(paths.consents({ case: seen.file.id }));
    },
  }),
  get({
    path: paths.withdrawConsent,
    may: 'consent:record',
    audit: 'consent.withdraw.form',
    handle: async (request) => (await withdrawForm(request, request.parameters.consent, {}, [])) ?? notFound,
  }),
  post({
    path: paths.withdrawConsent,
    may: 'consent:record',
    audit: 'consent.withdraw',
    handle: async (request) => {
      const seen = await see(request);
      const consent = findId<ConsentId>(request.parameters.consent);
      if (!seen || !consent) return notFound;
      const typed = typedFrom(request.form);
      const takenOn = first(typed, withdrawFields.takenOn);
      const key = keyIn(typed);
      const { problems } = consentMessages[request.actor.language];
      if (!isLocalDate(takenOn) || takenOn > request.today || !key)
        return (
          (await withdrawForm(request, consent, typed, [
            { field: withdrawFields.takenOn, message: problems.takenOn },
          ])) ?? notFound
        );
      const reason = first(typed, withdrawFields.reason);
      const { outcome } = await withdrawConsent(request, seen.file.id, consent, {
        takenOn,
        key,
        ...(reason === '' ? {} : { reason }),
      });
      if (outcome === 'overtaken')
        return (
          (await withdrawForm(
            request,
            consent,
            typed,
            [{ field: withdrawFields.takenOn, message: problems.overtaken }],
            'overtaken',
          )) ?? notFound
        );
      return outcome === 'not-found' ? notFound : redirect(paths.consents({ case: seen.file.id }));
    },
  }),
  get({
    path: paths.consentAttachment,
    may: 'case:read',
    audit: 'consent.attachment.open',
    handle: async (request) => {
      const seen = await see(request);
      const consent = seen?.ledger.find(({ id }) => id === request.parameters.consent);
      const wanted = findId<AttachmentId>(request.parameters.attachment);
      const found = consent && (await attachmentsOfConsents(request, [consent.id])).get(consent.id);
      const attachment = found?.find(({ id }) => id === wanted);
      if (!attachment || !isHandedOut(attachment)) return notFound;
      const bytes = await contentOf(request, attachment);
      if (!bytes) return notFound;
      request.touched({ parts: ['attachment'] });
      const { type, ending } = fileKinds[attachment.kind];
      return handOut(`bilaga-${attachment.sha256.slice(0, 8)}.${ending}`, type, bytes);
    },
  }),
  get({
    path: paths.consentLetter,
    may: 'case:read',
    audit: 'consent.letter',
    handle: async (request) => {
      const seen = await see(request);
      const consent = seen?.ledger.find(({ id, status }) => id === request.parameters.consent && status === 'given');
      if (!seen || !consent) return notFound;
      const { language } = request.actor;
      return page({
        place: 'cases',
        content: (
          <ConsentLetter
            number={seen.file.caseNumber}
            backHref={paths.consents({ case: seen.file.id })}
            givenName={seen.file.person.givenName('print')}
            given={{
              on: writtenDate(consent.takenOn, language),
              purpose: purposeInWords(consent.purpose, language).toLowerCase(),
              to: recipientInWords(consent),
            }}
            parts={partsInWords(request, consent.parts)}
            until={consent.to && writtenDate(consent.to, language)}
            holds={consent.standing === 'holds' || consent.standing === 'not-yet'}
          />
        ),
      });
    },
  }),
];

/** What is to be renewed, as it would be typed. */
function renewed(request: Asking, { ledger }: Ledger): Typed {
  const before = ledger.find(({ id, next }) => id === request.query.get('ersatter') && next === undefined);
  if (!before) return {};
  return {
    [fields.replaces]: [before.id],
    [fields.purpose]: [before.purpose],
    [fields.toArea]: [before.toArea ?? ''],
    [fields.toParty]: [before.toParty ?? ''],
    [fields.parts]: before.parts,
    [fields.takenOn]: [request.today],
  };
}

async function form(
  request: Asking,
  { file, ledger }: Ledger,
  typed: Typed,
  errors: readonly FieldError[],
  kept?: Attachment,
) {
  const { language } = request.actor;
  const m = consentMessages[language];
  const words = secrecyMessages[language];
  const value = (name: string): string => first(typed, name);
  const replaces = ledger.find(({ id }) => id === value(fields.replaces));
  const choices = (name: string, of: readonly (readonly [string, string])[]) =>
    of.map(([one, label]) => ({ value: one, label, checked: (typed[name] ?? []).includes(one) }));
  return (
    <ConsentForm
      frame={{
        action: paths.recordConsent({ case: file.id }),
        takesFiles: true,
        hidden: {
          ...frameFields(request.csrf, typed, 0),
          ...(replaces ? { [fields.replaces]: replaces.id } : {}),
        },
        errors,
        cancelHref: paths.consents({ case: file.id }),
      }}
      number={file.caseNumber}
      backHref={paths.consents({ case: file.id })}
      kept={kept}
      renews={replaces !== undefined}
      statuses={choices(
        fields.status,
        consentAnswers.map((status) => [status, m.form.statuses[status]]),
      )}
      forms={choices(
        fields.form,
        (['written', 'oral'] as const).map((how) => [how, m.form.forms[how]]),
      )}
      purposes={choices(
        fields.purpose,
        consentPurposes.map((purpose) => [purpose, words.purposes[purpose]]),
      )}
      areas={choices(
        fields.toArea,
        (await areaNames(request)).map(({ id, name }) => [id, name]),
      )}
      parts={choices(
        fields.parts,
        consentParts.map((part) => [part, words.parts[part]]),
      )}
      values={{
        reason: value(fields.reason),
        toParty: value(fields.toParty),
        takenOn: value(fields.takenOn) || request.today,
        validTo: value(fields.validTo),
      }}
      today={request.today}
    />
  );
}

async function read(
  request: Asking,
  { file }: Ledger,
  typed: Typed,
  errors: FieldError[],
): Promise<ToRecordConsent | undefined> {
  const { problems } = consentMessages[request.actor.language];
  const value = (name: string): string => first(typed, name).slice(0, 2000);
  const wrong = (field: string, message: string): void => void errors.push({ field, message });
  const status = consentAnswers.find((answer) => answer === value(fields.status));
  const purpose = consentPurposes.find((known) => known === value(fields.purpose));
  const how = (['written', 'oral'] as const).find((known) => known === value(fields.form));
  const [reason, takenOn, validTo, toParty] = [
    value(fields.reason),
    value(fields.takenOn),
    value(fields.validTo),
    value(fields.toParty),
  ];
  const toArea = (await areaNames(request)).find(({ id }) => id === value(fields.toArea))?.id;
  if (!purpose) wrong(fields.purpose, problems.purpose);
  if (!status) wrong(fields.status, problems.status);
  if (status === 'given' && !how) wrong(fields.form, problems.form);
  if (status === 'not-possible' && reason === '') wrong(fields.reason, problems.reason);
  if (toArea !== undefined && toParty !== '') wrong(fields.toParty, problems.recipient);
  if (!isLocalDate(takenOn) || takenOn > request.today) wrong(fields.takenOn, problems.takenOn);
  if (validTo !== '' && (!isLocalDate(validTo) || validTo < takenOn)) wrong(fields.validTo, problems.validTo);
  const key = keyIn(typed);
  const replaces = findId<ConsentId>(value(fields.replaces));
  if (!purpose || !status || !isLocalDate(takenOn) || !key) return undefined;
  return {
    caseId: file.id,
    status,
    purpose,
    parts: (typed[fields.parts] ?? []).filter((part) => (consentParts as readonly string[]).includes(part)),
    ...(toArea === undefined ? {} : { toArea }),
    ...(toParty === '' ? {} : { toParty }),
    ...(status === 'given' && how ? { form: how } : {}),
    ...(status === 'not-possible' ? { reason } : {}),
    from: takenOn,
    ...(isLocalDate(validTo) ? { to: validTo } : {}),
    takenOn,
    ...(replaces === undefined ? {} : { replaces }),
    key,
  };
}

async function withdrawForm(
  request: Asking,
  id: string,
  typed: Typed,
  errors: readonly FieldError[],
  stands: 'stands' | 'overtaken' = 'stands',
) {
  const seen = await see(request);
  const consent = seen?.ledger.find(
    (row) => row.id === id && (stands === 'overtaken' || (row.next === undefined && row.status === 'given')),
  );
  if (!seen || !consent) return undefined;
  const names = await assignedBy(request, consent.id);
  const answer = errors.length > 0 ? invalid : page;
  return answer({
    place: 'cases',
    content: (
      <WithdrawForm
        frame={{
          action: paths.withdrawConsent({ case: seen.file.id, consent: consent.id }),
          hidden: frameFields(request.csrf, typed, 0),
          errors,
          cancelHref: paths.consents({ case: seen.file.id }),
        }}
        number={seen.file.caseNumber}
        backHref={paths.consents({ case: seen.file.id })}
        what={consentInShort(consent, request.actor.language)}
        closesFor={names.length === 0 ? undefined : listed(names, request.actor.language)}
        takenOn={first(typed, withdrawFields.takenOn) || request.today}
        reason={first(typed, withdrawFields.reason)}
        today={request.today}
      />
    ),
  });
}
