import { openCase, searchCases, searchKey, searchSize } from '../../casework/index.ts';
import { readIdentityNumber } from '../../kernel/identity-number.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, pageNumber, type Typed, typedFrom } from '../../platform/typed.ts';
import { attachmentsOfNotice } from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { intakeMessages } from '../messages/index.ts';
import type { Notice } from '../notice.ts';
import { intakePaths as paths } from '../paths.ts';
import { alikeNotices, closeNotice, findNotice, linkNotice, noticesAtIntake } from '../store/notices.ts';
import {
  caseField,
  CloseNotice,
  closeField,
  FindCase,
  findField,
  type FoundHere,
  NoticeList,
  NoticePage,
  openFields,
  OpenForNotice,
} from '../views/notices.tsx';
import { handOutFile, touchedBy } from './files.ts';

const place = 'intake';
const may = 'intake:handle';
const pageSize = 50;
const longestName = 100;

type Asking = Get<'/mottagning/:notice'>;

async function see(request: Asking): Promise<Notice | undefined> {
  const id = findId(request.parameters.notice);
  const notice = id === undefined ? undefined : await findNotice(request, id);
  if (notice) request.touched(touchedBy(notice));
  return notice;
}

const waits = ({ caseId, closed }: Notice): boolean => caseId === undefined && closed === undefined;

async function noticePage(request: Asking, notice: Notice, overtaken: boolean): Promise<Answer> {
  const parameters = { notice: notice.id };
  const answer = overtaken ? invalid : page;
  return answer({
    place,
    content: (
      <NoticePage
        notice={notice}
        backHref={paths.intake()}
        files={(await attachmentsOfNotice(request, notice.id)).map((file) => ({
          file,
          href: paths.noticeFile({ ...parameters, attachment: file.id }),
        }))}
        alike={(await alikeNotices(request, notice.id)).map((other) => ({
          other,
          href: other.state === 'linked' ? undefined : paths.notice({ notice: other.id }),
        }))}
        overtaken={overtaken}
        acts={
          waits(notice)
            ? { find: paths.find(parameters), open: paths.openCase(parameters), close: paths.close(parameters) }
            : undefined
        }
      />
    ),
  });
}

/** The notice as it has become, when somebody else was first; to the intake when it is no longer to be seen there. */
async function afterAnother(request: Asking, id: string): Promise<Answer> {
  const notice = await findNotice(request, id);
  return notice ? noticePage(request, notice, true) : redirect(paths.intake());
}

const frameOf = (request: Asking, action: string, notice: Notice, typed: Typed, errors: readonly FieldError[]) => ({
  action,
  hidden: frameFields(request.csrf, typed),
  errors,
  cancelHref: paths.notice({ notice: notice.id }),
});

/** To the case's notices when it is in reach; else the intake is done with it. */
const afterLink = async (request: Asking, notice: string, caseId: CaseId): Promise<Answer> =>
  redirect((await findNotice(request, notice)) ? paths.ofCase({ case: caseId }) : paths.intake());

export const intakePages: readonly Route[] = [
  get({
    path: paths.intake,
    may,
    audit: 'intake.list',
    handle: async (request) => {
      const current = request.query.get('visa') === 'stangda' ? 'closed' : 'waiting';
      const number = pageNumber(request.query.get('sida'));
      const offset = (number - 1) * pageSize;
      const all = await noticesAtIntake(request, current, { limit: pageSize + 1, offset });
      const notices = all.slice(0, pageSize);
      request.touched({ parts: ['notice', ...notices.map(({ id }) => `notice:${id}`)] });
      const at = (sida: number) =>
        paths.intake({ ...(current === 'closed' ? { visa: 'stangda' } : {}), ...(sida > 1 ? { sida } : {}) });
      return page({
        place,
        content: (
          <NoticeList
            lines={notices.map((notice) => ({ notice, href: paths.notice({ notice: notice.id }) }))}
            current={current}
            tabs={[
              { which: 'waiting', href: paths.intake() },
              { which: 'closed', href: paths.intake({ visa: 'stangda' }) },
            ]}
            pager={{
              from: offset + 1,
              to: offset + notices.length,
              ...(number > 1 ? { previousHref: at(number - 1) } : {}),
              ...(all.length > pageSize ? { nextHref: at(number + 1) } : {}),
            }}
          />
        ),
      });
    },
  }),
  get({
    path: paths.notice,
    may,
    audit: 'intake.read',
    handle: async (request) => {
      const notice = await see(request);
      return notice ? noticePage(request, notice, false) : notFound;
    },
  }),
  get({
    path: paths.noticeFile,
    may,
    audit: 'intake.attachment.open',
    handle: async (request) => {
      const notice = await see(request);
      return notice ? handOutFile(request, notice, request.parameters.attachment) : notFound;
    },
  }),
  get({
    path: paths.find,
    may,
    audit: 'intake.find.form',
    handle: async (request) => {
      const notice = await see(request);
      return notice && waits(notice) ? page({ place, content: find(request, notice, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.find,
    may,
    audit: 'intake.find.search',
    handle: async (request) => {
      const notice = await see(request);
      if (!notice || !waits(notice)) return notFound;
      const { problem } = intakeMessages[request.actor.language].find;
      const typed = typedFrom(request.form);
      const key = searchKey(first(typed, findField));
      if (!key)
        return invalid({ place, content: find(request, notice, typed, [{ field: findField, message: problem }]) });
      // All of the area, as a notice may be about somebody whom another works with: by the reason that it is.
      request.because(`Underrättelse ${notice.receipt}`);
      const all = await searchCases(request, key, true, searchSize + 1);
      const found = all.slice(0, searchSize);
      request.touched({
        cases: found.map(({ caseId }) => caseId),
        individuals: found.map(({ individual }) => individual),
        parts: [`search:${key.kind}`],
      });
      const lines = found.map((one): FoundHere => {
        if (one.kind === 'protected') return { key: one.caseId, contact: one.contact };
        const { caseNumber, unitName, responsible } = one;
        return {
          key: one.caseId,
          number: caseNumber,
          unit: unitName,
          responsible,
          ...(one.kind === 'in-reach' ? { name: one.person.name('list', request.actor.language) } : {}),
        };
      });
      const more = all.length > searchSize ? searchSize : undefined;
      return page({ place, content: find(request, notice, typed, [], { lines, more }) });
    },
  }),
  post({
    path: paths.link,
    may,
    audit: 'intake.link',
    handle: async (request) => {
      const notice = await see(request);
      const caseId = findId<CaseId>(first(typedFrom(request.form), caseField));
      if (!notice || !caseId) return notFound;
      if (!(await linkNotice(request, notice.id, caseId))) return afterAnother(request, notice.id);
      request.touched({ cases: [caseId], parts: ['notice-link'] });
      return afterLink(request, notice.id, caseId);
    },
  }),
  get({
    path: paths.openCase,
    may,
    audit: 'intake.open-case.form',
    handle: async (request) => {
      const notice = await see(request);
      if (!notice || !waits(notice)) return notFound;
      // As the sender wrote it, the last word as the family name: a person looks at it before it is anybody's.
      const words = notice.tenant.split(/\s+/);
      const typed: Typed = {
        [openFields.givenName]: [words.slice(0, -1).join(' ') || notice.tenant],
        [openFields.familyName]: [words.length > 1 ? (words.at(-1) ?? '') : ''],
        [openFields.number]: [notice.tenantIdentity],
      };
      return page({ place, content: open(request, notice, typed, []) });
    },
  }),
  post({
    path: paths.openCase,
    may,
    audit: 'intake.open-case',
    handle: async (request) => {
      const notice = await see(request);
      if (!notice) return notFound;
      if (!waits(notice)) return afterAnother(request, notice.id);
      const { problems } = intakeMessages[request.actor.language].open;
      const typed = typedFrom(request.form);
      const value = (name: string): string => first(typed, name).slice(0, longestName);
      const [givenName, familyName] = [value(openFields.givenName), value(openFields.familyName)];
      const identity = readNumber(value(openFields.number));
      const errors: FieldError[] = [];
      if (givenName === '') errors.push({ field: openFields.givenName, message: problems.givenName });
      if (familyName === '') errors.push({ field: openFields.familyName, message: problems.familyName });
      if (!identity) errors.push({ field: openFields.number, message: problems.number });
      const key = keyIn(typed);
      if (!key || !identity || errors.length > 0)
        return invalid({ place, content: open(request, notice, typed, errors) });
      const [held] = request.actor.roles;
      const caseId = await openCase(request, {
        givenName,
        familyName,
        ...identity,
        unit: held?.unit ?? '',
        externalSystem: '',
        externalReference: '',
        key,
      });
      if (!(await linkNotice(request, notice.id, caseId)))
        throw new Error('The notice could not be linked to its new case');
      return redirect(paths.ofCase({ case: caseId }));
    },
  }),
  get({
    path: paths.close,
    may,
    audit: 'intake.close.form',
    handle: async (request) => {
      const notice = await see(request);
      return notice && waits(notice) ? page({ place, content: close(request, notice, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.close,
    may,
    audit: 'intake.close',
    handle: async (request) => {
      const notice = await see(request);
      if (!notice) return notFound;
      const typed = typedFrom(request.form);
      const reason = first(typed, closeField).slice(0, 2000);
      const { problem } = intakeMessages[request.actor.language].close;
      if (reason.length < 10)
        return invalid({ place, content: close(request, notice, typed, [{ field: closeField, message: problem }]) });
      return (await closeNotice(request, notice.id, reason))
        ? redirect(paths.intake())
        : afterAnother(request, notice.id);
    },
  }),
];

type Identity =
  | Readonly<{ identityKind: 'none'; identityCertainty: 'uncertain' }>
  | Readonly<{
      identityKind: 'personal-identity-number' | 'coordination-number';
      identityNumber: string;
      identityCertainty: 'probable';
    }>;

/** The number as the sender has stated it: probable until somebody has seen it elsewhere. */
function readNumber(text: string): Identity | undefined {
  if (text === '') return { identityKind: 'none', identityCertainty: 'uncertain' };
  for (const identityKind of ['personal-identity-number', 'coordination-number'] as const) {
    const read = readIdentityNumber(text, identityKind);
    if ('digits' in read) return { identityKind, identityNumber: read.digits, identityCertainty: 'probable' };
  }
  return undefined;
}

const find = (
  request: Asking,
  notice: Notice,
  typed: Typed,
  errors: readonly FieldError[],
  found?: Readonly<{ lines: readonly FoundHere[]; more?: number | undefined }>,
) => (
  <FindCase
    frame={frameOf(request, paths.find({ notice: notice.id }), notice, typed, errors)}
    receipt={notice.receipt}
    backHref={paths.notice({ notice: notice.id })}
    typed={first(typed, findField)}
    link={{ action: paths.link({ notice: notice.id }), hidden: { [hidden.csrf]: request.csrf } }}
    found={found}
  />
);

const open = (request: Asking, notice: Notice, typed: Typed, errors: readonly FieldError[]) => (
  <OpenForNotice
    frame={frameOf(request, paths.openCase({ notice: notice.id }), notice, typed, errors)}
    notice={notice}
    backHref={paths.notice({ notice: notice.id })}
    values={{
      givenName: first(typed, openFields.givenName),
      familyName: first(typed, openFields.familyName),
      number: first(typed, openFields.number),
    }}
  />
);

const close = (request: Asking, notice: Notice, typed: Typed, errors: readonly FieldError[]) => (
  <CloseNotice
    frame={frameOf(request, paths.close({ notice: notice.id }), notice, typed, errors)}
    receipt={notice.receipt}
    backHref={paths.notice({ notice: notice.id })}
    reason={first(typed, closeField)}
  />
);
