import type { z } from 'zod';
import type { Language } from '../../kernel/text.ts';
import { type AccountId, type CaseId, findId, type RunId } from '../../kernel/ids.ts';
import { answer, type ApiRoute, apiRoute, type DeepReadonly, notFound } from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import { explain, type Explanation, peopleAround, type Reason, reasonsFor } from '../../secrecy/index.ts';
import { closedOn, inSentences } from '../pages/why-words.ts';
import { findCase } from '../store/cases.ts';
import { accessSchema } from './access-schemas.ts';
import { examples } from './examples.ts';
import { runAsked } from './run-routes.ts';

const tag = 'Access';
const description =
  'By the same predicate as the database opens it with. For who works with the whole case also who else sees it, and who no longer does.';
const given = { status: 200, description: 'The explanation.', schema: accessSchema, example: examples.access } as const;

export const accessRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/v1/cases/{case}/access',
    parameters: { case: 'The id of the case.' },
    may: 'case:read',
    audit: 'access.explain',
    operation: 'explainCaseAccess',
    tag,
    summary: 'Why do I see this case?',
    description,
    answer: given,
    handle: async (request) => {
      const caseId = findId<CaseId>(request.parameters.case);
      const file = caseId && (await findCase(request, caseId));
      return file ? answer(await accessTo(request, { caseId: file.id })) : notFound;
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/runs/{run}/access',
    parameters: { run: 'The id of the run.' },
    may: 'run:read',
    audit: 'access.explain',
    operation: 'explainRunAccess',
    tag,
    summary: 'Why do I see this run?',
    description,
    answer: given,
    handle: async (request) => {
      const run = await runAsked(request);
      if (!run) return notFound;
      request.touched({ runs: [run.id], parts: ['access'] });
      return answer(await accessTo(request, { caseId: run.caseId as CaseId, runId: run.id }));
    },
  }),
];

type About = Readonly<{ caseId: CaseId; runId?: RunId }>;
type Access = DeepReadonly<z.input<typeof accessSchema>>;

async function accessTo(scope: Scope, about: About): Promise<Access> {
  const { language, account: own } = scope.actor;
  const mine = presented(await explained(scope, about, own), language, 'reader');
  const file = await findCase(scope, about.caseId);
  if (!file) return { mine };
  scope.touched({ cases: [file.id], parts: ['access'] });
  const others = [];
  for (const { account, name, unitName, areaName } of await peopleAround(scope, file.id)) {
    if (account === own) continue;
    const their = presented(await explained(scope, about, account), language, 'other');
    others.push({ name, unit: unitName, area: areaName, ...their });
  }
  return { mine, others };
}

const explained = async (scope: Scope, about: About, account: AccountId): Promise<Explanation> =>
  explain(await reasonsFor(scope, about, account), scope.today);

function presented(explanation: Explanation, language: Language, about: 'reader' | 'other'): Access['mine'] {
  const { sees, opening, closed } = explanation;
  // One who is shut out as protected is told that, and nothing of what would have opened otherwise: as in the sentences.
  const shut = closed.filter((reason) => reason.closed === 'protected').slice(0, 1);
  const told = shut.length > 0 ? shut : closed;
  return {
    sees,
    reasons: sees
      ? opening.flatMap((reason) => presentedOpening(reason, language))
      : told.map((reason) => {
          const on = closedOn(reason);
          return { closed: reason.closed, ...(on === undefined ? {} : { on }) };
        }),
    words: inSentences(explanation, language, about),
  };
}

function presentedOpening(
  { kind, since, untilTime, unitName, ground, restsOnConsent }: Reason,
  language: Language,
): Access['mine']['reasons'] {
  if (kind === 'protected') return [];
  return [
    {
      opens: kind,
      ...(since === undefined ? {} : { since }),
      ...(kind === 'emergency' && untilTime ? { until: untilTime.toISOString() } : {}),
      ...(unitName === undefined ? {} : { unit: unitName }),
      ...(ground ? { ground: { provision: ground.provision, name: ground[language] } } : {}),
      ...(restsOnConsent ? { whileConsent: true } : {}),
    },
  ];
}
