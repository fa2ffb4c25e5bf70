import type { CaseId, IndividualId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Scope } from '../platform/door.ts';
import { writtenDate } from '../kernel/words.ts';
import { happened } from './messages/timeline.ts';
import { linesOf } from './request-body.ts';
import { requestMessages } from './requests/messages/index.ts';
import { allReasons } from './store/desks.ts';
import { recommendationsOf } from './store/recommendations.ts';
import { listRequests, revisionsOf, timelineOf } from './store/requests.ts';
import { followUpsOf, outcomeOf, staysOfCase } from './store/stays.ts';

// What placement holds of an individual on the requester's side, as parts of the register extract. What the desk holds is in desk/extract.ts.

type Subject = Readonly<{ individual: IndividualId; cases: readonly Readonly<{ id: CaseId; number: string }>[] }>;

const requestsOf = async (scope: Scope, { cases }: Subject) =>
  (await Promise.all(cases.map(({ id }) => listRequests(scope, { caseId: id, limit: 10_000 })))).flat();

/** What is said, without what nothing is said of. */
export const lineOf = (...pairs: readonly (readonly [label: string, value: string])[]) =>
  pairs.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));

async function requests(scope: Scope, subject: Subject) {
  const { language } = scope.actor;
  const m = requestMessages[language].extract;
  const reasons = await allReasons(scope);
  const found = await Promise.all(
    (await requestsOf(scope, subject)).map(async (one) => ({
      ...one,
      revisions: await revisionsOf(scope, one.id),
      timeline: await timelineOf(scope, one.id),
      outcome: await outcomeOf(scope, one.id),
    })),
  );
  return {
    title: m.requests,
    lines: found.map(({ number, submittedAt, revisions, timeline }) =>
      lineOf(
        [m.number, number],
        [m.when, writtenDate(localDateOf(submittedAt), language)],
        [
          m.what,
          revisions
            .map(({ body }) =>
              linesOf(body, language)
                .map(({ label, text }) => `${label}: ${text}`)
                .join('\n'),
            )
            .join('\n\n'),
        ],
        [
          m.happened,
          timeline
            .toReversed()
            .map(({ at, event }) => {
              const { title, text } = happened(event, language, reasons);
              return `${writtenDate(localDateOf(at), language)} ${title}${text === '' ? '' : `: ${text}`}`;
            })
            .join('\n'),
        ],
      ),
    ),
    data: found,
  };
}

async function recommendations(scope: Scope, subject: Subject) {
  const { language } = scope.actor;
  const m = requestMessages[language];
  const known = await requestsOf(scope, subject);
  const found = (await Promise.all(known.map(({ id }) => recommendationsOf(scope, id)))).flat();
  return {
    title: m.extract.recommendations,
    lines: found.map(({ madeAt, items, answer }) =>
      lineOf(
        [m.extract.when, writtenDate(localDateOf(madeAt), language)],
        [m.extract.where, items.map(({ body }) => `${body.unitName}, ${body.providerName}`).join('\n')],
        [m.extract.answer, answer === undefined ? '' : m.recommendation.answers[answer]],
      ),
    ),
    data: found,
  };
}

async function stays(scope: Scope, { cases }: Subject) {
  const { language } = scope.actor;
  const m = requestMessages[language];
  const found = await Promise.all(
    (await Promise.all(cases.map(({ id }) => staysOfCase(scope, id))))
      .flat()
      .map(async (stay) => ({ ...stay, followUps: await followUpsOf(scope, stay.id) })),
  );
  return {
    title: m.extract.stays,
    lines: found.map(({ startsOn, endedOn, followUps }) =>
      lineOf(
        [m.extract.from, writtenDate(startsOn, language)],
        [m.extract.to, endedOn === undefined ? '' : writtenDate(endedOn, language)],
        [
          m.extract.followUp,
          followUps
            .flatMap(({ months, result, cause, note }) =>
              result === undefined
                ? []
                : [[m.followUps.line(months), m.followUps.results[result], cause, note].filter(Boolean).join('. ')],
            )
            .join('\n'),
        ],
      ),
    ),
    data: found,
  };
}

export const placementExtract = {
  parts: [
    {
      id: 'placement-requests',
      tables: ['placement_request', 'placement_revision', 'placement_event', 'placement_outcome'],
      read: requests,
    },
    {
      id: 'placement-recommendations',
      tables: ['placement_recommendation', 'placement_recommendation_item'],
      read: recommendations,
    },
    { id: 'placements', tables: ['placement', 'placement_follow_up'], read: stays },
  ],
  without: {
    placement_draft: 'what somebody has not sent yet: only its writer can read it (dataskyddslagen 5 kap. 2 §)',
    placement_desk: 'which unit receives requests of which intervention',
    historical_request:
      'requests from before Hemvist, of whom only a keyed hash is kept: they can be led back to nobody',
    historical_key: 'what the hashes of historical requests are made with',
    placement_counter: 'the number that the next request gets',
    placement_reason: 'what can be answered where a reason is asked for',
    placement_match:
      'the register’s providers put against the needs, as the request in the extract states them; what was recommended of it is there',
  },
} as const;
