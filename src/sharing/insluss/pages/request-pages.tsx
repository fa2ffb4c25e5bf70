import { routineLibrary, notify } from '../../../casework/index.ts';
import { isLocalDate, type LocalDate } from '../../../kernel/date.ts';
import { identityKinds, readIdentityNumber } from '../../../kernel/identity-number.ts';
import { findId } from '../../../kernel/ids.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, hidden, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { type Attachment, attachmentFields, readAttachment } from '../../../secrecy/index.ts';
import { writtenDate } from '../../../kernel/words.ts';
import { type Library, obligationTitle } from '../../../routine/index.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { inslussMessages } from '../messages/index.ts';
import { inslussPaths as paths } from '../paths.ts';
import {
  attachmentsOfRequest,
  deleteRequest,
  hangOnRequest,
  insertRequest,
  type InslussInput,
  type InslussRequest,
  intakeUnits,
  ownRequests,
  receiversIn,
  updateRequest,
} from '../store/requests.ts';
import { timingOf } from '../timing.ts';
import { RequestForm, requestFields as fields } from '../views/request-form.tsx';
import { OwnRequest, OwnRequests } from '../views/own-requests.tsx';

const place = 'insluss';
const longestName = 100;
const longest = 4000;

/** What the routine in force says of a release: from when it can be asked for, and what it asks when that is late. */
export function timing(library: Library, { today, actor: { language } }: Get<string>, release: LocalDate) {
  const routine = library.findInForce('insluss', today);
  const { earliest, late } = routine ? timingOf(routine, release, today) : { late: [] };
  const m = inslussMessages[language].late;
  return {
    ...(earliest === undefined ? {} : { earliest }),
    late: late.map(({ obligation, due }) => {
      const title = routine ? obligationTitle(routine.definition, obligation, language) : obligation;
      return due === undefined ? title : m.due(title, writtenDate(due, language));
    }),
  };
}

export const inslussRequestPages: readonly Route[] = [
  get({
    path: paths.requests,
    may: 'insluss:request',
    audit: 'insluss.request.list',
    handle: async (request) => {
      const { language } = request.actor;
      const m = inslussMessages[language].list;
      const own = await ownRequests(request);
      const library = await routineLibrary(request);
      request.touched({ parts: ['insluss-request'] });
      return page({
        place,
        content: (
          <OwnRequests
            requests={own.map((one) => {
              const { earliest } = timing(library, request, one.conditionalRelease);
              return {
                key: one.id,
                href: paths.request({ inquiry: one.id }),
                name: `${one.givenName} ${one.familyName}`,
                release: one.conditionalRelease,
                unit: one.unitName,
                state:
                  one.declined !== undefined
                    ? m.declined
                    : one.sentAt
                      ? m.sent
                      : earliest === undefined
                        ? m.ready
                        : m.kept(writtenDate(earliest, language)),
              };
            })}
            askHref={paths.ask()}
          />
        ),
      });
    },
  }),
  get({
    path: paths.ask,
    may: 'insluss:request',
    audit: 'insluss.request.form',
    handle: async (request) => page({ place, content: await form(request, undefined, {}, []) }),
  }),
  post({
    path: paths.ask,
    may: 'insluss:request',
    audit: 'insluss.request.write',
    files: [attachmentFields.file],
    handle: (request) => save(request, undefined),
  }),
  get({
    path: paths.request,
    may: 'insluss:request',
    audit: 'insluss.request.read',
    handle: async (request) => {
      const own = await find(request, request.parameters.inquiry);
      return own ? page({ place, content: await showOwn(request, own) }) : notFound;
    },
  }),
  get({
    path: paths.changeRequest,
    may: 'insluss:request',
    audit: 'insluss.request.form',
    handle: async (request) => {
      const own = await find(request, request.parameters.inquiry);
      return own && mayChange(own) ? page({ place, content: await form(request, own, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.changeRequest,
    may: 'insluss:request',
    audit: 'insluss.request.change',
    files: [attachmentFields.file],
    handle: async (request) => {
      const own = await find(request, request.parameters.inquiry);
      return own ? save(request, own) : notFound;
    },
  }),
  post({
    path: paths.sendRequest,
    may: 'insluss:request',
    audit: 'insluss.request.send',
    handle: async (request) => {
      const own = await find(request, request.parameters.inquiry);
      if (!own) return notFound;
      const library = await routineLibrary(request);
      const { earliest } = timing(library, request, own.conditionalRelease);
      if (mayChange(own) && earliest === undefined && (await updateRequest(request, own.id, own, true)))
        await tellIntake(request, own.unit);
      return redirect(paths.request({ inquiry: own.id }));
    },
  }),
  post({
    path: paths.dropRequest,
    may: 'insluss:request',
    audit: 'insluss.request.drop',
    handle: async (request) => {
      const id = findId(request.parameters.inquiry);
      return id !== undefined && (await deleteRequest(request, id)) ? redirect(paths.requests()) : notFound;
    },
  }),
];

const mayChange = ({ sentAt, declined }: InslussRequest): boolean => sentAt === undefined || declined !== undefined;

const tellIntake = async (request: Get<string>, unit: string): Promise<void> =>
  notify(request, 'insluss-arrived', {}, await receiversIn(request, unit));

async function find(request: Get<string>, inquiry: string): Promise<InslussRequest | undefined> {
  const id = findId(inquiry);
  const own = id === undefined ? undefined : (await ownRequests(request)).find((one) => one.id === id);
  if (own) request.touched({ parts: ['insluss-request'] });
  return own;
}

async function showOwn(request: Get<string>, own: InslussRequest) {
  const { language } = request.actor;
  const m = inslussMessages[language].own;
  const library = await routineLibrary(request);
  const { earliest, late } = timing(library, request, own.conditionalRelease);
  const parameters = { inquiry: own.id };
  const csrf = { [hidden.csrf]: request.csrf };
  const open = mayChange(own);
  return (
    <OwnRequest
      told={
        own.declined !== undefined
          ? m.declined(own.declined)
          : own.sentAt
            ? m.sent(own.unitName)
            : earliest === undefined
              ? m.ready
              : m.early(writtenDate(earliest, language))
      }
      late={late}
      request={{ ...own, number: own.identityNumber }}
      files={await filesOf(request, own)}
      backHref={paths.requests()}
      changeHref={open ? paths.changeRequest(parameters) : undefined}
      send={open && earliest === undefined ? { action: paths.sendRequest(parameters), hidden: csrf } : undefined}
      drop={{ action: paths.dropRequest(parameters), hidden: csrf, sent: !open }}
    />
  );
}

/** The files that came with a request, for its writer and its receiver. */
export const filesOf = async (request: Get<string>, { id }: InslussRequest) =>
  (await attachmentsOfRequest(request, id)).map((file) => ({
    file,
    href: paths.scan({ inquiry: id, attachment: file.id }),
  }));

async function save(request: Post<string>, before: InslussRequest | undefined): Promise<Answer> {
  const typed = typedFrom(request.form);
  const errors: FieldError[] = [];
  const { attachment, problem } = await readAttachment(request, typed);
  if (problem !== undefined) errors.push({ field: attachmentFields.file, message: problem });
  const input = await read(request, typed, errors);
  const key = keyIn(typed);
  if (!input || !key || errors.length > 0)
    return invalid({ place, content: await form(request, before, typed, errors, attachment) });
  const library = await routineLibrary(request);
  // Too early: it is kept, with everything in it, until its day comes.
  const { earliest } = timing(library, request, input.conditionalRelease);
  const sent = earliest === undefined;
  const id = before?.id ?? key;
  if (before === undefined) {
    if ((await insertRequest(request, id, input, sent)) === 'already') return redirect(paths.request({ inquiry: id }));
  } else if (!mayChange(before) || !(await updateRequest(request, id, input, sent))) {
    const { problems } = inslussMessages[request.actor.language].form;
    errors.push({ field: fields.givenName, message: problems.sent });
    return invalid({ place, content: await form(request, before, typed, errors) });
  }
  request.touched({ parts: ['insluss-request'] });
  if (attachment) await hangOnRequest(request, attachment.id, id);
  if (sent) await tellIntake(request, input.unit);
  return redirect(paths.request({ inquiry: id }));
}

async function read(request: Get<string>, typed: Typed, errors: FieldError[]): Promise<InslussInput | undefined> {
  const { problems } = inslussMessages[request.actor.language].form;
  const value = (name: string, most = longestName): string => first(typed, name).slice(0, most);
  const wrong = (field: string, message: string): void => void errors.push({ field, message });
  const [givenName, familyName] = [value(fields.givenName), value(fields.familyName)];
  if (givenName === '') wrong(fields.givenName, problems.givenName);
  if (familyName === '') wrong(fields.familyName, problems.familyName);
  const identityKind = identityKinds.find((kind) => kind === value(fields.identityKind));
  if (!identityKind) wrong(fields.identityKind, problems.identityKind);
  let identityNumber: string | undefined;
  if (identityKind !== undefined && identityKind !== 'none') {
    const number = value(fields.identityNumber);
    const known = number === '' ? undefined : readIdentityNumber(number, identityKind);
    if (!known) wrong(fields.identityNumber, problems.identityNumber);
    else if ('problem' in known) wrong(fields.identityNumber, problems.wrongNumber);
    else identityNumber = known.digits;
  }
  const [release, end, consentOn] = [value(fields.release), value(fields.supervisionEnd), value(fields.consentOn)];
  if (!isLocalDate(release)) wrong(fields.release, problems.release);
  if (end !== '' && (!isLocalDate(end) || end < release)) wrong(fields.supervisionEnd, problems.supervisionEnd);
  if (value(fields.consentWritten) !== 'ja') wrong(fields.consentWritten, problems.consentWritten);
  if (!isLocalDate(consentOn) || consentOn > request.today) wrong(fields.consentOn, problems.consentOn);
  const unit = (await intakeUnits(request)).find((one) => one.unit === value(fields.unit));
  if (!unit) wrong(fields.unit, problems.unit);
  if (!identityKind || !isLocalDate(release) || !isLocalDate(consentOn) || !unit) return undefined;
  return {
    unit: unit.unit,
    area: unit.area,
    givenName,
    familyName,
    identityKind,
    ...(identityNumber === undefined ? {} : { identityNumber }),
    conditionalRelease: release,
    ...(isLocalDate(end) ? { supervisionEnd: end } : {}),
    consentOn,
    needs: value(fields.needs, longest),
  };
}

async function form(
  request: Get<string>,
  before: InslussRequest | undefined,
  typed: Typed,
  errors: readonly FieldError[],
  kept?: Attachment,
) {
  const known: Readonly<Record<keyof typeof fields, string>> = {
    givenName: before?.givenName ?? '',
    familyName: before?.familyName ?? '',
    identityKind: before?.identityKind ?? '',
    identityNumber: before?.identityNumber ?? '',
    release: before?.conditionalRelease ?? '',
    supervisionEnd: before?.supervisionEnd ?? '',
    consentWritten: before ? 'ja' : '',
    consentOn: before?.consentOn ?? '',
    unit: before?.unit ?? '',
    needs: before?.needs ?? '',
  };
  const shown = Object.keys(typed).length > 0;
  const values = shown
    ? (Object.fromEntries(
        Object.entries(fields).map(([name, field]) => [name, first(typed, field)]),
      ) as unknown as typeof known)
    : known;
  const units = await intakeUnits(request);
  return (
    <RequestForm
      frame={{
        action: before ? paths.changeRequest({ inquiry: before.id }) : paths.ask(),
        hidden: frameFields(request.csrf, typed, 0),
        errors,
        takesFiles: true,
        cancelHref: paths.requests(),
      }}
      kept={kept}
      isChange={before !== undefined}
      backHref={paths.requests()}
      values={values}
      latestConsent={request.today}
      units={[...new Set(units.map(({ areaName }) => areaName))].map((label) => ({
        label,
        choices: units
          .filter(({ areaName }) => areaName === label)
          .map(({ unit, name }) => ({ value: unit, label: name, checked: unit === values.unit })),
      }))}
    />
  );
}
