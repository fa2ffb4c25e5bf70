import { writtenIn, type Written } from '../../casework/index.ts';
import { type AccountId, type ConsentId, findId, newId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { frameFields, first, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import { type ConsentPurpose, consentPurposes, groundField, secrecyMessages } from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { minimumParts } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { type DisclosureDraft, type DraftBody, findDraft, insertDraft, updateDraft } from '../store/disclosures.ts';
import { consentCarries, type Recipient, recipients } from '../store/recipients.ts';
import { discloseFields as fields, DiscloseForm } from '../views/disclose-form.tsx';
import { groundingFields } from '../views/ground.tsx';
import { groundingProps, type Grounds, groundsFor, readGround } from './grounding.ts';
import { within } from './within-consent.ts';

const place = 'cases';

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

export const disclosePages: readonly Route[] = [
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
];
