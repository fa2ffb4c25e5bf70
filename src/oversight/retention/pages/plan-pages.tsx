import { type Get, get, invalid, page, post, redirect, type Route } from '../../../platform/route.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, hidden, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { messages } from '../messages/index.ts';
import { countsOf, dueFrom, noticeVerdictOf, noticeVerdicts, type Verdict, verdictOf, verdicts } from '../retention.ts';
import { caseToArchive } from '../store/archive.ts';
import { currentPolicy } from '../store/policy.ts';
import { disposalLists, retentionCases, retentionNotices, stateOf } from '../store/retention.ts';
import { exportFields, RetentionCases, RetentionPage } from '../views/index.ts';

const place = 'retention';
/** How many cases of one verdict are shown: the oldest. */
const shown = 200;

/** The dry run: every case of the area, and what the policy says of it today. */
async function dryRun(request: Get<string>) {
  const policy = await currentPolicy(request);
  const cases = (await retentionCases(request)).map((one) => ({
    ...one,
    verdict: verdictOf(one, policy, request.today),
  }));
  const counts = countsOf(cases.map(({ verdict }) => verdict));
  const lines = verdicts.flatMap((verdict) => {
    const count = counts[verdict];
    return count === undefined ? [] : [{ verdict, count, href: paths.retentionCases({ visa: verdict }) }];
  });
  return { policy, cases, lines };
}

async function plan(request: Get<string>, typed: Typed = {}, errors: readonly FieldError[] = []) {
  const { policy, cases, lines } = await dryRun(request);
  const notices = countsOf((await retentionNotices(request)).map((one) => noticeVerdictOf(one, policy, request.today)));
  request.touched({ parts: ['retention'] });
  return {
    place,
    content: (
      <RetentionPage
        policy={policy}
        verdicts={lines}
        total={cases.length}
        notices={noticeVerdicts.flatMap((verdict) => {
          const count = notices[verdict];
          return count === undefined ? [] : [{ verdict, count }];
        })}
        lists={(await disposalLists(request)).map((list) => ({
          key: list.id,
          href: paths.disposal({ list: list.id }),
          number: list.number,
          cases: list.cases,
          notices: list.notices,
          proposedBy: list.proposedByName,
          proposedAt: list.proposedAt.toISOString(),
          state: stateOf(list),
        }))}
        proposeHref={policy?.action === 'dispose' && policy.confirmed ? paths.proposeDisposal() : undefined}
        policyHref={paths.retentionPolicy()}
        holdsHref={paths.holds()}
        find={
          request.actor.permissions.has('archive:export')
            ? {
                action: paths.findToExport(),
                hidden: { [hidden.csrf]: request.csrf },
                errors,
                cancelHref: paths.retention(),
              }
            : undefined
        }
        number={first(typed, exportFields.number)}
      />
    ),
  } as const;
}

/** What is decided, what it means today, and the way to a case to export. */
export const planPages: readonly Route[] = [
  get({
    path: paths.retention,
    may: 'retention:plan',
    audit: 'retention.list',
    handle: async (request) => page(await plan(request)),
  }),
  get({
    path: paths.retentionCases,
    may: 'retention:plan',
    audit: 'retention.cases.list',
    handle: async (request) => {
      const { policy, cases, lines } = await dryRun(request);
      const asked = request.query.get('visa');
      const current: Verdict | undefined =
        lines.find(({ verdict }) => verdict === asked)?.verdict ?? lines.at(-1)?.verdict;
      const found = cases.filter(({ verdict }) => verdict === current);
      const listed = found.slice(0, shown);
      request.touched({ cases: listed.map(({ caseId }) => caseId), parts: ['number', 'retention'] });
      return page({
        place,
        content: (
          <RetentionCases
            backHref={paths.retention()}
            tabs={lines}
            current={current}
            total={found.length}
            lines={listed.map((one) => ({
              key: one.caseId,
              number: one.caseNumber ?? undefined,
              unit: one.unitName,
              last: one.lastEntryOn,
              due:
                policy?.action === 'dispose' && policy.confirmed
                  ? dueFrom(one.lastEntryOn, policy.years, policy.countedTo)
                  : undefined,
            }))}
          />
        ),
      });
    },
  }),
  // The number is sent and not in an address: it leads to the case's id.
  post({
    path: paths.findToExport,
    may: 'archive:export',
    audit: 'archive.find',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const caseId = await caseToArchive(request, first(typed, exportFields.number));
      if (caseId) {
        request.touched({ cases: [caseId], parts: ['number'] });
        return redirect(paths.archiveExport({ case: caseId }));
      }
      const message = messages[request.actor.language].export.numberUnknown;
      return invalid(await plan(request, typed, [{ field: exportFields.number, message }]));
    },
  }),
];
