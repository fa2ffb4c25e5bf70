import type { AccountId, CaseId, RunId } from '../../kernel/ids.ts';
import { get, notFound, page, type Route } from '../../platform/route.ts';
import type { Scope } from '../../platform/door.ts';
import { explain, type Explanation, peopleAround, reasonsFor } from '../../secrecy/index.ts';
import { paths } from '../paths.ts';
import { findCase } from '../store/cases.ts';
import { WhyAccess } from '../views/why-access.tsx';
import { runReference, seeRun } from './see-run.ts';
import { whoSees } from './who-sees.ts';
import { inSentences } from './why-words.ts';

/** The domain asks the same predicate as the database, and says in words what it answers. */
export const whyPages: readonly Route[] = [
  get({
    path: paths.why,
    may: 'run:read',
    audit: 'access.explain',
    handle: async (request) => {
      const seen = await seeRun(request, request.parameters.run, ['access']);
      if (!seen) return notFound;
      const { account, language } = request.actor;
      const { run } = seen.evaluated;
      const about = { caseId: run.caseId as CaseId, runId: run.id };
      const mine = await explained(request, about, account);
      const file = await findCase(request, about.caseId);
      if (file) request.touched({ cases: [file.id], parts: ['access'] });
      const others =
        file &&
        (await whoSees(request, paths.why({ run: run.id }), await peopleAround(request, file.id), async (who) => {
          const their = await explained(request, about, who);
          return { sees: their.sees, reasons: inSentences(their, language, 'other') };
        }));
      return page({
        place: 'cases',
        content: <WhyAccess run={runReference(seen)} mine={inSentences(mine, language, 'reader')} others={others} />,
      });
    },
  }),
];

const explained = async (
  scope: Scope,
  about: Readonly<{ caseId: CaseId; runId: RunId }>,
  account: AccountId,
): Promise<Explanation> => explain(await reasonsFor(scope, about, account), scope.today);
