import { kronor } from '../../../kernel/number.ts';
import { paths as casework } from '../../../casework/index.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import { atStart, writtenDate } from '../../../kernel/words.ts';
import type { Language } from '../../../kernel/text.ts';
import { explain, interventionNames, provisionFormNames, termIn } from '../../../matching/index.ts';
import { first, frameFields } from '../../../platform/typed.ts';
import { offersInWords, subcategoriesEver } from '../../../register/index.ts';
import { sharingPaths } from '../../../sharing/index.ts';
import { openWarnings } from '../../desk/actions/match.ts';
import type { Warning } from '../../desk/warnings.ts';
import { complaintsOf } from '../../desk/store/complaints.ts';
import { deskMessages } from '../../desk/messages/index.ts';
import { deskPaths } from '../../desk/paths.ts';
import { placementPaths as paths } from '../../paths.ts';
import { differences, linesOf, subcategoryName } from '../../request-body.ts';
import { caseNumbers } from '../../store/cases.ts';
import { allReasons, type Reason } from '../../store/desks.ts';
import { type Recommendation, recommendationsOf } from '../../store/recommendations.ts';
import { type Request, revisionsOf, timelineOf, type Told, isOpen } from '../../store/requests.ts';
import { followUpsOf, outcomeOf, stayOf } from '../../store/stays.ts';
import { happened, whyOver } from '../../messages/timeline.ts';
import { requestMessages, turnOf } from '../messages/index.ts';
import { requestFields as f } from '../views/forms.tsx';
import { type RecommendationView, RequestPage, type RequestPageProps } from '../views/request-page.tsx';
import { type Asking, type Shown, answerHref } from './open.ts';

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
    answerText: one.answer === 'lapsed' ? whyOver(one.answerText, language) : one.answerText,
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
                  m.rate(kronor(dailyRate, language)),
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
        stay.dailyRate === undefined ? undefined : m.recommendation.rate(kronor(stay.dailyRate, language)),
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

export async function requestPage(request: Asking, known: Request, shown: Shown = {}) {
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
  const subcategory = subcategoryName(known, language, await subcategoriesEver(request));
  const next = nextStep(request, known, open, accepted);
  return (
    <RequestPage
      number={known.number}
      desk={known.deskName}
      backHref={paths.requests()}
      told={
        request.query.get('skickad') === 'ja'
          ? m.page.sent(known.deskName)
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
        ...(isOpen(known) ? [{ key: 'waiting', term: m.page.waiting, detail: atStart(turnOf(known, language)) }] : []),
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
      complaints={(await complaintsOf(request, known.id)).map((one) => ({
        key: one.id,
        at: one.registeredAt.toISOString(),
        by: one.registeredByName,
        what: one.what,
        measures: one.measures.map(({ measure }) => measure),
        conclusion: one.conclusion,
      }))}
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
    return {
      text: steps.paused(known.deskName),
      link: { href: paths.reopen({ request: known.id }), text: m.page.reopen },
    };
  if (known.state !== 'submitted') return undefined;
  if (open)
    return {
      text: steps.answer(known.deskName),
      link: { href: answerHref(known.id, open.id), text: m.recommendation.answer },
    };
  if (known.waitingFor === 'requester' && accepted)
    return { text: steps.outcome, link: { href: paths.outcome({ request: known.id }), text: m.page.outcome } };
  if (known.waitingFor === 'requester') return { text: steps.requester(known.deskName) };
  return { text: known.waitingFor === 'provider' ? steps.provider : steps.desk(known.deskName) };
}
