import { findId } from '../../../kernel/ids.ts';
import {
  type Answer,
  conflict,
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
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { decideDisposal, propose } from '../actions/retention.ts';
import { messages } from '../messages/index.ts';
import { noticeVerdictOf, verdictOf } from '../retention.ts';
import { currentPolicy } from '../store/policy.ts';
import {
  type DisposalItem,
  type DisposalList,
  findList,
  itemsOf,
  retentionCases,
  retentionNotices,
  stateOf,
  touchedBy,
} from '../store/retention.ts';
import { DecidePage, decideFields, DisposalPage, ProposePage, proposeFields, ReceiptPage } from '../views/index.ts';

const place = 'retention';

async function proposeForm(request: Get<string>, typed: Typed = {}) {
  const policy = await currentPolicy(request);
  const due = (await retentionCases(request)).filter((one) => verdictOf(one, policy, request.today) === 'due');
  const notices = (await retentionNotices(request)).filter(
    (one) => noticeVerdictOf(one, policy, request.today) === 'due',
  );
  request.touched({ parts: ['retention'] });
  return {
    place,
    content: (
      <ProposePage
        frame={{
          action: paths.proposeDisposal(),
          hidden: frameFields(request.csrf, typed),
          cancelHref: paths.retention(),
        }}
        due={due.length}
        notices={notices.length}
        note={first(typed, proposeFields.note)}
      />
    ),
  } as const;
}

type Asking = Get<
  typeof paths.disposal.pattern | typeof paths.decideDisposal.pattern | typeof paths.disposalReceipt.pattern
>;
type Found = Readonly<{ list: DisposalList; items: readonly DisposalItem[] }>;

/** A list of the own area with its cases, of which the audit is told. */
async function opened(request: Asking): Promise<Found | undefined> {
  const id = findId<never>(request.parameters.list);
  const list = id === undefined ? undefined : await findList(request, id);
  if (!list) return undefined;
  const items = await itemsOf(request, list.id);
  request.touched(touchedBy(items));
  return { list, items };
}

async function listPage(request: Asking): Promise<Answer> {
  const found = await opened(request);
  if (!found) return notFound;
  const { list, items } = found;
  const own = list.proposedBy === request.actor.account;
  const toDecide = list.decision === null;
  return page({
    place,
    content: (
      <DisposalPage
        list={list}
        state={stateOf(list)}
        items={items}
        backHref={paths.retention()}
        decideHref={
          toDecide && !own && request.actor.permissions.has('retention:approve')
            ? paths.decideDisposal({ list: list.id })
            : undefined
        }
        receiptHref={list.receipt === null ? undefined : paths.disposalReceipt({ list: list.id })}
        own={own && toDecide}
        justMade={request.query.get('sparat') === 'ja'}
      />
    ),
  });
}

function decideForm(
  request: Asking,
  { list, items }: Found,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
  closed?: 'own' | 'already',
) {
  return {
    place,
    content: (
      <DecidePage
        frame={{
          action: paths.decideDisposal({ list: list.id }),
          hidden: frameFields(request.csrf, typed),
          errors,
          cancelHref: paths.disposal({ list: list.id }),
        }}
        list={list}
        items={items}
        outcome={first(typed, decideFields.outcome)}
        note={first(typed, decideFields.note)}
        closed={closed}
      />
    ),
  } as const;
}

const closedTo = (request: Asking, { list }: Found): 'own' | 'already' | undefined =>
  list.decision !== null ? 'already' : list.proposedBy === request.actor.account ? 'own' : undefined;

async function decide(request: Post<typeof paths.decideDisposal.pattern>): Promise<Answer> {
  const found = await opened(request);
  if (!found) return notFound;
  const m = messages[request.actor.language].decide;
  const typed = typedFrom(request.form);
  const outcome = (['approved', 'rejected'] as const).find((one) => one === first(typed, decideFields.outcome));
  const note = first(typed, decideFields.note);
  const errors = [
    ...(outcome === undefined ? [{ field: decideFields.outcome, message: m.outcomeMissing }] : []),
    ...(outcome === 'rejected' && note === '' ? [{ field: decideFields.note, message: m.noteMissing }] : []),
  ];
  const closed = closedTo(request, found);
  const key = keyIn(typed);
  if (closed === undefined && (outcome === undefined || errors.length > 0 || !key))
    return invalid(decideForm(request, found, typed, errors));
  if (outcome === undefined || !key) return conflict(decideForm(request, found, typed, [], closed));
  const decided = await decideDisposal(request, found.list.id, outcome, note, key);
  switch (decided.outcome) {
    case 'not-found':
      return notFound;
    case 'decided':
      return redirect(paths.disposal({ list: found.list.id }));
    case 'already':
      // The same form sent twice has done what it should.
      return found.list.decisionKey === key
        ? redirect(paths.disposal({ list: found.list.id }))
        : conflict(decideForm(request, found, typed, [], 'already'));
    case 'own':
      return conflict(decideForm(request, found, typed, [], 'own'));
  }
}

type Receipt = Readonly<{
  disposed: number;
  kept: number;
  /** Absent in a receipt from before notices were disposed of. */
  noticesDisposed?: number;
  noticesKept?: number;
  rows: Readonly<Record<string, number>>;
  policy: ReceiptPolicy;
  /** Those that the cases were settled by; absent in a receipt from before they were told. */
  policies?: readonly ReceiptPolicy[];
}>;
type ReceiptPolicy = Readonly<{ number: number; source: string }>;

async function receiptPage(request: Asking): Promise<Answer> {
  const found = await opened(request);
  if (!found) return notFound;
  const { list, items } = found;
  const receipt = list.receipt === null ? undefined : (JSON.parse(list.receipt) as Receipt);
  return page({
    place,
    content: (
      <ReceiptPage
        list={list}
        items={items}
        disposed={receipt?.disposed ?? 0}
        kept={receipt?.kept ?? 0}
        noticesDisposed={receipt?.noticesDisposed ?? 0}
        noticesKept={receipt?.noticesKept ?? 0}
        rows={Object.values(receipt?.rows ?? {}).reduce((sum, count) => sum + count, 0)}
        policy={(receipt?.policies ?? (receipt ? [receipt.policy] : []))
          .map(({ number, source }) => `${number}: ${source}`)
          .join('; ')}
        backHref={paths.disposal({ list: list.id })}
      />
    ),
  });
}

/** One proposes, another decides, a job does it, and the receipt stays. */
export const disposalPages: readonly Route[] = [
  get({
    path: paths.proposeDisposal,
    may: 'retention:plan',
    audit: 'retention.propose.form',
    handle: async (request) => page(await proposeForm(request)),
  }),
  post({
    path: paths.proposeDisposal,
    may: 'retention:plan',
    audit: 'retention.propose',
    stepUp: true,
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      const made = key && (await propose(request, first(typed, proposeFields.note), key));
      return made?.outcome === 'proposed'
        ? redirect(paths.disposal({ list: made.list }, { sparat: 'ja' }))
        : invalid(await proposeForm(request, typed));
    },
  }),
  get({ path: paths.disposal, may: 'retention:plan', audit: 'retention.disposal.read', handle: listPage }),
  get({
    path: paths.decideDisposal,
    may: 'retention:approve',
    audit: 'retention.decide.form',
    handle: async (request) => {
      const found = await opened(request);
      return found ? page(decideForm(request, found, {}, [], closedTo(request, found))) : notFound;
    },
  }),
  post({
    path: paths.decideDisposal,
    may: 'retention:approve',
    audit: 'retention.decide',
    stepUp: true,
    handle: decide,
  }),
  get({ path: paths.disposalReceipt, may: 'retention:plan', audit: 'retention.receipt.read', handle: receiptPage }),
];
