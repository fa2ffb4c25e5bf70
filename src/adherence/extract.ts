import type { CaseId, IndividualId } from '../kernel/ids.ts';
import type { Scope } from '../platform/door.ts';
import { messages } from './deviations/messages/index.ts';
import { deviationsOfCase, measuresOf } from './deviations/store/deviations.ts';

// What following up holds of an individual, as parts of the register extract. Oversight says what such a part is; where both are put together
// the types are compared.

type Subject = Readonly<{ individual: IndividualId; cases: readonly Readonly<{ id: CaseId; number: string }>[] }>;

async function deviations(scope: Scope, { cases }: Subject) {
  const m = messages[scope.actor.language].extract;
  const found = (await Promise.all(cases.map(({ id }) => deviationsOfCase(scope, id)))).flat();
  const told = await Promise.all(
    found.map(async (one) => ({ one, measures: (await measuresOf(scope, one.id)).map(({ measure }) => measure) })),
  );
  return {
    title: m.title,
    lines: told.map(({ one, measures }) =>
      [
        { label: m.when, value: one.happenedOn as string },
        { label: m.what, value: [one.what, one.consequence, one.proposal].filter(Boolean).join('\n') },
        { label: m.measures, value: measures.join('\n') },
        { label: m.conclusion, value: one.conclusion },
      ].filter(({ value }) => value !== ''),
    ),
    data: told.map(({ one, measures }) => ({ ...one, measures })),
  };
}

export const adherenceExtract = {
  parts: [{ id: 'deviations', tables: ['deviation', 'deviation_measure'], read: deviations }],
  without: {
    run_tally: 'worked out from entries and facts that stand in the extract, and made anew at every write',
    adherence_figure: 'counts',
    adherence_stay: 'counts',
    self_audit_questions: 'what is asked of every run that is reviewed',
    self_audit: 'which unit and period is reviewed, by whom',
    self_audit_item: 'which runs were drawn for a review: nobody can read it',
    self_audit_answer: 'how the unit followed the routine, without telling of whom',
    self_audit_action: 'what a unit is to do better: of no individual',
  },
};
