import type { LocalDate } from '../kernel/date.ts';
import { kronor } from '../kernel/number.ts';
import { provisionFormNames, type ProvisionForm } from '../matching/index.ts';
import { archivedInstant as instant, type ArchiveWords } from '../oversight/index.ts';
import { deskMessages } from './desk/messages/index.ts';
import { InquiryBody } from './desk/inquiry-body.ts';
import { lineOf } from './extract.ts';
import { happened, whyOver } from './messages/timeline.ts';
import { RecommendedBody } from './recommendation-body.ts';
import { linesOf, PlacementBody } from './request-body.ts';
import { requestMessages } from './requests/messages/index.ts';
import type { Reason } from './store/desks.ts';
import type { RecommendationAnswer } from './store/recommendations.ts';
import type { RequestState, TimelineEvent } from './store/requests.ts';
import type { FollowUpMonths, FollowUpResult } from './store/stays.ts';

// The requests of a case as its archive tells them: rows as access.archive_content gives them, in Swedish like the rest of it.
const language = 'sv';
const m = requestMessages[language];
const w = m.extract;
const desk = deskMessages[language].extract;

type Rows<Row> = readonly Readonly<Row>[];
type Content = Readonly<{
  placementRequests: Rows<{
    id: string;
    number: string;
    state: RequestState;
    submitted_at: string;
    requested_by: string;
    from_unit_name: string;
    desk_unit_name: string;
  }>;
  placementRevisions: Rows<{ request: string; revision: number; reason: string; body: unknown }>;
  placementEvents: Rows<{ request: string; kind: string; payload: object; actor: string | null; at: string }>;
  placementInquiries: Rows<{
    request: string;
    asked_at: string;
    asked_by: string;
    body: unknown;
    answer: 'yes' | 'later' | 'no' | null;
    free_from: LocalDate | null;
    answer_text: string;
    answered_at: string | null;
  }>;
  recommendations: Rows<{
    request: string;
    note: string;
    made_by: string;
    made_at: string;
    answer: RecommendationAnswer | null;
    answer_reason: string | null;
    answer_text: string;
    answered_by: string | null;
    chosen: string | null;
    items: Rows<{
      offer: string;
      form: ProvisionForm;
      daily_rate: number | null;
      rate_on: LocalDate | null;
      departure: string;
      body: unknown;
    }>;
  }>;
  placements: Rows<{
    id: string;
    request: string;
    unit_name: string | null;
    provider_name: string | null;
    form: ProvisionForm;
    starts_on: LocalDate;
    daily_rate: number | null;
    ended_on: LocalDate | null;
    end_reason: string | null;
    was_planned: boolean | null;
    reported_by: string;
    reported_at: string;
  }>;
  placementOutcomes: Rows<{
    request: string;
    none_reason: string | null;
    note: string;
    reported_by: string;
    reported_at: string;
  }>;
  placementFollowUps: Rows<{
    placement: string;
    months: FollowUpMonths;
    due_on: LocalDate;
    result: FollowUpResult | null;
    cause: string | null;
    would_choose_again: boolean | null;
    note: string;
    answered_by: string | null;
  }>;
  placementComplaints: Rows<{
    request: string;
    what: string;
    registered_by: string;
    registered_at: string;
    measures: Rows<{ measure: string; written_by: string; written_at: string }>;
    conclusion: string | null;
  }>;
  placementReasons: Rows<{ kind: string; id: string; name_sv: string }>;
}>;

const rate = (amount: number | null): string =>
  amount === null ? '' : m.recommendation.rate(kronor(amount, language));
/** One after the other, each with its end. */
const sentences = (...some: readonly (string | null)[]): string =>
  some.flatMap((one) => (one === null || one === '' ? [] : [/[.?!]$/.test(one) ? one : `${one}.`])).join(' ');

/** Every request of a case, what was asked of providers, what was proposed, where somebody came to live and how it went, what was said of it. */
export const archivedPlacements: ArchiveWords = (archived, who) => {
  const content = archived as unknown as Content;
  const numbers = new Map(content.placementRequests.map(({ id, number }) => [id, number]));
  const number = (request: string): string => numbers.get(request) ?? '';
  const desks = new Map(content.placementRequests.map((one) => [one.id, one.desk_unit_name]));
  const deskOf = (request: string): string => desks.get(request) ?? '';
  const reasons = new Map(
    content.placementReasons.map(({ kind, id, name_sv: sv }): readonly [string, Reason] => [
      `${kind}:${id}`,
      { id, name: { sv, en: sv }, consequence: 'none' },
    ]),
  );
  const reason = (kind: string, id: string | null): string =>
    id === null ? '' : (reasons.get(`${kind}:${id}`)?.name[language] ?? id);
  return [
    {
      title: w.requests,
      lines: content.placementRequests.map((one) =>
        lineOf(
          [w.number, one.number],
          [w.when, instant(one.submitted_at)],
          [w.asker, `${who(one.requested_by)}, ${one.from_unit_name}`],
          [w.receiver, one.desk_unit_name],
          [m.page.state, m.states[one.state]],
          [
            w.what,
            content.placementRevisions
              .filter(({ request }) => request === one.id)
              .map(({ revision, reason: why, body }) =>
                [
                  revision === 1 ? m.page.first : m.page.earlier(revision),
                  ...(why === '' ? [] : [`${m.page.why}: ${why}`]),
                  ...linesOf(PlacementBody.parse(body), language).map(({ label, text }) => `${label}: ${text}`),
                ].join('\n'),
              )
              .join('\n\n'),
          ],
          [
            w.happened,
            content.placementEvents
              .filter(({ request }) => request === one.id)
              .map(({ kind, payload, actor, at }) => {
                const { title, text } = happened({ kind, ...payload } as TimelineEvent, language, reasons);
                const by = actor === null ? m.page.someone : who(actor);
                return `${instant(at)} ${title}${text === '' ? '' : `: ${text}`} (${by})`;
              })
              .join('\n'),
          ],
          [
            m.outcome.heading,
            content.placementOutcomes
              .filter(({ request }) => request === one.id)
              .map((outcome) =>
                sentences(
                  outcome.none_reason === null
                    ? m.outcome.placed
                    : `${m.outcome.noneWas}: ${reason('none', outcome.none_reason)}`,
                  outcome.note,
                  `${instant(outcome.reported_at)}, ${who(outcome.reported_by)}`,
                ),
              )
              .join('\n'),
          ],
        ),
      ),
      data: content.placementRequests,
    },
    {
      title: desk.inquiries,
      lines: content.placementInquiries.map((one) => {
        const body = InquiryBody.parse(one.body);
        return lineOf(
          [w.number, number(one.request)],
          [w.when, `${instant(one.asked_at)}, ${who(one.asked_by)}`],
          [desk.asked, body.unitName],
          [
            desk.said,
            [
              ...body.lines.map((line) => `${line[language].label}: ${line[language].text}`),
              ...body.questions.map((question) => question[language]),
              ...(body.message === '' ? [] : [body.message]),
            ].join('\n'),
          ],
          [
            desk.answer,
            one.answer === null
              ? ''
              : sentences(
                  [desk.answers[one.answer], one.free_from].filter(Boolean).join(' '),
                  one.answer_text,
                  instant(one.answered_at),
                ),
          ],
        );
      }),
      data: content.placementInquiries,
    },
    {
      title: w.recommendations,
      lines: content.recommendations.map((one) => {
        const items = one.items.map((item) => ({ ...item, body: RecommendedBody.parse(item.body) }));
        const chosen = items.find(({ offer }) => offer === one.chosen);
        return lineOf(
          [w.number, number(one.request)],
          [w.when, `${instant(one.made_at)}, ${who(one.made_by)}`],
          [
            w.where,
            items
              .map(({ body, form, daily_rate: daily, rate_on: rateOn, departure }) =>
                [
                  `${body.unitName}, ${body.providerName} (${provisionFormNames[form][language]})`,
                  [rate(daily), rateOn === null ? '' : m.recommendation.rateOn(rateOn)].filter(Boolean).join(' '),
                  ...body.why.map((why) => why[language]),
                  ...body.ask.map((ask) => ask[language]),
                  body.note,
                  departure === '' ? '' : `${m.recommendation.departure(deskOf(one.request))}: ${departure}`,
                ]
                  .filter(Boolean)
                  .join('\n'),
              )
              .join('\n\n'),
          ],
          [m.recommendation.note(deskOf(one.request)), one.note],
          [
            w.answer,
            one.answer === null
              ? ''
              : [
                  sentences(
                    m.recommendation.answers[one.answer],
                    reason('decline', one.answer_reason),
                    one.answer === 'lapsed' ? whyOver(one.answer_text, language) : one.answer_text,
                    chosen ? m.recommendation.chosen(chosen.body.unitName) : '',
                  ),
                  who(one.answered_by),
                ].join('\n'),
          ],
        );
      }),
      data: content.recommendations,
    },
    {
      title: w.stays,
      lines: content.placements.map((one) =>
        lineOf(
          [w.number, number(one.request)],
          [w.where, [one.unit_name, one.provider_name].filter(Boolean).join(', ')],
          [m.recommendation.form, provisionFormNames[one.form][language]],
          [w.from, one.starts_on],
          [m.recommendation.price, rate(one.daily_rate)],
          [w.to, one.ended_on ?? ''],
          [
            m.outcome.endedWhy,
            one.was_planned === null
              ? ''
              : `${reason('ended', one.end_reason)} (${m.outcome.planned[one.was_planned ? 'yes' : 'no']})`,
          ],
          [m.outcome.reported, `${instant(one.reported_at)}, ${who(one.reported_by)}`],
          [
            w.followUp,
            content.placementFollowUps
              .filter(({ placement }) => placement === one.id)
              .map(
                (asked) =>
                  `${m.followUps.line(asked.months)} (${asked.due_on}): ${
                    asked.result === null
                      ? w.notAnswered
                      : sentences(
                          m.followUps.results[asked.result],
                          reason('ended', asked.cause),
                          asked.would_choose_again === null
                            ? null
                            : `${m.followUps.again} ${m.yesNo[asked.would_choose_again ? 'yes' : 'no']}`,
                          asked.note,
                          who(asked.answered_by),
                        )
                  }`,
              )
              .join('\n'),
          ],
        ),
      ),
      data: content.placements,
    },
    {
      title: desk.complaints,
      lines: content.placementComplaints.map((one) =>
        lineOf(
          [w.number, number(one.request)],
          [w.when, `${instant(one.registered_at)}, ${who(one.registered_by)}`],
          [desk.what, one.what],
          [
            desk.measures,
            one.measures
              .map((done) => `${done.measure} (${instant(done.written_at)}, ${who(done.written_by)})`)
              .join('\n'),
          ],
          [desk.conclusion, one.conclusion ?? ''],
        ),
      ),
      data: content.placementComplaints,
    },
  ];
};
