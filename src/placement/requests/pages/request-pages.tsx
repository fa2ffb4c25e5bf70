import { writtenNumber, amountIn } from '../../../kernel/number.ts';
import { paths as casework } from '../../../casework/index.ts';
import { isLocalDate } from '../../../kernel/date.ts';
import { findId } from '../../../kernel/ids.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import { atStart, writtenDate } from '../../../kernel/words.ts';
import type { Language } from '../../../kernel/text.ts';
import { explain, interventionNames, provisionFormNames, termIn } from '../../../matching/index.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { offersInWords, offersOfUnit, unitsNamed } from '../../../register/index.ts';
import { sharingPaths } from '../../../sharing/index.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { openWarnings } from '../../desk/actions/match.ts';
import type { Warning } from '../../desk/warnings.ts';
import { happened } from '../../messages/timeline.ts';
import { deskMessages } from '../../desk/messages/index.ts';
import { deskPaths } from '../../desk/paths.ts';
import { placementPaths as paths } from '../../paths.ts';
import { differences, linesOf, subcategoryName } from '../../request-body.ts';
import { caseNumbers } from '../../store/cases.ts';
import { allReasons, type Reason, type ReasonKind, reasons } from '../../store/desks.ts';
import { type Recommendation, recommendationsOf } from '../../store/recommendations.ts';
import {
  findRequest,
  findRequestToWrite,
  latestRevision,
  type Request,
  revisionsOf,
  timelineOf,
  type Told,
} from '../../store/requests.ts';
import { followUpMonths, followUpResults, followUpsOf, outcomeOf, type Stay, stayOf } from '../../store/stays.ts';
import {
  answer,
  type Chosen,
  type Done,
  end,
  followUp,
  pause,
  reopen,
  report,
  sayTo,
  withdraw,
} from '../actions/respond.ts';
import { beganIn } from '../began.ts';
import { endsInWords } from '../ends.ts';
import { requestMessages } from '../messages/index.ts';
import { freeTextProblem, rateDigits } from '../typed-body.ts';
import {
  AnswerForm,
  EndStayForm,
  FollowUpForm,
  OutcomeForm,
  PauseForm,
  requestFields as f,
  WithdrawForm,
} from '../views/forms.tsx';
import { type RecommendationView, RequestPage, type RequestPageProps } from '../views/request-page.tsx';

const place = 'placements';
const longest = 4000;

type Asking = Get<'/placeringar/:request'>;
type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[] }>;

async function find(request: Asking): Promise<Request | undefined> {
  const id = findId(request.parameters.request);
  return id === undefined ? undefined : findRequest(request, id);
}
async function findToWrite(request: Asking): Promise<Request | undefined> {
  const id = findId(request.parameters.request);
  return id === undefined ? undefined : findRequestToWrite(request, id);
}

const isOpen = ({ state }: Request): boolean => state === 'submitted' || state === 'paused';
const answerHref = (request: string, recommendation: string): string => paths.answer({ request, recommendation });

// ── The page ────────────────────────────────────────────────────────────────────────────────────────────────────────

function recommendationView(
  one: Recommendation,
  reasonsById: ReadonlyMap<string, Reason>,
  language: Language,
  warnings: readonly Warning[] = [],
): RecommendationView {
  const m = requestMessages[language].recommendation;
  const chosen = one.items.find(({ offer }) => offer === one.chosen);
  const reason = reasonsById.get(`decline:${one.answerReason ?? ''}`)?.name[language];
  const answered =
    one.answer === undefined
      ? undefined
      : [
          atStart(m.answers[one.answer]),
          ...(chosen ? [m.chosen(chosen.body.unitName)] : []),
          ...(reason ? [reason] : []),
        ];
  return {
    key: one.id,
    by: one.madeByName,
    at: one.madeAt.toISOString(),
    note: one.note,
    answerText: one.answer === 'lapsed' ? '' : one.answerText,
    ...(answered ? { answer: answered.join('. ').replaceAll('..', '.') } : {}),
    proposals: one.items.map(({ offer, position, body, form, dailyRate, rateOn, departure }) => ({
      key: offer,
      position,
      unitName: body.unitName,
      facts: [
        { key: 'provider', term: m.provider, detail: body.providerName },
        { key: 'form', term: m.form, detail: atStart(provisionFormNames[form][language]) },
        ...(body.area === undefined ? [] : [{ key: 'area', term: m.area, detail: termIn(language, body.area) }]),
        {
          key: 'price',
          term: m.price,
          detail:
            dailyRate === undefined
              ? m.noPrice
              : [
                  m.rate(writtenNumber(dailyRate, language)),
                  ...(rateOn ? [m.rateOn(writtenDate(rateOn, language))] : []),
                ].join(', '),
        },
      ],
      why: body.why.map((line) => line[language]),
      ask: body.ask.map((line) => line[language]),
      note: body.note,
      departure,
      against: warnings
        .filter((warning) => warning.offer === offer)
        .flatMap(({ against }) =>
          against.length === 0 ? [m.gone] : against.map((judgement) => explain(judgement, language)),
        ),
    })),
  };
}

/** The timeline, month by month. */
function timelineView(
  told: readonly Told[],
  reasonsById: ReadonlyMap<string, Reason>,
  account: string,
  language: Language,
): RequestPageProps['timeline'] {
  const m = requestMessages[language].page;
  const month = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/Stockholm',
  });
  const groups = Map.groupBy(told, ({ at }) => atStart(month.format(at)));
  return [...groups].map(([heading, events]) => ({
    heading,
    events: events.map(({ id, event, actor, actorName, at }) => ({
      key: id,
      at: at.toISOString(),
      by: actor === account ? atStart(m.you) : (actorName ?? atStart(m.someone)),
      ...happened(event, language, reasonsById),
    })),
  }));
}

async function outcomeView(request: Asking, known: Request, reasonsById: ReadonlyMap<string, Reason>) {
  const { language } = request.actor;
  const m = requestMessages[language];
  const outcome = await outcomeOf(request, known.id);
  const stay = await stayOf(request, known.id);
  const fact = (key: string, term: string, detail: string | undefined) =>
    detail === undefined || detail === '' ? [] : [{ key, term, detail }];
  if (!outcome) return { stay, view: undefined };
  const reported = fact(
    'reported',
    m.outcome.reported,
    `${outcome.reportedByName}, ${writtenDate(localDateOf(outcome.reportedAt), language)}`,
  );
  if (!stay) {
    const why = reasonsById.get(`none:${outcome.noneReason ?? ''}`)?.name[language] ?? outcome.noneReason;
    return {
      stay,
      view: [...fact('none', m.outcome.noneWas, why), ...fact('note', m.followUps.note, outcome.note), ...reported],
    };
  }
  const words = (await offersInWords(request, [stay.offer], { day: stay.startsOn })).get(stay.offer);
  const ended =
    stay.endedOn &&
    [writtenDate(stay.endedOn, language), m.outcome.planned[stay.wasPlanned === true ? 'yes' : 'no']].join(', ');
  return {
    stay,
    view: [
      ...fact('offer', m.outcome.offer, words ? m.outcome.placedAt(words.unitName, words.providerName) : undefined),
      ...fact('from', m.outcome.from, writtenDate(stay.startsOn, language)),
      ...fact(
        'rate',
        m.recommendation.price,
        stay.dailyRate === undefined ? undefined : m.recommendation.rate(writtenNumber(stay.dailyRate, language)),
      ),
      ...fact('place', m.outcome.place, stay.placeUse === undefined ? m.outcome.notBooked : m.outcome.booked),
      ...fact('note', m.followUps.note, outcome.note),
      ...reported,
      ...fact('ended', m.outcome.ended, ended),
      ...fact(
        'why',
        m.outcome.endedWhy,
        reasonsById.get(`ended:${stay.endReason ?? ''}`)?.name[language] ?? stay.endReason,
      ),
    ],
  };
}

async function requestPage(request: Asking, known: Request, shown: Shown = {}) {
  const { actor, today } = request;
  const { language } = actor;
  const m = requestMessages[language];
  const reasonsById = await allReasons(request);
  const recommendations = await recommendationsOf(request, known.id);
  const open = recommendations.find(({ answer: given }) => given === undefined);
  const accepted = recommendations.some(({ answer: given }) => given === 'accepted');
  const revisions = await revisionsOf(request, known.id);
  const { stay, view: outcome } = await outcomeView(request, known, reasonsById);
  const followUps = stay ? await followUpsOf(request, stay.id) : [];
  const caseNumber = (await caseNumbers(request, [known.caseId])).get(known.caseId) ?? '';
  const mayWrite = actor.area === known.fromArea;
  const parameters = { request: known.id };
  const subcategory = subcategoryName(known.intervention, known.subcategory, language);
  const next = nextStep(request, known, open, accepted);
  return (
    <RequestPage
      number={known.number}
      backHref={paths.requests()}
      told={
        request.query.get('skickad') === 'ja'
          ? m.page.sent
          : request.query.get('sparat') === 'ja'
            ? m.page.saved
            : undefined
      }
      next={next}
      facts={[
        {
          key: 'case',
          term: m.page.case,
          detail: <a href={casework.caseFile({ case: known.caseId })}>{caseNumber}</a>,
        },
        {
          key: 'intervention',
          term: m.page.intervention,
          detail: [atStart(interventionNames[known.intervention][language]), subcategory].filter(Boolean).join(', '),
        },
        { key: 'state', term: m.page.state, detail: atStart(m.states[known.state]) },
        ...(isOpen(known)
          ? [{ key: 'waiting', term: m.page.waiting, detail: atStart(m.turns[known.waitingFor]) }]
          : []),
        { key: 'desk', term: m.page.desk, detail: known.deskUnitName },
        { key: 'assigned', term: m.page.assigned, detail: known.assignedToName ?? m.page.nobody },
        {
          key: 'submitted',
          term: m.page.submitted,
          detail: `${writtenDate(localDateOf(known.submittedAt), language)}, ${known.requestedByName}`,
        },
      ]}
      open={
        open && recommendationView(open, reasonsById, language, (await openWarnings(request, [known])).get(known.id))
      }
      earlier={recommendations
        .filter((one) => one !== open)
        .map((one) => recommendationView(one, reasonsById, language))}
      outcome={outcome}
      followUps={followUps.map((one) => ({
        key: String(one.months),
        text: m.followUps.line(one.months),
        due: one.dueOn,
        ...(one.result === undefined
          ? stay?.endedOn === undefined
            ? one.dueOn <= today && mayWrite
              ? { href: paths.followUp({ ...parameters, months: String(one.months) }) }
              : {}
            : { said: m.followUps.notAsked }
          : { said: m.followUps.results[one.result] }),
      }))}
      endStayHref={stay && stay.endedOn === undefined && mayWrite ? paths.endStay(parameters) : undefined}
      change={
        isOpen(known) && mayWrite
          ? { action: paths.change(parameters), hidden: frameFields(request.csrf, {}) }
          : undefined
      }
      actions={[
        ...(isOpen(known) && mayWrite
          ? [
              { href: paths.outcome(parameters), text: m.page.outcome },
              known.state === 'paused'
                ? { href: paths.reopen(parameters), text: m.page.reopen }
                : { href: paths.pause(parameters), text: m.page.pause },
              { href: paths.withdraw(parameters), text: m.page.withdraw },
            ]
          : []),
        ...(mayWrite
          ? [
              {
                href: deskPaths.complainAsRequester(parameters),
                text: deskMessages[request.actor.language].complaint.leave,
              },
            ]
          : []),
      ]}
      revisions={revisions.toReversed().map((one, index) => {
        const before = revisions[one.revision - 2];
        return {
          revision: one.revision,
          at: one.writtenAt.toISOString(),
          by: one.writtenByName,
          reason: one.reason,
          disclosureHref: sharingPaths.disclosure({ case: known.caseId, disclosure: one.disclosure }),
          ...(index === 0 || one.revision === 1 ? { lines: linesOf(one.body, language) } : {}),
          ...(before ? { differences: differences(before.body, one.body, language) } : {}),
        };
      })}
      message={
        mayWrite && known.state !== 'withdrawn'
          ? {
              frame: {
                action: paths.message(parameters),
                hidden: frameFields(request.csrf, shown.typed ?? {}),
                errors: shown.errors,
                cancelHref: paths.request(parameters),
              },
              name: f.text,
              value: first(shown.typed ?? {}, f.text),
            }
          : undefined
      }
      timeline={timelineView(await timelineOf(request, known.id), reasonsById, actor.account, language)}
    />
  );
}

/** What is to be done next, and by whom. */
function nextStep(
  { actor }: Asking,
  known: Request,
  open: Recommendation | undefined,
  accepted: boolean,
): RequestPageProps['next'] {
  const m = requestMessages[actor.language];
  const steps = m.page.nextSteps;
  if (known.state === 'paused')
    return { text: steps.paused, link: { href: paths.reopen({ request: known.id }), text: m.page.reopen } };
  if (known.state !== 'submitted') return undefined;
  if (open) return { text: steps.answer, link: { href: answerHref(known.id, open.id), text: m.recommendation.answer } };
  if (known.waitingFor === 'requester' && accepted)
    return { text: steps.outcome, link: { href: paths.outcome({ request: known.id }), text: m.page.outcome } };
  if (known.waitingFor === 'requester') return { text: steps.requester };
  return { text: known.waitingFor === 'provider' ? steps.provider : steps.desk };
}

// ── Forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What every form of a request that stands has: its address, its key, and the version that was seen. */
const frameOf = (request: Asking, known: Request, action: string, { typed = {}, errors = [] }: Shown) => ({
  frame: {
    action,
    hidden: frameFields(request.csrf, typed, known.version),
    errors,
    cancelHref: paths.request({ request: known.id }),
  },
  number: known.number,
  value: (name: string): string => first(typed, name),
});

const choicesOf = (
  some: readonly Reason[],
  chosen: string,
  language: Language,
  help: (reason: Reason) => string | undefined = () => undefined,
) =>
  some.map((reason) => ({
    value: reason.id,
    label: reason.name[language],
    help: help(reason),
    checked: chosen === reason.id,
  }));

const reasonIn = async (request: Asking, kind: ReasonKind, id: string): Promise<string | undefined> =>
  (await reasons(request, kind)).find((reason) => reason.id === id)?.id;

const saved = (known: Request): Answer => redirect(paths.request({ request: known.id }, { sparat: 'ja' }));

/** Whom it is about is not named where the desk reads. */
async function namingIn(
  request: Asking,
  known: Request,
  typed: Typed,
  fields: readonly string[],
): Promise<readonly FieldError[]> {
  const began = await beganIn(request, known.caseId);
  return began ? freeTextProblem(began.file.person, typed, fields, request.actor.language) : [];
}

/** After a form: where it leads, or the form again when somebody else was first. */
const ended = async (
  done: Done,
  known: Request,
  again: (errors: readonly FieldError[]) => Promise<Answer>,
  field: string,
  message: string,
) => (done === 'done' ? saved(known) : again([{ field, message }]));

async function pauseForm(request: Asking, known: Request, what: 'pause' | 'reopen', shown: Shown = {}) {
  const action = paths[what]({ request: known.id });
  const ends = what === 'pause' ? await endsInWords(request, known.id, 'pause') : [];
  return <PauseForm {...frameOf(request, known, action, shown)} what={what} ends={ends} />;
}

const pausing = (what: 'pause' | 'reopen'): readonly Route[] => [
  get({
    path: paths[what],
    may: 'placement:request',
    audit: `placement.${what}.form`,
    handle: async (request) => {
      const known = await find(request);
      return known && isOpen(known) ? page({ place, content: await pauseForm(request, known, what) }) : notFound;
    },
  }),
  post({
    path: paths[what],
    may: 'placement:request',
    audit: `placement.${what}`,
    handle: async (request) => {
      const known = await findToWrite(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!known || !key || !isOpen(known)) return notFound;
      const { problems, reasonMissing } = requestMessages[request.actor.language];
      const again = async (errors: readonly FieldError[]) =>
        invalid({ place, content: await pauseForm(request, known, what, { typed, errors }) });
      const reason = first(typed, f.reason).slice(0, longest);
      const naming = await namingIn(request, known, typed, [f.reason]);
      if (reason === '') return again([{ field: f.reason, message: reasonMissing }]);
      if (naming.length > 0) return again(naming);
      const done = await (what === 'pause' ? pause : reopen)(request, known, reason, key);
      return ended(done, known, again, f.reason, problems.overtaken);
    },
  }),
];

async function withdrawForm(request: Asking, known: Request, shown: Shown = {}) {
  const frame = frameOf(request, known, paths.withdraw({ request: known.id }), shown);
  const ends = await endsInWords(request, known.id, 'withdraw');
  const choices = choicesOf(await reasons(request, 'withdraw'), frame.value(f.reason), request.actor.language);
  return <WithdrawForm {...frame} ends={ends} reasons={choices} />;
}

async function findOpen(request: Get<typeof paths.answer.pattern>, known: Request | undefined) {
  if (!known) return undefined;
  return (await recommendationsOf(request, known.id)).find(({ id }) => id === request.parameters.recommendation);
}

async function answerForm(request: Asking, known: Request, recommendation: Recommendation, shown: Shown = {}) {
  const { language } = request.actor;
  const m = requestMessages[language].recommendation.respond;
  const frame = frameOf(request, known, answerHref(known.id, recommendation.id), shown);
  const answers = [
    ...recommendation.items.map(({ offer, body }) => ({ value: offer, label: m.accept(body.unitName) })),
    { value: 'avboj', label: m.decline },
    { value: 'fler', label: m.more },
  ].map((choice) => ({ ...choice, checked: frame.value(f.answer) === choice.value }));
  const consequence = ({ consequence: what, days = 0 }: Reason): string =>
    what === 'days' ? m.consequence.days(days) : m.consequence[what];
  return (
    <AnswerForm
      {...frame}
      answers={answers}
      reasons={choicesOf(await reasons(request, 'decline'), frame.value(f.reason), language, consequence)}
    />
  );
}

async function handleAnswer(request: Post<typeof paths.answer.pattern>): Promise<Answer> {
  const known = await findToWrite(request);
  const recommendation = await findOpen(request, known);
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!known || !recommendation || !key) return notFound;
  const { problems } = requestMessages[request.actor.language].recommendation.respond;
  const again = async (errors: readonly FieldError[]) =>
    invalid({ place, content: await answerForm(request, known, recommendation, { typed, errors }) });
  const said = first(typed, f.answer);
  const offer = recommendation.items.find((item) => item.offer === said)?.offer;
  const reason = said === 'avboj' ? await reasonIn(request, 'decline', first(typed, f.reason)) : undefined;
  const errors: FieldError[] = [];
  if (offer === undefined && said !== 'avboj' && said !== 'fler')
    errors.push({ field: f.answer, message: problems.choose });
  if (said === 'avboj' && reason === undefined) errors.push({ field: f.reason, message: problems.reason });
  errors.push(...(await namingIn(request, known, typed, [f.note])));
  if (errors.length > 0) return again(errors);
  const text = first(typed, f.note).slice(0, longest);
  const done = await answer(
    request,
    known,
    recommendation,
    offer !== undefined
      ? { answer: 'accepted', chosen: offer, text }
      : reason === undefined
        ? { answer: 'more', text }
        : { answer: 'declined', reason, text },
    key,
  );
  return ended(done, known, again, f.answer, problems.answered);
}

/** What the report can choose among: everything that was recommended, the accepted one first. */
async function chosenOffers(
  request: Asking,
  known: Request,
): Promise<readonly (Chosen & Readonly<{ accepted: boolean }>)[]> {
  const recommendations = await recommendationsOf(request, known.id);
  const all = recommendations.flatMap(({ items, chosen, answer: given }) =>
    items.map((item) => ({
      register: item.register,
      offer: item.offer,
      unit: item.unit,
      provider: item.provider,
      form: item.form,
      unitName: item.body.unitName,
      item,
      accepted: given === 'accepted' && chosen === item.offer,
    })),
  );
  return all
    .filter((one, index) => all.findIndex(({ offer }) => offer === one.offer) === index)
    .toSorted((left, right) => Number(right.accepted) - Number(left.accepted));
}

async function outcomeForm(request: Asking, known: Request, shown: Shown = {}) {
  const { language } = request.actor;
  const offers = await chosenOffers(request, known);
  const accepted = offers.find((one) => one.accepted);
  const { body } = await latestRevision(request, known.id);
  const typed: Typed = shown.typed ?? {
    ...(accepted ? { [f.result]: ['placerad'], [f.offer]: [accepted.offer] } : {}),
    [f.start]: [body.start],
    ...(accepted?.item?.dailyRate === undefined ? {} : { [f.rate]: [String(accepted.item.dailyRate)] }),
  };
  const frame = frameOf(request, known, paths.outcome({ request: known.id }), { ...shown, typed });
  return (
    <OutcomeForm
      {...frame}
      ends={await endsInWords(request, known.id, 'outcome')}
      offers={offers.map((one) => ({
        value: one.offer,
        label: one.unitName,
        help: one.item?.body.providerName,
        checked: frame.value(f.offer) === one.offer,
      }))}
      reasons={choicesOf(await reasons(request, 'none'), frame.value(f.none), language)}
      tellsRun={known.run !== undefined}
    />
  );
}

/** The offer that was chosen: one that was recommended, or another of the register by the name of its unit. */
async function chosenIn(request: Asking, known: Request, typed: Typed): Promise<Chosen | undefined> {
  const name = first(typed, f.otherUnit);
  if (name === '') return (await chosenOffers(request, known)).find(({ offer }) => offer === first(typed, f.offer));
  const unit = (await unitsNamed(request, [name])).get(name.toLowerCase());
  const [offer] = unit === undefined ? [] : await offersOfUnit(request, unit, known.intervention);
  return offer && { ...offer, unitName: name };
}

async function handleOutcome(request: Post<typeof paths.outcome.pattern>): Promise<Answer> {
  const known = await findToWrite(request);
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!known || !key) return notFound;
  const { problems } = requestMessages[request.actor.language].outcome;
  if (!isOpen(known)) return (await outcomeOf(request, known.id)) ? saved(known) : notFound;
  const again = async (errors: readonly FieldError[]) =>
    invalid({ place, content: await outcomeForm(request, known, { typed, errors }) });
  const errors: FieldError[] = [...(await namingIn(request, known, typed, [f.note]))];
  const note = first(typed, f.note).slice(0, longest);
  const result = first(typed, f.result);
  if (result === 'ingen') {
    const reason = await reasonIn(request, 'none', first(typed, f.none));
    if (reason === undefined) errors.push({ field: f.none, message: problems.none });
    if (reason === undefined || errors.length > 0) return again(errors);
    return ended(
      await report(request, known, { placed: false, reason, note }, key),
      known,
      again,
      f.result,
      problems.already,
    );
  }
  if (result !== 'placerad') return again([{ field: f.result, message: problems.result }, ...errors]);
  const chosen = await chosenIn(request, known, typed);
  const startsOn = first(typed, f.start);
  const written = first(typed, f.rate);
  const rate = written === '' ? undefined : amountIn(written, rateDigits);
  if (!chosen) {
    const named = first(typed, f.otherUnit) !== '';
    errors.push({ field: named ? f.otherUnit : f.offer, message: named ? problems.unit : problems.offer });
  }
  if (!isLocalDate(startsOn)) errors.push({ field: f.start, message: problems.start });
  if (written !== '' && rate === undefined) errors.push({ field: f.rate, message: problems.rate });
  if (!chosen || !isLocalDate(startsOn) || errors.length > 0) return again(errors);
  const done = await report(
    request,
    known,
    { placed: true, chosen, startsOn, ...(rate === undefined ? {} : { dailyRate: rate }), note },
    key,
  );
  return ended(done, known, again, f.result, problems.already);
}

type StayAsking = Readonly<{ known: Request; stay: Stay }>;
async function findStay(request: Asking, known: Request | undefined): Promise<StayAsking | undefined> {
  const stay = known && (await stayOf(request, known.id));
  return known && stay && { known, stay };
}

async function followUpForm(request: Asking, { known }: StayAsking, months: number, shown: Shown = {}) {
  const frame = frameOf(request, known, paths.followUp({ request: known.id, months: String(months) }), shown);
  const choices = choicesOf(await reasons(request, 'ended'), frame.value(f.endReason), request.actor.language);
  return <FollowUpForm {...frame} months={months} reasons={choices} />;
}

const monthsIn = ({ parameters: { months } }: Get<typeof paths.followUp.pattern>) =>
  followUpMonths.find((one) => String(one) === months);

async function handleFollowUp(request: Post<typeof paths.followUp.pattern>): Promise<Answer> {
  const found = await findStay(request, await findToWrite(request));
  const months = monthsIn(request);
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!found || months === undefined || !key) return notFound;
  const { known, stay } = found;
  const { problems } = requestMessages[request.actor.language].followUps;
  const again = async (errors: readonly FieldError[]) =>
    invalid({ place, content: await followUpForm(request, found, months, { typed, errors }) });
  const result = followUpResults.find((one) => one === first(typed, f.result));
  const errors: FieldError[] = [...(await namingIn(request, known, typed, [f.cause, f.note]))];
  if (!result) errors.push({ field: f.result, message: problems.result });
  const over = await endIn(request, stay, typed, result !== undefined && result !== 'held', problems, errors);
  const chooseAgain = first(typed, f.again);
  if (chooseAgain !== 'yes' && chooseAgain !== 'no') errors.push({ field: f.again, message: problems.again });
  if (!result || errors.length > 0) return again(errors);
  const done = await followUp(
    request,
    known,
    stay,
    {
      months,
      result,
      cause: first(typed, f.cause).slice(0, longest),
      wouldChooseAgain: chooseAgain === 'yes',
      note: first(typed, f.note).slice(0, longest),
      ...(over ? { ended: over } : {}),
    },
    key,
  );
  return ended(done, known, again, f.result, problems.already);
}

/** The day and the reason of an end, where one is asked for. */
async function endIn(
  request: Asking,
  stay: Stay,
  typed: Typed,
  isAsked: boolean,
  problems: Readonly<{ endedOn: string; endReason: string }>,
  errors: FieldError[],
) {
  if (!isAsked) return undefined;
  const on = first(typed, f.endedOn);
  const reason = await reasonIn(request, 'ended', first(typed, f.endReason));
  if (!isLocalDate(on) || on < stay.startsOn || on > request.today)
    errors.push({ field: f.endedOn, message: problems.endedOn });
  if (reason === undefined) errors.push({ field: f.endReason, message: problems.endReason });
  return isLocalDate(on) && reason !== undefined ? { on, reason } : undefined;
}

async function endForm(request: Asking, { known }: StayAsking, shown: Shown = {}) {
  const frame = frameOf(request, known, paths.endStay({ request: known.id }), shown);
  const choices = choicesOf(await reasons(request, 'ended'), frame.value(f.endReason), request.actor.language);
  return <EndStayForm {...frame} reasons={choices} />;
}

async function handleEnd(request: Post<typeof paths.endStay.pattern>): Promise<Answer> {
  const found = await findStay(request, await findToWrite(request));
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!found || !key) return notFound;
  const { known, stay } = found;
  if (stay.endedOn !== undefined) return saved(known);
  const { problems } = requestMessages[request.actor.language].followUps;
  const errors: FieldError[] = [];
  const again = async (wrong: readonly FieldError[]) =>
    invalid({ place, content: await endForm(request, found, { typed, errors: wrong }) });
  const over = await endIn(request, stay, typed, true, problems, errors);
  const [planned, chooseAgain] = [first(typed, f.planned), first(typed, f.again)];
  if (planned !== 'yes' && planned !== 'no') errors.push({ field: f.planned, message: problems.planned });
  if (chooseAgain !== 'yes' && chooseAgain !== 'no') errors.push({ field: f.again, message: problems.again });
  if (!over || errors.length > 0) return again(errors);
  const done = await end(
    request,
    known,
    stay,
    { ...over, planned: planned === 'yes', wouldChooseAgain: chooseAgain === 'yes' },
    key,
  );
  return ended(done, known, again, f.endedOn, problems.already);
}

export const requestPages: readonly Route[] = [
  get({
    path: paths.request,
    may: 'placement:request',
    audit: 'placement.read',
    handle: async (request) => {
      const known = await find(request);
      return known ? page({ place, content: await requestPage(request, known) }) : notFound;
    },
  }),
  post({
    path: paths.message,
    may: 'placement:request',
    audit: 'placement.message',
    handle: async (request) => {
      const known = await findToWrite(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!known || !key || known.state === 'withdrawn') return notFound;
      const text = first(typed, f.text).slice(0, longest);
      const missing = { field: f.text, message: requestMessages[request.actor.language].page.messageMissing };
      const errors = text === '' ? [missing] : await namingIn(request, known, typed, [f.text]);
      if (errors.length > 0) return invalid({ place, content: await requestPage(request, known, { typed, errors }) });
      await sayTo(request, known, text, key);
      return saved(known);
    },
  }),
  ...pausing('pause'),
  ...pausing('reopen'),
  get({
    path: paths.withdraw,
    may: 'placement:request',
    audit: 'placement.withdraw.form',
    handle: async (request) => {
      const known = await find(request);
      return known && isOpen(known) ? page({ place, content: await withdrawForm(request, known) }) : notFound;
    },
  }),
  post({
    path: paths.withdraw,
    may: 'placement:request',
    audit: 'placement.withdraw',
    handle: async (request) => {
      const known = await findToWrite(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!known || !key) return notFound;
      const m = requestMessages[request.actor.language];
      const again = async (errors: readonly FieldError[]) =>
        invalid({ place, content: await withdrawForm(request, known, { typed, errors }) });
      const reason = await reasonIn(request, 'withdraw', first(typed, f.reason));
      const naming = await namingIn(request, known, typed, [f.note]);
      if (reason === undefined) return again([{ field: f.reason, message: m.withdraw.problem }, ...naming]);
      if (naming.length > 0) return again(naming);
      const text = first(typed, f.note).slice(0, longest);
      return ended(await withdraw(request, known, { reason, text }, key), known, again, f.reason, m.problems.overtaken);
    },
  }),
  get({
    path: paths.answer,
    may: 'placement:request',
    audit: 'placement.answer.form',
    handle: async (request) => {
      const known = await find(request);
      const recommendation = await findOpen(request, known);
      if (!known || !recommendation) return notFound;
      if (recommendation.answer !== undefined) return redirect(paths.request({ request: known.id }));
      return page({ place, content: await answerForm(request, known, recommendation) });
    },
  }),
  post({ path: paths.answer, may: 'placement:request', audit: 'placement.answer', handle: handleAnswer }),
  get({
    path: paths.outcome,
    may: 'placement:request',
    audit: 'placement.outcome.form',
    handle: async (request) => {
      const known = await find(request);
      if (!known) return notFound;
      if (!isOpen(known)) return redirect(paths.request({ request: known.id }));
      return page({ place, content: await outcomeForm(request, known) });
    },
  }),
  post({ path: paths.outcome, may: 'placement:request', audit: 'placement.outcome', handle: handleOutcome }),
  get({
    path: paths.followUp,
    may: 'placement:request',
    audit: 'placement.follow-up.form',
    handle: async (request) => {
      const found = await findStay(request, await find(request));
      const months = monthsIn(request);
      return found && months !== undefined
        ? page({ place, content: await followUpForm(request, found, months) })
        : notFound;
    },
  }),
  post({ path: paths.followUp, may: 'placement:request', audit: 'placement.follow-up', handle: handleFollowUp }),
  get({
    path: paths.endStay,
    may: 'placement:request',
    audit: 'placement.end.form',
    handle: async (request) => {
      const found = await findStay(request, await find(request));
      return found && found.stay.endedOn === undefined
        ? page({ place, content: await endForm(request, found) })
        : notFound;
    },
  }),
  post({ path: paths.endStay, may: 'placement:request', audit: 'placement.end', handle: handleEnd }),
];
