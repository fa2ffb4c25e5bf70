import { type AccountId, type CaseId, findId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, type Post, post, redirect, type Route } from '../../platform/route.ts';
import {
  findProtection,
  grades,
  type Protection as Protected,
  protectionLimits as limits,
  type ProtectionRequest,
  protectionRequests,
  decideProtection,
  shelteredAddress,
  type TeamMember,
  writeShelteredAddress,
} from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { momentInWords } from '../../ui/index.ts';
import { askForEnding, letIn, protect, shutOut } from '../actions/protection.ts';
import { protectionMessages } from '../messages/protection.ts';
import { paths } from '../paths.ts';
import { type CaseInReach, findCase } from '../store/cases.ts';
import { everybodyAtWork } from '../store/people.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import {
  Protection,
  protectionFields as fields,
  ProtectionRequests,
  ShelteredAddressPage,
} from '../views/protection.tsx';
import { frameFields, hidden } from './frame.ts';
import { writtenDate } from './wording.ts';

const place = 'cases';

type Asking = Get<'/arenden/:case/skydd'>;

async function find(request: Asking): Promise<CaseInReach | undefined> {
  const caseId = findId<CaseId>(request.parameters.case);
  const file = caseId && (await findCase(request, caseId));
  if (file) request.touched({ cases: [file.id], individuals: [file.individual], parts: ['protection'] });
  return file;
}

async function show(request: Asking, file: CaseInReach, typed: Typed, errors: readonly FieldError[]) {
  const { language, permissions } = request.actor;
  const m = protectionMessages[language];
  const protection = await findProtection(request, file.individual);
  const frame = (action: string, its: readonly string[]) => ({
    action,
    hidden: frameFields(request.csrf, its.some((name) => errors.some(({ field }) => field === name)) ? typed : {}, 0),
    errors: errors.filter(({ field }) => its.includes(field)),
    cancelHref: paths.protection({ case: file.id }),
  });
  const grade = first(typed, fields.grade) || protection?.grade;
  return (
    <Protection
      number={file.caseNumber}
      backHref={paths.caseFile({ case: file.id })}
      addressHref={paths.shelteredAddress({ case: file.id })}
      register={
        permissions.has('protection:register')
          ? {
              frame: frame(paths.protection({ case: file.id }), [fields.grade, fields.contact, fields.reason]),
              grades: grades.map((one) => ({
                value: one,
                label: m.grades[one],
                help: m.gradeHelp[one],
                checked: one === grade,
              })),
              contact: first(typed, fields.contact) || (protection?.contact ?? ''),
              reason: first(typed, fields.reason),
            }
          : undefined
      }
      protection={
        protection && {
          stands: m.stands(
            m.grades[protection.grade],
            writtenDate(protection.from, language),
            protection.registeredByName,
          ),
          contact: protection.contact,
          team: protection.team.map((member) => ({
            key: member.id,
            name: member.name,
            reason: member.reason,
            state: stateOf(member, m),
            end: {
              action: paths.endMember({ case: file.id, member: member.id }),
              hidden: { [hidden.csrf]: request.csrf },
            },
          })),
          ask: {
            frame: frame(paths.askForMember({ case: file.id }), [fields.who, fields.why]),
            colleagues: await colleagues(request, protection, first(typed, fields.who)),
            why: first(typed, fields.why),
          },
          ending: protection.ending
            ? m.endAsked(protection.ending.askedByName, protection.ending.reason)
            : {
                frame: frame(paths.askToEndProtection({ case: file.id }), [fields.endReason]),
                reason: first(typed, fields.endReason),
              },
        }
      }
    />
  );
}

const stateOf = (member: TeamMember, m: (typeof protectionMessages)['sv']): string =>
  member.approvedByName === undefined ? (member.letIn ? m.founder : m.waits) : m.approvedBy(member.approvedByName);

/** Those of the own area who are not of the team. */
async function colleagues(request: Asking, { team }: Protected, chosen: string) {
  return (await everybodyAtWork(request))
    .filter(({ area, account }) => area === request.actor.area && !team.some((member) => member.account === account))
    .map(({ account, name }) => ({ value: account, label: name, checked: account === chosen }));
}

/** Reads a form's text; what is wrong with it is told under the field. */
function text(
  typed: Typed,
  field: string,
  { least, most }: Readonly<{ least: number; most: number }>,
  message: string,
  errors: FieldError[],
): string {
  const value = first(typed, field);
  if (value.length < least || value.length > most) errors.push({ field, message });
  return value;
}

const reasonSize = { least: limits.reason, most: limits.text };

export const protectionPages: readonly Route[] = [
  get({
    path: paths.protection,
    may: 'case:read',
    audit: 'protection.read',
    handle: async (request) => {
      const file = await find(request);
      return file ? page({ place, content: await show(request, file, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.protection,
    may: 'protection:register',
    audit: 'protection.register',
    stepUp: true,
    handle: async (request) => {
      const file = await find(request);
      if (!file) return notFound;
      const { problems } = protectionMessages[request.actor.language];
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const grade = grades.find((one) => one === first(typed, fields.grade));
      if (!grade) errors.push({ field: fields.grade, message: problems.grade });
      const contact = text(typed, fields.contact, { least: 1, most: limits.contact }, problems.contact, errors);
      const reason = text(typed, fields.reason, reasonSize, problems.reason, errors);
      const key = keyIn(typed);
      if (!grade || !key || errors.length > 0)
        return invalid({ place, content: await show(request, file, typed, errors) });
      const outcome = await protect(request, file.id, { grade, contact, reason, key });
      return outcome === 'not-found' ? notFound : redirect(paths.protection({ case: file.id }));
    },
  }),
  post({
    path: paths.askForMember,
    may: 'case:read',
    audit: 'protection.member.ask',
    stepUp: true,
    handle: async (request) => {
      const file = await find(request);
      if (!file?.person.protection) return notFound;
      const { problems } = protectionMessages[request.actor.language];
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const account = findId<AccountId>(first(typed, fields.who));
      if (!account) errors.push({ field: fields.who, message: problems.who });
      const reason = text(typed, fields.why, reasonSize, problems.reason, errors);
      const key = keyIn(typed);
      const again = async () => invalid({ place, content: await show(request, file, typed, errors) });
      if (!account || !key || errors.length > 0) return again();
      const outcome = await letIn(request, file.id, { account, reason, key });
      if (outcome === 'not-found') return notFound;
      if (outcome === 'no-such-person') {
        errors.push({ field: fields.who, message: problems.noSuchPerson });
        return again();
      }
      return redirect(paths.protection({ case: file.id }));
    },
  }),
  post({
    path: paths.endMember,
    may: 'case:read',
    audit: 'protection.member.end',
    handle: async (request) => {
      const file = await find(request);
      const protection = file && (await findProtection(request, file.individual));
      const member = protection?.team.find(({ id }) => id === request.parameters.member);
      if (!file || !member) return notFound;
      const outcome = await shutOut(request, file.id, member);
      if (outcome === 'not-found') return notFound;
      if (outcome === 'last') {
        const message = protectionMessages[request.actor.language].problems.last;
        return invalid({ place, content: await show(request, file, {}, [{ field: fields.who, message }]) });
      }
      // Whoever has left sees nothing more of it.
      return redirect(member.account === request.actor.account ? paths.cases() : paths.protection({ case: file.id }));
    },
  }),
  post({
    path: paths.askToEndProtection,
    may: 'case:read',
    audit: 'protection.end.ask',
    stepUp: true,
    handle: async (request) => {
      const file = await find(request);
      if (!file?.person.protection) return notFound;
      const { problems } = protectionMessages[request.actor.language];
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const reason = text(typed, fields.endReason, reasonSize, problems.reason, errors);
      if (errors.length > 0) return invalid({ place, content: await show(request, file, typed, errors) });
      const outcome = await askForEnding(request, file.id, reason);
      return outcome === 'not-found' ? notFound : redirect(paths.protection({ case: file.id }));
    },
  }),
  get({
    path: paths.shelteredAddress,
    may: 'case:read',
    audit: 'protection.address.read',
    stepUp: true,
    handle: async (request) => {
      const file = await find(request);
      return file ? page({ place, content: await showAddress(request, file, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.shelteredAddress,
    may: 'protection:register',
    audit: 'protection.address.write',
    stepUp: true,
    handle: async (request) => {
      const file = await find(request);
      if (!file) return notFound;
      const { problems } = protectionMessages[request.actor.language];
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const address = text(typed, fields.address, { least: 0, most: limits.address }, problems.address, errors);
      const key = keyIn(typed);
      const again = async () => invalid({ place, content: await showAddress(request, file, typed, errors) });
      if (!key || errors.length > 0) return again();
      request.touched({ individuals: [file.individual], parts: ['sheltered-address'] });
      const outcome = await writeShelteredAddress(request, file.individual, {
        seen: findId(first(typed, fields.seen)),
        address,
        key,
      });
      if (outcome === 'overtaken') {
        errors.push({ field: fields.address, message: problems.overtaken });
        return again();
      }
      return redirect(paths.protection({ case: file.id }));
    },
  }),
  get({
    path: paths.protectionRequests,
    may: 'protection:approve',
    audit: 'protection.requests',
    handle: async (request) => page({ place: 'protection', content: await requests(request) }),
  }),
  post({
    path: paths.decideProtection,
    may: 'protection:approve',
    audit: 'protection.decide',
    stepUp: true,
    handle: async (request) => decide(request),
  }),
];

async function showAddress(request: Asking, file: CaseInReach, typed: Typed, errors: readonly FieldError[]) {
  const { language, permissions } = request.actor;
  const m = protectionMessages[language];
  const known = await shelteredAddress(request, file.individual);
  request.touched({ individuals: [file.individual], parts: ['sheltered-address'] });
  return (
    <ShelteredAddressPage
      frame={{
        action: paths.shelteredAddress({ case: file.id }),
        hidden: { ...frameFields(request.csrf, typed, 0), [fields.seen]: known?.id ?? '' },
        errors,
        cancelHref: paths.protection({ case: file.id }),
      }}
      number={file.caseNumber}
      backHref={paths.protection({ case: file.id })}
      address={typed[fields.address]?.[0] ?? known?.address ?? ''}
      written={
        known
          ? m.addressBy(known.writtenByName, momentInWords(known.writtenAt.toISOString(), request.today, language))
          : m.addressNone
      }
      mayWrite={permissions.has('protection:register')}
    />
  );
}

async function requests(request: Get<'/skydd'>, notice?: string) {
  const m = protectionMessages[request.actor.language].decide;
  request.touched({ parts: ['protection-requests'] });
  const lines = (await protectionRequests(request)).map((asked) => ({
    key: asked.id,
    what: asked.forName === undefined ? m.ending : m.member(asked.forName),
    askedBy: m.askedBy(asked.askedByName),
    askedAt: asked.askedAt.toISOString(),
    contact: m.contact(asked.contact),
    why: m.why(asked.reason),
    answer: asked.isOwn
      ? undefined
      : {
          action: paths.decideProtection({ request: asked.id }),
          hidden: { [hidden.csrf]: request.csrf, [fields.kind]: asked.kind },
        },
  }));
  return <ProtectionRequests lines={lines} notice={notice} />;
}

async function decide(request: Post<'/skydd/:request'>) {
  const typed = typedFrom(request.form);
  const id = findId(request.parameters.request);
  const kind = (['member', 'ending'] satisfies ProtectionRequest['kind'][]).find(
    (one) => one === first(typed, fields.kind),
  );
  const answer = first(typed, fields.answer);
  if (!id || !kind || !['ja', 'nej'].includes(answer)) return notFound;
  const decided = await decideProtection(request, kind, id, answer === 'ja');
  if (!decided) return notFound;
  request.touched({ individuals: [decided.individual], parts: [`protection-${kind}`] });
  if (decided.outcome === 'decided') return redirect(paths.protectionRequests());
  request.rejected();
  const m = protectionMessages[request.actor.language].decide;
  return invalid({
    place: 'protection',
    content: await requests(request, decided.outcome === 'own' ? m.own : m.already),
  });
}
