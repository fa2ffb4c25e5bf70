import type { CaseId, IndividualId } from '../kernel/ids.ts';
import type { Scope } from '../platform/door.ts';
import { shelteredAddress } from '../secrecy/index.ts';
import { inslussMessages } from './insluss/messages/index.ts';
import { requestsAbout } from './insluss/store/requests.ts';
import { messages } from './messages/index.ts';
import { disclosuresOf } from './store/disclosures.ts';
import { partyNames, plansAbout } from './store/plans.ts';

// What sharing holds of an individual, as parts of the register extract. Oversight says what such a part is; where both are put together
// the types are compared.

type Subject = Readonly<{ individual: IndividualId; cases: readonly Readonly<{ id: CaseId; number: string }>[] }>;
type Line = readonly Readonly<{ label: string; value: string }>[];

const lineOf = (...pairs: readonly (readonly [label: string, value: string | undefined])[]): Line =>
  pairs.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));

async function disclosed(scope: Scope, { cases }: Subject) {
  const { language } = scope.actor;
  const { receipt: m, parts } = messages[language];
  const all = (await Promise.all(cases.map(({ id }) => disclosuresOf(scope, id)))).flat();
  return {
    title: m.content,
    lines: all.map((given) =>
      lineOf(
        [m.to, given.toAreaName === undefined ? given.to : `${given.to}, ${given.toAreaName}`],
        [m.parts, given.parts.map((part) => parts[part as keyof typeof parts]).join(', ')],
        [m.by, `${given.signedBy}, ${given.signedAt.toISOString().slice(0, 10)}`],
        [m.ground, `${given.ground[language]} (${given.ground.provision})`],
        [m.why, given.groundReason],
        [m.content, given.snapshot.pieces.map(({ heading, text }) => `${heading}: ${text}`).join('\n')],
      ),
    ),
    data: all,
  };
}

async function planned(scope: Scope, subject: Subject) {
  const m = messages[scope.actor.language].plan;
  const plans = await plansAbout(scope, subject.individual);
  const lines = await Promise.all(
    plans.map(async ({ plan, steps }) => {
      const names = await partyNames(scope, plan.id);
      return lineOf(
        [m.name, plan.title],
        [m.goal, plan.goal],
        [m.parties, [...names.values()].join('; ')],
        [m.steps, steps.map(({ what, party }) => `${names.get(party ?? '') ?? plan.madeBy}: ${what}`).join('\n')],
      );
    }),
  );
  return { title: m.title, lines, data: plans };
}

async function asked(scope: Scope, { individual }: Subject) {
  const { form, own, list } = inslussMessages[scope.actor.language];
  const requests = await requestsAbout(scope, individual);
  return {
    title: list.caption,
    lines: requests.map((one) =>
      lineOf(
        [list.columns.who, `${one.givenName} ${one.familyName}`],
        [own.number, one.identityNumber],
        [list.columns.release, one.conditionalRelease],
        [form.supervisionEnd, one.supervisionEnd],
        [own.consentedOn, one.consentOn],
        [list.columns.unit, one.unitName],
        [own.needs, one.needs],
      ),
    ),
    data: requests,
  };
}

async function sheltered(scope: Scope, { individual }: Subject) {
  const m = messages[scope.actor.language].sheltered;
  const known = await shelteredAddress(scope, individual);
  return {
    title: m.title,
    lines: known ? [lineOf([m.address, known.address], [m.by, known.writtenByName])] : [],
    data: known ? [known] : [],
  };
}

export const sharingExtract = {
  parts: [
    { id: 'disclosures', tables: ['disclosure', 'disclosure_receipt', 'outbox'], read: disclosed },
    { id: 'shared-plans', tables: ['shared_plan', 'shared_plan_party', 'shared_plan_step'], read: planned },
    { id: 'insluss-requests', tables: ['insluss_request'], read: asked },
    { id: 'sheltered-address', tables: ['sheltered_address'], read: sheltered },
  ],
  without: {
    disclosure_draft: 'what somebody has not handed over yet: only its writer can read it (dataskyddslagen 5 kap. 2 §)',
  },
} as const;
