import { findCase, paths as casework } from '../../../casework/index.ts';
import { type CaseId, findId } from '../../../kernel/ids.ts';
import { atStart } from '../../../kernel/words.ts';
import { interventionNames } from '../../../matching/index.ts';
import { get, notFound, page, type Route } from '../../../platform/route.ts';
import { placementPaths as paths } from '../../paths.ts';
import { caseNumbers } from '../../store/cases.ts';
import { placementDrafts } from '../../store/drafts.ts';
import { closedStates, listRequests, openStates, type Request, type RequestFilter } from '../../store/requests.ts';
import { type Todo, todosOf } from '../../store/stays.ts';
import type { Scope } from '../../../platform/door.ts';
import { requestMessages, turnOf } from '../messages/index.ts';
import { chosenIn } from '../typed-body.ts';
import { CaseRequests, RequestList, type RequestLine } from '../views/list.tsx';

const filters = ['mine', 'open', 'closed'] as const;
type Filter = (typeof filters)[number];
/** What each is called in the address. */
const inAddress = { mine: 'mina', open: 'pagar', closed: 'avslutade' } as const satisfies Record<Filter, string>;

const asked = (filter: Filter, { actor }: Scope): RequestFilter => {
  if (filter === 'closed') return { states: closedStates };
  return { states: openStates, ...(filter === 'mine' ? { requestedBy: actor.account } : {}) };
};

/** Where something that waits is done. */
export const todoHref = ({ what, request, months }: Todo): string => {
  if (what === 'outcome') return paths.outcome({ request });
  if (what === 'followUp') return paths.followUp({ request, months: String(months ?? '') });
  return paths.request({ request });
};

export const listPages: readonly Route[] = [
  get({
    path: paths.requests,
    may: 'placement:request',
    audit: 'placement.list',
    handle: async (request) => {
      const { actor, query } = request;
      const { language } = actor;
      const m = requestMessages[language].list;
      const filter = filters.find((one) => inAddress[one] === query.get('visa')) ?? 'mine';
      const found = await listRequests(request, asked(filter, request));
      const todos = await todosOf(request);
      const drafts = await placementDrafts(request);
      const numbers = await caseNumbers(
        request,
        [...found, ...drafts].map(({ caseId }) => caseId),
      );
      const requestNumbers = new Map(found.map(({ id, number }) => [id, number]));
      request.touched({
        cases: [...found, ...todos, ...drafts].map(({ caseId }) => caseId),
        parts: ['placement-request'],
      });
      return page({
        place: 'placements',
        content: (
          <RequestList
            todos={todos.map((todo) => ({
              key: `${todo.request} ${todo.what} ${todo.months ?? ''}`,
              href: todoHref(todo),
              text: m.todo[todo.what](todo.number, todo.months ?? 0),
              since: todo.since,
            }))}
            drafts={drafts.map(({ id, caseId, request: changed, typed }) => {
              const chosen = chosenIn(typed);
              const what = chosen ? atStart(interventionNames[chosen.intervention][language]) : '';
              const changes = findId(changed ?? '');
              return {
                href: paths.draft({ draft: id }),
                text:
                  changes === undefined
                    ? m.draftLine(numbers.get(caseId) ?? '', what)
                    : m.draftChange(requestNumbers.get(changes) ?? numbers.get(caseId) ?? ''),
              };
            })}
            tabs={filters.map((one) => ({
              href: paths.requests({ visa: inAddress[one] }),
              text: m.filters[one],
              current: one === filter,
            }))}
            lines={lines(found, numbers, request)}
            empty={m.empty[filter]}
            figuresHref={actor.permissions.has('placement:figures') ? paths.figures() : undefined}
          />
        ),
      });
    },
  }),
  // What has been asked for one individual: whoever sees the case.
  get({
    path: paths.ofCase,
    may: 'placement:request',
    audit: 'placement.case',
    handle: async (request) => {
      const id = findId<CaseId>(request.parameters.case);
      const file = id && (await findCase(request, id));
      if (!file) return notFound;
      request.touched({ cases: [file.id], individuals: [file.individual], parts: ['placement-request'] });
      return page({
        place: 'cases',
        content: (
          <CaseRequests
            number={file.caseNumber}
            backHref={casework.caseFile({ case: file.id })}
            askHref={paths.ask({ case: file.id })}
            lines={lines(await listRequests(request, { caseId: file.id }), new Map(), request)}
          />
        ),
      });
    },
  }),
];

const lines = (
  found: readonly Request[],
  numbers: ReadonlyMap<CaseId, string>,
  { actor: { language } }: Scope,
): readonly RequestLine[] =>
  found.map((one) => ({
    key: one.id,
    href: paths.request({ request: one.id }),
    number: one.number,
    caseNumber: numbers.get(one.caseId) ?? '',
    intervention: atStart(interventionNames[one.intervention][language]),
    isAcute: one.isAcute,
    start: one.startsOn,
    state: one.state,
    turn: turnOf(one, language),
    assigned: one.assignedToName,
  }));
