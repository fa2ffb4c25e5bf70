import { type AccountId, type CaseId, findId, type RunId } from '../../kernel/ids.ts';
import { get, notFound, page, type Route } from '../../platform/route.ts';
import type { Scope } from '../../platform/door.ts';
import { explain, type Explanation, peopleAround, reasonsFor } from '../../secrecy/index.ts';
import { paths } from '../paths.ts';
import { findCase } from '../store/cases.ts';
import { everybodyAtWork } from '../store/people.ts';
import { WhyAccess, type WhoAndWhy } from '../views/why-access.tsx';
import { runReference, seeRun } from './see-run.ts';
import { inSentences } from './why-words.ts';

const field = 'person';

/** The domain asks the same predicate as the database, and says in words what it answers. */
export const whyPages: readonly Route[] = [
  get({
    path: paths.why,
    may: 'run:read',
    audit: 'access.explain',
    handle: async (request) => {
      const seen = await seeRun(request, request.parameters.run, ['access']);
      if (!seen) return notFound;
      const { actor, query } = request;
      const { language } = actor;
      const { run } = seen.evaluated;
      const about = { caseId: run.caseId as CaseId, runId: run.id };
      const mine = await explained(request, about, actor.account);
      const file = await findCase(request, about.caseId);
      let others;
      if (file) {
        request.touched({ cases: [file.id], parts: ['access'] });
        const around: (WhoAndWhy & { sees: boolean })[] = [];
        for (const person of await peopleAround(request, file.id)) {
          if (person.account === actor.account) continue;
          const their = await explained(request, about, person.account);
          around.push({
            key: person.account,
            name: person.name,
            unit: `${person.unitName}, ${person.areaName}`,
            reasons: inSentences(their, language, 'other'),
            sees: their.sees,
          });
        }
        const people = await everybodyAtWork(request);
        const asked = people.find(({ account }) => account === findId<AccountId>(query.get(field) ?? ''));
        const their = asked && (await explained(request, about, asked.account));
        others = {
          seeing: around.filter(({ sees }) => sees),
          outside: around.filter(({ sees }) => !sees),
          ask: {
            action: paths.why({ run: run.id }),
            field,
            people: people.map(({ account, name, areaName }) => ({
              value: account,
              label: `${name}, ${areaName}`,
              checked: account === asked?.account,
            })),
          },
          ...(asked && their
            ? {
                answer: {
                  sees: their.sees,
                  about: {
                    key: asked.account,
                    name: asked.name,
                    unit: asked.areaName,
                    reasons: inSentences(their, language, 'other'),
                  },
                },
              }
            : {}),
        };
      }
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
