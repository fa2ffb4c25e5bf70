import { pagerOf } from '../../../ui/index.ts';
import { findId } from '../../../kernel/ids.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { frameFields, keyIn, pageNumber, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { approve, touchedBy } from '../actions/decide.ts';
import { messages } from '../messages/index.ts';
import { type ItemFilter, itemFilters } from '../outcome.ts';
import { redraw } from '../redraw.ts';
import { caseNumbers, drawnItems, itemsOfReview, type Review, reviewsOfArea } from '../store/reviews.ts';
import { approveField, Month, Months, RedrawnPage } from '../views/index.ts';
import { lineOf } from './in-words.ts';

const size = 25;

const isLate = (review: Review, today: string): boolean => review.closedAt === undefined && review.dueOn < today;

async function findReview(request: Get<typeof paths.review.pattern>): Promise<Review | undefined> {
  const id = findId<never>(request.parameters.review);
  return id === undefined ? undefined : (await reviewsOfArea(request, id))[0];
}

async function monthPage(
  request: Get<typeof paths.review.pattern>,
  review: Review,
  filter: ItemFilter,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
) {
  const { language } = request.actor;
  const number = errors.length > 0 ? 1 : pageNumber(request.query.get('sida'));
  const { items, counts } = await itemsOfReview(request, review.id, filter, { size, number });
  touchedBy(request, items);
  const numbers = await caseNumbers(
    request,
    items.flatMap(({ cases }) => cases),
  );
  const at = (visa: ItemFilter, sida?: number): string => paths.review({ review: review.id }, { visa, sida });
  const total = counts[filter];
  const approved = /^\d{1,3}$/.exec(request.query.get('klara') ?? '')?.[0];
  return (
    <Month
      month={review.month}
      backHref={paths.reviews()}
      reads={review.reads}
      sampled={review.sampled}
      left={review.left}
      closed={review.closedAt !== undefined}
      late={isLate(review, request.today)}
      due={review.dueOn}
      notChecked={review.notChecked.map((rule) => messages[language].rules[rule].name)}
      filter={filter}
      filters={itemFilters.map((one) => ({ filter: one, href: at(one), count: counts[one] }))}
      lines={items.map((item) => lineOf(item, numbers, language))}
      pager={pagerOf({ number, size }, items.length, total, (sida) => at(filter, sida))}
      approve={
        filter === 'plain' && items.length > 0
          ? {
              action: paths.reviewApprove({ review: review.id }),
              hidden: frameFields(request.csrf, typed),
              errors,
              cancelHref: at('left'),
            }
          : undefined
      }
      approved={approved === undefined ? undefined : Number(approved)}
      seed={review.seed}
      redrawHref={paths.reviewRedraw({ review: review.id })}
    />
  );
}

/** SoLPuL 10 §: control of who has had access, recurring and systematic. */
export const monthPages: readonly Route[] = [
  get({
    path: paths.reviews,
    may: 'access:review',
    audit: 'review.list',
    handle: async (request) => {
      const reviews = await reviewsOfArea(request);
      request.touched({ parts: ['access-review'] });
      return page({
        place: 'review',
        content: (
          <Months
            emergenciesHref={paths.reviewEmergencies()}
            settingsHref={paths.reviewSettings()}
            lines={reviews.map((review) => ({
              key: review.id,
              href: paths.review({ review: review.id }, review.left > 0 ? {} : { visa: 'decided' }),
              month: review.month,
              state: review.closedAt === undefined ? (isLate(review, request.today) ? 'late' : 'open') : 'done',
              left: review.left,
              unauthorised: review.unauthorised,
              due: review.dueOn,
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.review,
    may: 'access:review',
    audit: 'review.month.read',
    handle: async (request) => {
      const review = await findReview(request);
      if (!review) return notFound;
      const filter = itemFilters.find((one) => one === request.query.get('visa')) ?? 'left';
      return page({ place: 'review', content: await monthPage(request, review, filter) });
    },
  }),
  get({
    path: paths.reviewRedraw,
    may: 'access:review',
    audit: 'review.sample.redraw',
    handle: async (request) => {
      const review = await findReview(request);
      if (!review) return notFound;
      request.touched({ parts: ['access-review'] });
      const kept = await drawnItems(request, review.id);
      const redrawn = await redraw(
        request,
        review,
        kept.map(({ reader, subject, first_at: firstAt }) => ({ reader, subject, day: localDateOf(firstAt) })),
      );
      return page({
        place: 'review',
        content: <RedrawnPage {...redrawn} backHref={paths.review({ review: review.id })} />,
      });
    },
  }),
  post({
    path: paths.reviewApprove,
    may: 'access:review',
    audit: 'review.sample.approve',
    handle: async (request) => {
      const review = await findReview(request);
      if (!review) return notFound;
      const typed = typedFrom(request.form);
      const items = (typed[approveField] ?? []).flatMap((text) => findId<never>(text) ?? []).slice(0, size);
      const key = keyIn(typed);
      if (items.length === 0 || !key) {
        const message = messages[request.actor.language].month.plainNone;
        return invalid({
          place: 'review',
          content: await monthPage(request, review, 'plain', typed, [{ field: approveField, message }]),
        });
      }
      const klara = await approve(request, items, key);
      return redirect(paths.review({ review: review.id }, { visa: 'plain', klara }));
    },
  }),
];
