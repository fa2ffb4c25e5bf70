import { parseLocalDate } from '../../../kernel/date.ts';
import { atStart } from '../../../kernel/words.ts';
import {
  builtInOrder,
  type Order,
  orderKeyNames,
  orderKeys,
  provisionFormNames,
  provisionForms,
} from '../../../matching/index.ts';
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
import { offersInWords } from '../../../register/index.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { deskMessages } from '../messages/index.ts';
import { tryOn } from '../order-trial.ts';
import { formField, keyField, orderTyped, typedOrder } from '../order-typed.ts';
import { deskPaths as paths } from '../paths.ts';
import { decisionOn, insertOrder, latestMatches, orderDecisions, orderOn, withdrawOrder } from '../store/orders.ts';
import { ComposeOrder, OrderPage, orderFields as f, type TrialLine } from '../views/order.tsx';
import { may, place } from './open.ts';

const mayDecide = 'placement:rules';
/** On how many matches an order is tried: what a desk of some officers does in a day or two. */
const mostToTry = 30;

async function orderAnswer(request: Get<typeof paths.order.pattern>): Promise<Answer> {
  const { actor, query, today, csrf } = request;
  const decisions = await orderDecisions(request);
  return page({
    place,
    content: (
      <OrderPage
        backHref={paths.queue()}
        current={decisionOn(decisions, today)?.order ?? builtInOrder}
        decisions={decisions}
        saved={query.get('sparat') === 'ja'}
        keeping={
          actor.permissions.has(mayDecide)
            ? {
                composeHref: paths.composeOrder(),
                withdraw: (version) => ({
                  action: paths.withdrawOrder({ version: String(version) }),
                  hidden: { [hidden.csrf]: csrf },
                }),
              }
            : undefined
        }
      />
    ),
  });
}

type Asking = Get<typeof paths.composeOrder.pattern>;
type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[]; tried?: Omit<Order, 'version'> }>;

/** The matches whose first place would be another, in words. */
async function triedIn(request: Asking, order: Omit<Order, 'version'>) {
  const { of, changed } = tryOn(await latestMatches(request, mostToTry), { version: '', ...order });
  const lines: TrialLine[] = [];
  for (const { tried, before, after } of changed) {
    const words = await offersInWords(request, [before, after], { day: tried.start });
    const nameOf = (offer: string): string => words.get(offer)?.unitName ?? offer;
    const href = paths.match({ request: tried.request, match: tried.match });
    lines.push({ href, number: tried.number, before: nameOf(before), after: nameOf(after) });
  }
  return { order, of, lines };
}

async function compose(request: Asking, { typed, errors = [], tried }: Shown = {}) {
  const { language } = request.actor;
  const m = deskMessages[language].order;
  const shown = typed ?? { ...typedOrder(await orderOn(request, request.today)), [f.which]: ['egen'] };
  const numbered = <Code extends string>(
    codes: readonly Code[],
    fieldOf: (code: Code) => string,
    names: Readonly<Record<Code, Readonly<Record<typeof language, string>>>>,
  ) =>
    codes.map((code) => ({
      name: fieldOf(code),
      label: atStart(names[code][language]),
      choices: codes.map((_, index) => {
        const value = String(index + 1);
        return { value, label: value, checked: first(shown, fieldOf(code)) === value };
      }),
    }));
  return {
    place,
    content: (
      <ComposeOrder
        frame={{
          action: paths.composeOrder(),
          hidden: frameFields(request.csrf, shown),
          errors,
          cancelHref: paths.order(),
        }}
        which={[
          { value: 'egen', label: m.whichOwn, checked: first(shown, f.which) === 'egen' },
          { value: 'inbyggd', label: m.whichBuiltIn, checked: first(shown, f.which) === 'inbyggd' },
        ]}
        keys={numbered(orderKeys, keyField, orderKeyNames)}
        forms={numbered(provisionForms, formField, provisionFormNames)}
        value={(field) => first(shown, field)}
        tried={tried && (await triedIn(request, tried))}
      />
    ),
  } as const;
}

async function composeAnswer(request: Post<typeof paths.composeOrder.pattern>): Promise<Answer> {
  const m = deskMessages[request.actor.language].order;
  const typed = typedFrom(request.form);
  const which = first(typed, f.which);
  const read = which === 'inbyggd' ? ({ ok: true, order: builtInOrder } as const) : orderTyped(typed);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (which !== 'egen' && which !== 'inbyggd') errors.push({ field: f.which, message: m.whichMissing });
  else if (!read.ok)
    errors.push(...read.problems.map(({ field, problem }) => ({ field, message: m.problems[problem] })));
  const decides = first(typed, f.act) === 'besluta';
  const from = parseLocalDate(first(typed, f.from));
  const reason = first(typed, f.reason);
  if (decides) {
    if (from === undefined) errors.push({ field: f.from, message: m.fromMissing });
    else if (from < request.today) errors.push({ field: f.from, message: m.fromPast });
    if (reason === '') errors.push({ field: f.reason, message: m.reasonMissing });
  }
  const again = async (problems: readonly FieldError[]): Promise<Answer> => {
    request.rejected();
    return invalid(await compose(request, { typed, errors: problems }));
  };
  if (errors.length > 0 || !read.ok || !key) return again(errors);
  if (!decides || from === undefined) return page(await compose(request, { typed, tried: read.order }));
  const order = which === 'inbyggd' ? undefined : read.order;
  return (await insertOrder(request, { order, from, reason, key }))
    ? redirect(paths.order({ sparat: 'ja' }))
    : again([{ field: f.from, message: m.fromTaken }]);
}

/** The order of candidates: what holds and has held, and how another one is tried and decided. */
export const orderPages: readonly Route[] = [
  get({ path: paths.order, may, audit: 'placement.order-read', handle: orderAnswer }),
  get({
    path: paths.composeOrder,
    may: mayDecide,
    audit: 'placement.form',
    handle: async (request) => page(await compose(request)),
  }),
  post({ path: paths.composeOrder, may: mayDecide, audit: 'placement.order', handle: composeAnswer }),
  post({
    path: paths.withdrawOrder,
    may: mayDecide,
    audit: 'placement.order-withdraw',
    handle: async (request) => {
      const { version } = request.parameters;
      return /^\d{1,9}$/.test(version) && (await withdrawOrder(request, Number(version)))
        ? redirect(paths.order({ sparat: 'ja' }))
        : notFound;
    },
  }),
];
