import { type AccountId, findId } from '../../../kernel/ids.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import {
  type Answer,
  conflict,
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
import { first, frameFields, hidden, keyIn, seenIn, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { monthInWords } from '../../../ui/index.ts';
import { differences, linesOf } from '../../request-body.ts';
import { allReasons } from '../../store/desks.ts';
import { recommendationsOf } from '../../store/recommendations.ts';
import { type Request, revisionsOf, timelineOf, isOpen } from '../../store/requests.ts';
import { workOf } from '../assignment.ts';
import { assignedInWords } from '../assigned-words.ts';
import { handOver, mayHandOver, takeOver, writeMessage, writeNote } from '../actions/assign.ts';
import { makeMatch, warningsNow } from '../actions/match.ts';
import { takeBack } from '../actions/recommend.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths as paths } from '../paths.ts';
import { matchesOf } from '../store/matches.ts';
import { assignedBy, officersOf } from '../store/officers.ts';
import { fields, HandOver, TakeBack, TakeOver, WriteMessage, WriteNote } from '../views/forms.tsx';
import { Recommendations, WarningList } from '../views/recommendations.tsx';
import { DeskRequest } from '../views/request.tsx';
import { awardLines } from './award-pages.tsx';
import { complaintLines } from './own-work-pages.tsx';
import { ComplaintList } from '../views/own-work.tsx';
import { Awards } from '../views/award.tsx';
import { inquiryLines } from './inquiry-pages.tsx';
import { Inquiries } from '../views/inquiry.tsx';
import type { Shown } from '../../shown.ts';
import { type Asking, frameOf, may, openRequest, place, type Posting, typedIn } from './open.ts';

const said = ['sparat', 'foreslaget', 'inget-register'] as const;

function saidIn(request: Asking): string | undefined {
  const m = deskMessages[request.actor.language].request;
  const words = { sparat: m.saved, foreslaget: m.recommended, 'inget-register': m.noRegister };
  const one = said.find((key) => request.query.get(key) === 'ja');
  return one && words[one];
}

async function requestAnswer(request: Asking): Promise<Answer> {
  const found = await openRequest(request);
  if (!found) return notFound;
  const { language } = request.actor;
  const m = deskMessages[language].request;
  const address = { request: found.id };
  const revisions = await revisionsOf(request, found.id);
  const latest = revisions.at(-1);
  if (!latest) return notFound;
  const recommendations = await recommendationsOf(request, found.id);
  const open = recommendations.find(({ answer }) => answer === undefined);
  const warnings = open
    ? await warningsNow(
        request,
        found.id,
        open.items.map(({ offer }) => offer),
      )
    : [];
  const matches = await matchesOf(request, found.id);
  const current = matches.find(({ revision }) => revision === found.revision);
  const officers = await officersOf(request, found.deskUnit);
  const nameOf = (account: string): string =>
    officers.find((one) => one.account === account)?.name ??
    (account === found.assignedTo
      ? found.assignedToName
      : account === request.actor.account
        ? request.actor.name
        : undefined) ??
    '';
  const reasons = await allReasons(request);
  const told = await timelineOf(request, found.id);
  const months = Map.groupBy(told, ({ at }) => monthInWords(localDateOf(at), language));
  return page({
    place,
    content: (
      <DeskRequest
        request={found}
        backHref={paths.queue()}
        said={saidIn(request)}
        warning={warnings.length > 0 && open ? <WarningList warnings={warnings} items={open.items} /> : undefined}
        assignedWhy={assignedInWords(await assignedBy(request, found.id), found.assignedTo, nameOf, language)}
        lines={linesOf(latest.body, language)}
        changes={revisions.flatMap((one, index) => {
          const before = revisions[index - 1];
          if (!before) return [];
          return [
            {
              revision: one.revision,
              reason: one.reason,
              at: one.writtenAt,
              differences: differences(before.body, one.body, language),
            },
          ];
        })}
        match={
          found.state === 'submitted'
            ? { action: paths.makeMatch(address), hidden: frameFields(request.csrf, {}) }
            : undefined
        }
        openMatchHref={
          current && found.state === 'submitted' ? paths.match({ ...address, match: current.id }) : undefined
        }
        matches={matches.map(({ id, revision, ...one }) => ({
          ...one,
          href: paths.match({ ...address, match: id }),
          ...(revision === found.revision ? {} : { oldRevision: revision }),
        }))}
        steps={[
          { href: paths.message(address), text: m.write },
          { href: paths.note(address), text: m.note },
          ...(isOpen(found) && found.assignedTo !== request.actor.account
            ? [{ href: paths.takeOver(address), text: m.takeOver }]
            : []),
          ...(isOpen(found) && mayHandOver(request, found)
            ? [{ href: paths.handOver(address), text: m.handOver }]
            : []),
          { href: paths.complain(address), text: m.complain },
        ]}
        sections={
          <>
            <Recommendations
              recommendations={recommendations}
              takeBackHref={open && paths.lapse({ ...address, recommendation: open.id })}
              reasons={reasons}
            />
            <Inquiries lines={await inquiryLines(request, found.id)} />
            <Awards awards={await awardLines(request, found.id)} />
            <ComplaintList lines={await complaintLines(request, found.id)} />
          </>
        }
        reasons={reasons}
        timeline={[...months].map(([heading, its]) => ({ heading, told: its }))}
      />
    ),
  });
}

const toRequest = (found: Request): Answer => redirect(paths.request({ request: found.id }, { sparat: 'ja' }));

function takeOverForm(request: Asking, found: Request, shown: Shown = {}) {
  return (
    <TakeOver
      frame={frameOf(request, paths.takeOver({ request: found.id }), found, shown)}
      about={found.number}
      who={found.assignedToName}
      reason={typedIn(shown, fields.reason)}
      problem={shown.problem}
    />
  );
}

async function handOverForm(request: Asking, found: Request, shown: Shown = {}) {
  const m = deskMessages[request.actor.language].handOver;
  const officers = await officersOf(request, found.deskUnit);
  const chosen = typedIn(shown, fields.to);
  return (
    <HandOver
      frame={frameOf(request, paths.handOver({ request: found.id }), found, shown)}
      about={found.number}
      people={officers
        .filter(({ account }) => account !== found.assignedTo)
        .map((one) => ({
          value: one.account,
          label: one.present ? m.load(one.name, workOf(one)) : `${m.load(one.name, workOf(one))}, ${m.away}`,
          checked: one.account === chosen,
        }))}
      reason={typedIn(shown, fields.reason)}
      problem={shown.problem}
    />
  );
}

const messageForm = (request: Asking, found: Request, shown: Shown = {}) => (
  <WriteMessage
    frame={frameOf(request, paths.message({ request: found.id }), found, shown)}
    about={found.number}
    text={typedIn(shown, fields.text)}
    needsAnswer={typedIn(shown, fields.needsAnswer)}
  />
);

const noteForm = (request: Asking, found: Request, shown: Shown = {}) => (
  <WriteNote
    frame={frameOf(request, paths.note({ request: found.id }), found, shown)}
    about={found.number}
    text={typedIn(shown, fields.text)}
  />
);

/** Shows a form about a request that is on the desk; with `open` only while it is worked on. */
const form =
  (
    show: (request: Asking, found: Request) => React.ReactNode | Promise<React.ReactNode>,
    shows: (request: Asking, found: Request) => boolean = () => true,
  ) =>
  async (request: Asking): Promise<Answer> => {
    const found = await openRequest(request);
    return found && shows(request, found) ? page({ place, content: await show(request, found) }) : notFound;
  };

async function takeOverAnswer(request: Posting): Promise<Answer> {
  const found = await openRequest(request);
  if (!found) return notFound;
  const m = deskMessages[request.actor.language].takeOver;
  const typed = typedFrom(request.form);
  const reason = first(typed, fields.reason);
  if (reason === '') {
    const errors = [{ field: fields.reason, message: m.reasonMissing }];
    return invalid({ place, content: takeOverForm(request, found, { typed, errors }) });
  }
  const { outcome } = await takeOver(request, found.id, reason, seenIn(typed));
  if (outcome === 'not-found') return notFound;
  if (outcome === 'moved') return toRequest(found);
  const fresh = { ...typed, [hidden.seen]: [String(found.version)] };
  return conflict({ place, content: takeOverForm(request, found, { typed: fresh, problem: m.overtaken }) });
}

async function handOverAnswer(request: Posting): Promise<Answer> {
  const found = await openRequest(request);
  if (!found) return notFound;
  const m = deskMessages[request.actor.language].handOver;
  const typed = typedFrom(request.form);
  const reason = first(typed, fields.reason);
  const to = findId<AccountId>(first(typed, fields.to));
  const officer = (await officersOf(request, found.deskUnit)).find(({ account }) => account === to);
  const errors: FieldError[] = [];
  if (!officer) errors.push({ field: fields.to, message: m.toMissing });
  if (reason === '') errors.push({ field: fields.reason, message: m.reasonMissing });
  if (!officer || errors.length > 0)
    return invalid({ place, content: await handOverForm(request, found, { typed, errors }) });
  const { outcome } = await handOver(
    request,
    found.id,
    { to: officer.account, toName: officer.name },
    reason,
    seenIn(typed),
  );
  if (outcome === 'not-found') return notFound;
  if (outcome === 'moved') return toRequest(found);
  const problem = deskMessages[request.actor.language].takeOver.overtaken;
  const fresh = { ...typed, [hidden.seen]: [String(found.version)] };
  return conflict({ place, content: await handOverForm(request, found, { typed: fresh, problem }) });
}

async function messageAnswer(request: Posting): Promise<Answer> {
  const found = await openRequest(request);
  if (!found) return notFound;
  const m = deskMessages[request.actor.language].message;
  const typed = typedFrom(request.form);
  const text = first(typed, fields.text);
  const needsAnswer = first(typed, fields.needsAnswer);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (text === '') errors.push({ field: fields.text, message: m.missing });
  if (needsAnswer !== 'ja' && needsAnswer !== 'nej')
    errors.push({ field: fields.needsAnswer, message: m.answerMissing });
  if (errors.length > 0 || !key) return invalid({ place, content: messageForm(request, found, { typed, errors }) });
  await writeMessage(request, found.id, { text, needsAnswer: needsAnswer === 'ja', key });
  return toRequest(found);
}

async function noteAnswer(request: Posting): Promise<Answer> {
  const found = await openRequest(request);
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const text = first(typed, fields.text);
  const key = keyIn(typed);
  if (text === '' || !key) {
    const errors = [{ field: fields.text, message: deskMessages[request.actor.language].note.missing }];
    return invalid({ place, content: noteForm(request, found, { typed, errors }) });
  }
  await writeNote(request, found.id, text, key);
  return toRequest(found);
}

async function makeMatchAnswer(request: Posting): Promise<Answer> {
  const found = await openRequest(request);
  if (!found) return notFound;
  const key = keyIn(typedFrom(request.form));
  if (!key) return notFound;
  const made = await makeMatch(request, found.id, key);
  switch (made.outcome) {
    case 'matched':
      return redirect(paths.match({ request: found.id, match: made.match }));
    case 'no-register':
      return redirect(paths.request({ request: found.id }, { 'inget-register': 'ja' }));
    case 'not-found':
      return notFound;
  }
}

type OfRecommendation = typeof paths.lapse.pattern;

function takeBackForm(request: Get<OfRecommendation>, found: Request, shown: Shown = {}) {
  const { recommendation } = request.parameters;
  return (
    <TakeBack
      frame={frameOf(request, paths.lapse({ request: found.id, recommendation }), found, shown)}
      about={found.number}
      text={typedIn(shown, fields.reason)}
      problem={shown.problem}
    />
  );
}

async function takeBackAnswer(request: Post<OfRecommendation>): Promise<Answer> {
  const found = await openRequest(request);
  const recommendation = findId<never>(request.parameters.recommendation);
  if (!found || recommendation === undefined) return notFound;
  const m = deskMessages[request.actor.language].recommendation;
  const typed = typedFrom(request.form);
  const why = first(typed, fields.reason);
  if (why === '') {
    const errors = [{ field: fields.reason, message: m.whyMissing }];
    return invalid({ place, content: takeBackForm(request, found, { typed, errors }) });
  }
  return (await takeBack(request, found.id, recommendation, why))
    ? toRequest(found)
    : conflict({ place, content: takeBackForm(request, found, { typed, problem: m.answered }) });
}

/** One request at the desk, and what is done with it there. */
export const requestPages: readonly Route[] = [
  get({ path: paths.request, may, audit: 'placement.read', handle: requestAnswer }),
  get({
    path: paths.takeOver,
    may,
    audit: 'placement.form',
    handle: form(takeOverForm, ({ actor }, found) => isOpen(found) && found.assignedTo !== actor.account),
  }),
  post({ path: paths.takeOver, may, audit: 'placement.take-over', handle: takeOverAnswer }),
  get({
    path: paths.handOver,
    may,
    audit: 'placement.form',
    handle: form(handOverForm, (request, found) => isOpen(found) && mayHandOver(request, found)),
  }),
  post({ path: paths.handOver, may, audit: 'placement.hand-over', handle: handOverAnswer }),
  get({ path: paths.message, may, audit: 'placement.form', handle: form(messageForm) }),
  post({ path: paths.message, may, audit: 'placement.message', handle: messageAnswer }),
  get({ path: paths.note, may, audit: 'placement.form', handle: form(noteForm) }),
  post({ path: paths.note, may, audit: 'placement.note', handle: noteAnswer }),
  post({ path: paths.makeMatch, may, audit: 'placement.match', handle: makeMatchAnswer }),
  get({
    path: paths.lapse,
    may,
    audit: 'placement.form',
    handle: async (request) => {
      const found = await openRequest(request);
      const open =
        found &&
        (await recommendationsOf(request, found.id)).find(
          ({ id, answer }) => id === request.parameters.recommendation && answer === undefined,
        );
      return found && open ? page({ place, content: takeBackForm(request, found) }) : notFound;
    },
  }),
  post({ path: paths.lapse, may, audit: 'placement.take-back', handle: takeBackAnswer }),
];
