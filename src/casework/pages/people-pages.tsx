import { isLocalDate, type LocalDate } from '../../kernel/date.ts';
import { type AccountId, type AssignmentId, type CaseId, type ConsentId, findId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { assign, type ToAssign, unassign } from '../actions/assign.ts';
import { rolesInRun } from '../entry.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { formMessages } from '../messages/forms.ts';
import { words } from '../messages/words.ts';
import { paths } from '../paths.ts';
import { findCase, peopleOf } from '../store/cases.ts';
import { standsInForCase } from '../store/cover.ts';
import { assignable, type Colleague } from '../store/people.ts';
import {
  consentsOf,
  current,
  type Ground,
  type GroundAnswers,
  groundField,
  groundsInForce,
  readGroundAnswers,
  type StandingConsent,
  withStanding,
} from '../../secrecy/index.ts';
import { AssignForm, assignFields, EndAssignmentForm, endAssignmentField, newConsent } from '../views/index.ts';
import { recordConsent } from '../actions/consent.ts';
import { consentInShort } from './consent-words.ts';
import { frameFields } from './frame.ts';
import type { Seen } from './run-view.ts';
import { runReference, seeRun } from './see-run.ts';

type Asking = Get<typeof paths.assign.pattern>;
type Choices = Readonly<{
  seen: Seen;
  colleagues: readonly Colleague[];
  provisions: readonly Ground[];
  consents: readonly StandingConsent[];
}>;

/** Only who sees the case, and not just a run of it, lets others in. */
async function ask(request: Asking): Promise<Choices | undefined> {
  const seen = await seeRun(request, request.parameters.run, ['people']);
  const caseId = seen?.evaluated.run.caseId as CaseId;
  if (!seen || !(await findCase(request, caseId))) return undefined;
  const ledger = current(withStanding(await consentsOf(request, caseId), request.today));
  const standsIn = await standsInForCase(request, caseId);
  return {
    seen,
    colleagues: (await assignable(request)).filter(({ account }) => !standsIn || account !== request.actor.account),
    provisions: await groundsInForce(request),
    consents: ledger.filter(({ standing }) => standing === 'holds'),
  };
}

function form(
  request: Asking,
  { seen, colleagues, provisions, consents }: Choices,
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language } = seen.voice;
  const run = seen.evaluated.run.id;
  return (
    <AssignForm
      frame={{
        action: paths.assign({ run }),
        hidden: frameFields(request.csrf, typed, 0),
        errors,
        cancelHref: paths.people({ run }),
      }}
      run={runReference(seen)}
      users={colleagues.map(({ account, name, area, areaName, unitName }) => ({
        value: account,
        name,
        unit: `${unitName}, ${areaName}`,
        otherArea: area !== request.actor.area,
      }))}
      user={first(typed, assignFields.user)}
      roles={rolesInRun.map((value) => ({
        value,
        label: words[language].rolesAtWork[value],
        checked: first(typed, assignFields.role) === value,
      }))}
      from={first(typed, assignFields.from) || request.today}
      to={first(typed, assignFields.to)}
      grounds={provisions}
      consents={[
        ...consents.map((consent) => ({
          value: consent.id as string,
          label: consentInShort(consent, language),
          checked: first(typed, assignFields.consent) === consent.id,
        })),
        {
          value: newConsent,
          label: formMessages[language].newConsent,
          checked: first(typed, assignFields.consent) === newConsent || consents.length === 0,
        },
      ]}
      consentForm={first(typed, assignFields.consentForm)}
      consentTaken={first(typed, assignFields.consentTaken) || request.today}
      value={(name) => first(typed, name)}
    />
  );
}

function read(
  request: Asking,
  { seen, colleagues, provisions, consents }: Choices,
  typed: Typed,
  errors: FieldError[],
): (ToAssign & Readonly<{ recording?: NewlyGiven }>) | undefined {
  const { problems } = formMessages[seen.voice.language];
  const account = findId<AccountId>(first(typed, assignFields.user));
  const colleague = colleagues.find((candidate) => candidate.account === account);
  const role = rolesInRun.find((known) => known === first(typed, assignFields.role));
  const from = first(typed, assignFields.from);
  const to = first(typed, assignFields.to);
  if (!colleague) errors.push({ field: assignFields.user, message: problems.userMissing });
  if (!role) errors.push({ field: assignFields.role, message: problems.roleMissing });
  else if (colleague && !colleague.roles.includes(role))
    errors.push({ field: assignFields.role, message: problems.roleNotHeld });
  if (!isLocalDate(from)) errors.push({ field: assignFields.from, message: problems.fromWrong });
  if (to !== '' && (!isLocalDate(to) || to < from)) errors.push({ field: assignFields.to, message: problems.toWrong });
  const crossing = colleague !== undefined && colleague.area !== request.actor.area;
  const ground = provisions.find(({ id }) => id === first(typed, assignFields.provision));
  let grounding: Pick<ToAssign, 'consent' | 'groundAnswers'> & Readonly<{ recording?: NewlyGiven }> = {};
  if (crossing && ground)
    grounding = {
      groundAnswers: readAnswers(request, ground, typed, errors),
      ...(ground.restsOnConsent ? readConsent(request, consents, typed, errors) : {}),
    };
  const groundReason = first(typed, assignFields.why);
  if (crossing && ground === undefined)
    errors.push({ field: assignFields.provision, message: problems.provisionMissing });
  if (crossing && groundReason === '') errors.push({ field: assignFields.why, message: problems.whyMissing });
  const key = keyIn(typed);
  if (!colleague || !role || !isLocalDate(from) || !key) return undefined;
  return {
    run: seen.evaluated.run.id,
    account: colleague.account,
    role,
    from,
    ...(isLocalDate(to) ? { to } : {}),
    ...(crossing && ground !== undefined ? { ground: ground.id, groundReason, ...grounding } : {}),
    key,
  };
}

function readAnswers(request: Asking, ground: Ground, typed: Typed, errors: FieldError[]): GroundAnswers {
  const { language } = request.actor;
  const { answers, missing } = readGroundAnswers(ground, (field) => first(typed, groundField(ground.id, field)));
  for (const field of missing)
    errors.push({
      field: groundField(ground.id, field.id),
      message: formMessages[language].problems.answerMissing(field[language]),
    });
  return answers;
}

/** A consent that is written down together with what rests on it. */
type NewlyGiven = Readonly<{ form: 'written' | 'oral'; takenOn: LocalDate }>;

function readConsent(
  request: Asking,
  consents: readonly StandingConsent[],
  typed: Typed,
  errors: FieldError[],
): Readonly<{ consent?: ConsentId; recording?: NewlyGiven }> {
  const { problems } = formMessages[request.actor.language];
  const chosen = first(typed, assignFields.consent);
  const known = consents.find(({ id }) => id === chosen);
  if (known) return { consent: known.id };
  if (chosen !== newConsent) {
    errors.push({ field: assignFields.consent, message: problems.consentMissing });
    return {};
  }
  const given = (['written', 'oral'] as const).find((one) => one === first(typed, assignFields.consentForm));
  const takenOn = first(typed, assignFields.consentTaken);
  if (!given) errors.push({ field: assignFields.consentForm, message: problems.consentFormMissing });
  if (!isLocalDate(takenOn) || takenOn > request.today)
    errors.push({ field: assignFields.consentTaken, message: problems.dayWrong });
  return given && isLocalDate(takenOn) ? { recording: { form: given, takenOn } } : {};
}

export const peoplePages: readonly Route[] = [
  get({
    path: paths.assign,
    may: 'assignment:make',
    audit: 'assignment.form',
    handle: async (request) => {
      const asked = await ask(request);
      return asked ? page({ place: 'cases', content: form(request, asked, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.assign,
    may: 'assignment:make',
    audit: 'assignment.make',
    handle: async (request) => {
      const asked = await ask(request);
      if (!asked) return notFound;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const { problems } = formMessages[asked.seen.voice.language];
      const again = () => invalid({ place: 'cases', content: form(request, asked, typed, errors) });
      const input = read(request, asked, typed, errors);
      if (!input || errors.length > 0) return again();
      const { recording, ...toAssign } = input;
      let { consent } = toAssign;
      if (recording) {
        const area = asked.colleagues.find(({ account }) => account === input.account)?.area;
        const recorded = await recordConsent(request, {
          caseId: asked.seen.evaluated.run.caseId as CaseId,
          status: 'given',
          purpose: 'coordination',
          parts: [],
          ...(area === undefined ? {} : { toArea: area }),
          ...recording,
          from: recording.takenOn,
          key: input.key,
        });
        // Sent twice: the consent and what rests on it were written together.
        if (recorded.outcome === 'already') return redirect(paths.people({ run: input.run }));
        if (recorded.outcome === 'recorded') consent = recorded.consent;
      }
      const { outcome } = await assign(request, { ...toAssign, ...(consent === undefined ? {} : { consent }) });
      if (outcome === 'not-found') return notFound;
      if (outcome === 'consent-missing') {
        errors.push({ field: assignFields.consent, message: problems.consentMissing });
        return again();
      }
      if (outcome === 'ground-missing') {
        errors.push({ field: assignFields.provision, message: problems.provisionMissing });
        return again();
      }
      return redirect(paths.people({ run: input.run }));
    },
  }),
  get({
    path: paths.endAssignment,
    may: 'assignment:make',
    audit: 'assignment.end.form',
    handle: async (request) => (await endForm(request, request.today, [])) ?? notFound,
  }),
  post({
    path: paths.endAssignment,
    may: 'assignment:make',
    audit: 'assignment.end',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const day = first(typed, endAssignmentField);
      const asked = await ask(request);
      const assignment = findId<AssignmentId>(request.parameters.assignment);
      if (!asked || !assignment) return notFound;
      const { problems } = formMessages[asked.seen.voice.language];
      const again = async (message: string) =>
        (await endForm(request, day, [{ field: endAssignmentField, message }])) ?? notFound;
      if (!isLocalDate(day)) return again(problems.dayWrong);
      const { outcome } = await unassign(request, asked.seen.evaluated.run.id, assignment, day);
      switch (outcome) {
        case 'ended':
        case 'ended-already':
          return redirect(paths.people({ run: asked.seen.evaluated.run.id }));
        case 'too-early':
          return again(problems.lastDayTooEarly);
        case 'last-caseworker':
          return again(problems.lastCaseworker);
        case 'not-found':
          return notFound;
      }
    },
  }),
];

async function endForm(
  request: Get<typeof paths.endAssignment.pattern>,
  day: LocalDate | string,
  errors: readonly FieldError[],
) {
  const asked = await ask(request);
  const person =
    asked && (await peopleOf(request, asked.seen.evaluated.run)).find(({ id }) => id === request.parameters.assignment);
  if (!asked || !person) return undefined;
  const run = asked.seen.evaluated.run.id;
  const answer = errors.length > 0 ? invalid : page;
  return answer({
    place: 'cases',
    content: (
      <EndAssignmentForm
        frame={{
          action: paths.endAssignment({ run, assignment: person.id }),
          hidden: frameFields(request.csrf, {}, 0),
          errors,
          cancelHref: paths.people({ run }),
        }}
        run={runReference(asked.seen)}
        name={person.name}
        lastDay={day}
      />
    ),
  });
}
