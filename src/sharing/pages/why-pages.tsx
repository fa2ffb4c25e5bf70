import { type Answered, inSentences, whoSees } from '../../casework/index.ts';
import type { AccountId, CaseId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { get, notFound, page, type Route } from '../../platform/route.ts';
import { explain, type PersonAround, peopleAround, reasonsFor } from '../../secrecy/index.ts';
import { type WhyMessages as Messages, whyMessages } from '../messages/why.ts';
import { paths } from '../paths.ts';
import type { Disclosure } from '../store/disclosures.ts';
import { disclosureReason, peopleGiven, planReasons } from '../store/why.ts';
import { WhoSeesShared } from '../views/who-sees.tsx';
import { disclosureSentence, planSentences } from '../why.ts';
import { findGiven } from './given.ts';
import { findOwn } from './own-plan.tsx';

const place = 'cases';

export const whySharedPages: readonly Route[] = [
  get({
    path: paths.whyPlan,
    may: 'case:read',
    audit: 'shared-plan.explain',
    handle: async (request) => {
      const own = await findOwn(request);
      if (!own) return notFound;
      const { file, plan } = own;
      const { language } = request.actor;
      const m = whyMessages[language].plan;
      const parameters = { case: file.id, plan: plan.id };
      const answer = async (account: AccountId): Promise<Answered> => {
        const parts = await planReasons(request, plan.id, account);
        const open = parts.filter(({ stands }) => stands === 'open');
        const told = (open.length > 0 ? open : parts).flatMap((part) => planSentences(part, language, 'other'));
        return both(request, file.id, account, { sees: open.length > 0, reasons: told });
      };
      const around = merged(await peopleGiven(request, { plan: plan.id }), await peopleAround(request, file.id));
      return page({
        place,
        content: (
          <WhoSeesShared
            what="plan"
            heading={m.heading(plan.title)}
            backHref={paths.plan(parameters)}
            others={await whoSees(request, paths.whyPlan(parameters), around, answer)}
          />
        ),
      });
    },
  }),
  get({
    path: paths.whyDisclosure,
    may: 'case:read',
    audit: 'disclosure.explain',
    handle: async (request) => {
      const found = await findGiven(request);
      if (!found) return notFound;
      const { file, given } = found;
      const { language } = request.actor;
      const m = whyMessages[language].disclosure;
      const parameters = { case: file.id, disclosure: given.id };
      const answer = async (account: AccountId): Promise<Answered> => {
        const reason = await disclosureReason(request, given.id, account);
        const about = { by: given.signedBy, ground: given.ground, areaName: given.toAreaName ?? '' };
        const told = reason ? [disclosureSentence(reason, about, language, 'other')] : [];
        return both(request, file.id, account, { sees: reason?.stands === 'open', reasons: told });
      };
      const around = merged(await peopleGiven(request, { disclosure: given.id }), await peopleAround(request, file.id));
      return page({
        place,
        content: (
          <WhoSeesShared
            what="disclosure"
            heading={m.heading(file.caseNumber)}
            backHref={paths.disclosure(parameters)}
            outside={outside(given, m)}
            others={await whoSees(request, paths.whyDisclosure(parameters), around, answer)}
          />
        ),
      });
    },
  }),
];

const outside = ({ toAreaName, isToUnit, to }: Disclosure, m: Messages['disclosure']): string | undefined => {
  if (toAreaName === undefined) return m.outside(to);
  return isToUnit ? m.toUnit(to, toAreaName) : undefined;
};

const merged = (given: readonly PersonAround[], around: readonly PersonAround[]): readonly PersonAround[] => [
  ...given,
  ...around.filter(({ account }) => !given.some((one) => one.account === account)),
];

/** What is shared opens to who it is shared with, and to who sees the whole case that it comes from. */
async function both(scope: Scope, caseId: CaseId, account: AccountId, shared: Answered): Promise<Answered> {
  const ofCase = (await reasonsFor(scope, { caseId }, account)).filter(({ toRun }) => toRun === undefined);
  const explanation = explain(ofCase, scope.today);
  const reasons = ofCase.length === 0 ? [] : inSentences(explanation, scope.actor.language, 'other');
  const sees = shared.sees || explanation.sees;
  return {
    sees,
    // Of who sees it only what opens it.
    reasons: [...(shared.sees || !sees ? shared.reasons : []), ...(explanation.sees || !sees ? reasons : [])],
  };
}
