import {
  type CaseInReach,
  findCase,
  paths as casework,
  runsIn,
  writtenIn,
  type Written,
} from '../../casework/index.ts';
import { type AccountId, type CaseId, type ConsentId, findId, newId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, type Post, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import {
  type ConsentPurpose,
  consentPurposes,
  groundField,
  secrecyMessages,
  type StandingConsent,
} from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { momentInWords } from '../../ui/index.ts';
import { prepare, sign, type Signed } from '../actions/disclose.ts';
import { minimumParts, type Part, parts } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import {
  acknowledge,
  deleteDraft,
  type Disclosure,
  type DisclosureDraft,
  disclosuresOf,
  type DraftBody,
  draftsOf,
  findDisclosure,
  findDraft,
  insertDraft,
  receivedBy,
  receivedOne,
  updateDraft,
} from '../store/disclosures.ts';
import { plansSharedWith } from '../store/plans.ts';
import { consentCarries, type Recipient, recipients } from '../store/recipients.ts';
import {
  discloseFields as fields,
  DiscloseForm,
  Disclosures,
  DraftPage,
  Received,
  ReceivedOne,
  Receipt,
} from '../views/disclose.tsx';
import { groundingFields } from '../views/grounding.tsx';
import { groundingProps, type Grounds, groundsFor, readGround } from './grounding.ts';

const place = 'cases';
const longestText = 2000;
const mostWords = 50;

type Moving = Readonly<{ written: Written; people: readonly Recipient[]; grounds: Grounds }>;

async function begin(request: Get<'/pagaende/:run/lamna-ut'>): Promise<Moving | undefined> {
  const written = await writtenIn(request, request.parameters.run);
  if (!written) return undefined;
  return { written, people: await recipients(request), grounds: await groundsFor(request, written.file.id) };
}

function form(
  request: Get<'/pagaende/:run/lamna-ut'>,
  { written, people, grounds }: Moving,
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language } = request.actor;
  const value = (name: string): string => first(typed, name);
  const draft = value(fields.draft);
  return (
    <DiscloseForm
      frame={{
        action: paths.disclose({ run: written.run.id }),
        hidden: { ...frameFields(request.csrf, typed, 0), ...(draft === '' ? {} : { [fields.draft]: draft }) },
        errors,
        cancelHref: paths.disclosures({ case: written.file.id }),
      }}
      number={written.file.caseNumber}
      backHref={paths.disclosures({ case: written.file.id })}
      people={people.map(({ account, name, areaName }) => ({
        value: account,
        label: `${name}, ${areaName}`,
        checked: value(fields.account) === account,
      }))}
      party={value(fields.party)}
      address={value(fields.address)}
      purposes={consentPurposes.map((purpose) => ({
        value: purpose,
        label: secrecyMessages[language].purposes[purpose],
        checked: value(fields.purpose) === purpose,
      }))}
      grounding={groundingProps(request, grounds, value)}
    />
  );
}

/** A draft as it would be typed in the first step. */
function typedFromDraft({ id, body, version }: DisclosureDraft): Typed {
  return {
    [fields.draft]: [id],
    [hidden.seen]: [String(version)],
    [fields.account]: [body.account ?? ''],
    [fields.party]: [body.party ?? ''],
    [fields.address]: [body.address ?? ''],
    [fields.purpose]: [body.purpose],
    [groundingFields.provision]: [body.ground],
    [groundingFields.consent]: [body.consent ?? ''],
    [groundingFields.why]: [body.reason],
    ...Object.fromEntries(
      Object.entries(body.answers).map(([field, answer]) => [groundField(body.ground, field), [answer]]),
    ),
  };
}

function read(
  request: Get<string>,
  { people, grounds }: Moving,
  typed: Typed,
  errors: FieldError[],
): Omit<DraftBody, 'parts' | 'struck' | 'words'> | undefined {
  const { problems } = messages[request.actor.language].form;
  const person = people.find(({ account }) => account === findId<AccountId>(first(typed, fields.account)));
  const party = first(typed, fields.party).slice(0, 200);
  const address = first(typed, fields.address).slice(0, 200);
  const purpose = consentPurposes.find((one) => one === first(typed, fields.purpose));
  if ((person === undefined) === (party === '')) errors.push({ field: fields.account, message: problems.recipient });
  if (party !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
    errors.push({ field: fields.address, message: problems.address });
  if (!purpose) errors.push({ field: fields.purpose, message: problems.purpose });
  const chosen = readGround(request, grounds, typed, errors);
  if (!purpose || !chosen || errors.length > 0) return undefined;
  return {
    ...(person ? { account: person.account } : { party, address }),
    purpose,
    ground: chosen.ground.id,
    reason: chosen.reason,
    answers: chosen.answers,
    ...(chosen.consent === undefined ? {} : { consent: chosen.consent }),
  };
}

/** Of the parts, those that a consent lets through: all, when it names none. */
const within = (consent: StandingConsent | undefined, chosen: readonly Part[]): Part[] =>
  chosen.filter((part) => consent === undefined || consent.parts.length === 0 || consent.parts.includes(part));

type Draft = Readonly<{ draft: DisclosureDraft; written: Written }>;

async function findOwn(request: Get<'/pagaende/:run/lamna-ut/:draft'>): Promise<Draft | undefined> {
  const id = findId(request.parameters.draft);
  const written = await writtenIn(request, request.parameters.run);
  const draft = id && written && (await findDraft(request, id));
  return draft && written && draft.run === written.run.id ? { draft, written } : undefined;
}

async function showDraft(request: Get<string>, { draft, written }: Draft, problem?: string) {
  const { language } = request.actor;
  const m = messages[language];
  const prepared = await prepare(request, written, draft);
  const consent = (await groundsFor(request, written.file.id)).consents.find(({ id }) => id === draft.body.consent);
  const offered = within(
    prepared.ground?.restsOnConsent === true ? consent : undefined,
    parts.filter((part) => prepared.pieces.some((piece) => piece.part === part)),
  );
  const parameters = { run: written.run.id, draft: draft.id };
  const csrf = { [hidden.csrf]: request.csrf };
  const { to, ground } = prepared.snapshot;
  return (
    <DraftPage
      frame={{
        action: paths.draft(parameters),
        hidden: { ...csrf, [hidden.seen]: String(draft.version) },
        cancelHref: paths.disclosures({ case: written.file.id }),
      }}
      number={written.file.caseNumber}
      backHref={paths.disclosures({ case: written.file.id })}
      to={to}
      ground={m.received.ground(ground.provision, ground.name)}
      changeHref={paths.disclose({ run: written.run.id }, { utkast: draft.id })}
      parts={offered.map((part) => ({
        value: part,
        label: m.parts[part],
        checked: draft.body.parts.includes(part),
      }))}
      partsHelp={consent && consent.parts.length > 0 ? m.draft.partsByConsent : m.draft.partsHelp}
      words={draft.body.words.join('\n')}
      shown={prepared.shown}
      struck={draft.body.struck}
      sign={
        prepared.shown.length === 0
          ? undefined
          : { action: paths.sign(parameters), hidden: { ...csrf, [fields.sum]: prepared.sha256 } }
      }
      problem={problem ?? (prepared.consentMissing ? m.draft.problems['consent-missing'] : undefined)}
      drop={{ action: paths.dropDraft(parameters), hidden: csrf }}
    />
  );
}

const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line.length > 1).slice(0, mostWords);

function stateOf(request: Get<string>, given: Disclosure): string {
  const m = messages[request.actor.language].state;
  const when = (at: Date): string => momentInWords(at.toISOString(), request.today, request.actor.language);
  if (given.delivery) {
    const { deliveredAt, stoppedAt } = given.delivery;
    if (deliveredAt) return m.delivered(when(deliveredAt));
    return stoppedAt ? m.stopped : m.queued;
  }
  return given.readAt ? m.read(when(given.readAt)) : m.unread;
}

async function findFile(request: Get<'/arenden/:case/utlamnat'>): Promise<CaseInReach | undefined> {
  const caseId = findId<CaseId>(request.parameters.case);
  const file = caseId && (await findCase(request, caseId));
  if (file) request.touched({ cases: [file.id], individuals: [file.individual], parts: ['disclosures'] });
  return file;
}

const partsInWords = (request: Get<string>, given: readonly string[]): string => {
  const words = messages[request.actor.language].parts;
  return parts
    .filter((part) => given.includes(part))
    .map((part) => words[part])
    .join(', ');
};

const recipientOf = ({ to, toAreaName }: Disclosure): string =>
  toAreaName === undefined ? to : `${to}, ${toAreaName}`;

export const disclosurePages: readonly Route[] = [
  get({
    path: paths.disclosures,
    may: 'case:read',
    audit: 'disclosure.list',
    handle: async (request) => {
      const file = await findFile(request);
      if (!file) return notFound;
      const { language, permissions } = request.actor;
      const m = messages[language].list;
      const maySign = permissions.has('disclosure:sign');
      const runs = maySign ? await runsIn(request, file.id) : [];
      return page({
        place,
        content: (
          <Disclosures
            number={file.caseNumber}
            backHref={casework.caseFile({ case: file.id })}
            disclose={runs.map(({ id, title }) => ({
              href: paths.disclose({ run: id }),
              text: runs.length === 1 ? m.disclose : m.discloseFrom(title),
            }))}
            drafts={(maySign ? await draftsOf(request, file.id) : []).map((draft) => ({
              href: paths.draft({ run: draft.run, draft: draft.id }),
              text: m.draftLine(secrecyMessages[language].purposes[draft.body.purpose as ConsentPurpose]),
            }))}
            lines={(await disclosuresOf(request, file.id)).map((given) => ({
              key: given.id,
              href: paths.disclosure({ case: file.id, disclosure: given.id }),
              at: given.signedAt.toISOString(),
              to: recipientOf(given),
              what: partsInWords(request, given.parts),
              ground: given.ground.provision,
              state: stateOf(request, given),
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.disclosure,
    may: 'case:read',
    audit: 'disclosure.read',
    handle: async (request) => {
      const file = await findFile(request);
      const id = findId(request.parameters.disclosure);
      const given = file && id && (await findDisclosure(request, id));
      if (!file || !given || given.caseId !== file.id) return notFound;
      const { language } = request.actor;
      const m = messages[language].receipt;
      const fact = (key: string, term: string, detail: string | undefined) =>
        detail === undefined ? [] : [{ key, term, detail }];
      return page({
        place,
        content: (
          <Receipt
            number={file.caseNumber}
            backHref={paths.disclosures({ case: file.id })}
            at={given.signedAt.toISOString()}
            facts={[
              ...fact('to', m.to, recipientOf(given)),
              ...fact('address', m.address, given.address),
              ...fact('by', m.by, given.signedBy),
              ...fact('purpose', m.purpose, secrecyMessages[language].purposes[given.purpose as ConsentPurpose]),
              ...fact('ground', m.ground, `${given.ground[language]} (${given.ground.provision})`),
              ...fact('why', m.why, given.groundReason),
              ...fact('parts', m.parts, partsInWords(request, given.parts)),
              ...fact('redacted', m.redacted, given.redacted ? m.yes : m.no),
              ...fact('state', m.state, stateOf(request, given)),
              ...fact('receipt', m.receipt, given.delivery?.receipt),
              ...fact('sum', m.sum, given.sha256),
            ]}
            pieces={given.snapshot.pieces}
            language={given.snapshot.language}
          />
        ),
      });
    },
  }),
  get({
    path: paths.disclose,
    may: 'disclosure:sign',
    audit: 'disclosure.form',
    handle: async (request) => {
      const moving = await begin(request);
      if (!moving) return notFound;
      const id = findId(request.query.get('utkast') ?? '');
      const draft = id && (await findDraft(request, id));
      const typed = draft && draft.run === moving.written.run.id ? typedFromDraft(draft) : {};
      return page({ place, content: form(request, moving, typed, []) });
    },
  }),
  post({
    path: paths.disclose,
    may: 'disclosure:sign',
    audit: 'disclosure.prepare',
    handle: async (request) => {
      const moving = await begin(request);
      if (!moving) return notFound;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const body = read(request, moving, typed, errors);
      const key = keyIn(typed);
      const again = () => invalid({ place, content: form(request, moving, typed, errors) });
      if (!body || !key) return again();
      const { written, grounds, people } = moving;
      if (body.consent !== undefined) {
        const area = people.find(({ account }) => account === body.account)?.area;
        const asked = { purposes: [body.purpose], area, party: body.party, parts: [] };
        if (!(await consentCarries(request, body.consent as ConsentId, written.file.individual, asked))) {
          const message = messages[request.actor.language].grounding.problems.notCovered;
          errors.push({ field: groundingFields.consent, message });
          return again();
        }
      }
      const consent = grounds.consents.find(({ id }) => id === body.consent);
      const before = findId(first(typed, fields.draft));
      const draft = before && (await findDraft(request, before));
      if (draft && draft.run === written.run.id) {
        // What was chosen stays chosen as long as the purpose does.
        const kept =
          draft.body.purpose === body.purpose ? draft.body.parts : minimumParts[body.purpose as ConsentPurpose];
        const changed = { ...draft.body, ...body, parts: within(consent, kept) };
        if (!(await updateDraft(request, draft.id, changed, seenIn(typed)))) {
          errors.push({ field: fields.account, message: messages[request.actor.language].form.problems.overtaken });
          return again();
        }
        return redirect(paths.draft({ run: written.run.id, draft: draft.id }));
      }
      const id = await insertDraft(request, {
        id: newId(),
        caseId: written.file.id,
        run: written.run.id,
        body: { ...body, parts: within(consent, minimumParts[body.purpose as ConsentPurpose]), struck: [], words: [] },
        key,
      });
      return redirect(paths.draft({ run: written.run.id, draft: id }));
    },
  }),
  get({
    path: paths.draft,
    may: 'disclosure:sign',
    audit: 'disclosure.preview',
    handle: async (request) => {
      const own = await findOwn(request);
      return own ? page({ place, content: await showDraft(request, own) }) : notFound;
    },
  }),
  post({
    path: paths.draft,
    may: 'disclosure:sign',
    audit: 'disclosure.choose',
    handle: async (request) => {
      const own = await findOwn(request);
      if (!own) return notFound;
      const typed = typedFrom(request.form);
      const { consents } = await groundsFor(request, own.written.file.id);
      const consent = consents.find(({ id }) => id === own.draft.body.consent);
      const body: DraftBody = {
        ...own.draft.body,
        parts: within(
          consent,
          parts.filter((part) => typed[fields.parts]?.includes(part) === true),
        ),
        struck: (typed[fields.struck] ?? []).slice(0, 500),
        words: linesOf(first(typed, fields.words).slice(0, longestText)),
      };
      if (await updateDraft(request, own.draft.id, body, seenIn(typed)))
        return redirect(paths.draft({ run: own.written.run.id, draft: own.draft.id }));
      const { problems } = messages[request.actor.language].form;
      return invalid({ place, content: await showDraft(request, own, problems.overtaken) });
    },
  }),
  post({
    path: paths.sign,
    may: 'disclosure:sign',
    audit: 'disclosure.sign',
    stepUp: true,
    handle: async (request) => handleSign(request),
  }),
  post({
    path: paths.dropDraft,
    may: 'disclosure:sign',
    audit: 'disclosure.drop',
    handle: async (request) => {
      const own = await findOwn(request);
      if (!own || !(await deleteDraft(request, own.draft.id))) return notFound;
      return redirect(paths.disclosures({ case: own.written.file.id }));
    },
  }),
  get({
    path: paths.received,
    may: 'shared:receive',
    audit: 'shared.list',
    handle: async (request) => {
      const given = await receivedBy(request);
      const plans = await plansSharedWith(request);
      request.touched({ parts: ['shared'] });
      return page({
        place: 'received',
        content: (
          <Received
            lines={given.map(({ id, signedAt, snapshot, purpose, readAt }) => ({
              key: id,
              href: paths.receivedOne({ disclosure: id }),
              at: signedAt.toISOString(),
              from: `${snapshot.from.signer}, ${snapshot.from.area}`,
              purpose: secrecyMessages[request.actor.language].purposes[purpose as ConsentPurpose],
              isNew: readAt === undefined,
            }))}
            plans={plans.map(({ id, title, areaName }) => ({
              key: id,
              href: paths.sharedPlan({ plan: id }),
              title,
              from: areaName,
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.receivedOne,
    may: 'shared:receive',
    audit: 'shared.read',
    handle: async (request) => {
      const id = findId(request.parameters.disclosure);
      const given = id && (await receivedOne(request, id));
      if (!given) return notFound;
      await acknowledge(request, given.id);
      request.touched({ parts: given.parts.map((part) => `disclosed:${part}`) });
      const { snapshot } = given;
      const m = messages[request.actor.language].received;
      return page({
        place: 'received',
        content: (
          <ReceivedOne
            from={m.from(snapshot.from.signer, snapshot.from.unit, snapshot.from.area)}
            ground={m.ground(given.ground.provision, given.ground[request.actor.language])}
            purpose={secrecyMessages[request.actor.language].purposes[given.purpose as ConsentPurpose]}
            at={given.signedAt.toISOString()}
            backHref={paths.received()}
            pieces={snapshot.pieces}
            language={snapshot.language}
          />
        ),
      });
    },
  }),
];

async function handleSign(request: Post<'/pagaende/:run/lamna-ut/:draft/skriv-under'>) {
  const own = await findOwn(request);
  if (!own) return alreadySigned(request);
  const outcome: Signed = await sign(request, own.written, own.draft, first(typedFrom(request.form), fields.sum));
  if (outcome.outcome === 'signed' || outcome.outcome === 'already')
    return redirect(paths.disclosure({ case: own.written.file.id, disclosure: outcome.disclosure }));
  const { problems } = messages[request.actor.language].draft;
  return invalid({ place, content: await showDraft(request, own, problems[outcome.outcome]) });
}

/** Sent twice: the draft is gone, and what it became has its id. */
async function alreadySigned(request: Get<'/pagaende/:run/lamna-ut/:draft'>) {
  const id = findId(request.parameters.draft);
  const given = id && (await findDisclosure(request, id));
  if (!given) return notFound;
  const written = await writtenIn(request, request.parameters.run);
  return written?.file.id === given.caseId
    ? redirect(paths.disclosure({ case: given.caseId, disclosure: given.id }))
    : notFound;
}
