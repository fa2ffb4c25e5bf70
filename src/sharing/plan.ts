import type { LocalDate } from '../kernel/date.ts';
import type { AccountId, CaseId } from '../kernel/ids.ts';
import type { PlanReason } from './why.ts';

/** A shared plan (samordnad plan): one goal, the parties and each one's own steps. It opens itself and nothing of the case. */
export type SharedPlan = Readonly<{
  id: string;
  caseId: CaseId;
  title: string;
  goal: string;
  madeBy: string;
  madeAt: Date;
  endedAt?: Date;
}>;

export type Party = Readonly<{
  id: string;
  account: AccountId;
  name: string;
  areaName: string;
  showsName: boolean;
  ground: Readonly<{ provision: string; sv: string; en: string }>;
  from: LocalDate;
  to?: LocalDate;
  endedAt?: Date;
  /** Whether the plan is open to them today, or what closes it, as the database decides it. */
  stands: PlanReason['stands'];
}>;

export type PlanStep = Readonly<{
  id: string;
  /** Whose it is; the owner's own without. */
  party?: string;
  what: string;
  due?: LocalDate;
  doneOn?: LocalDate;
  hiddenFrom: readonly string[];
  version: number;
}>;

/** The steps as one party sees them: their own, and those that are not kept from them. The database says the same. */
export const stepsFor = (steps: readonly PlanStep[], party: string): readonly PlanStep[] =>
  steps.filter((step) => step.party === party || !step.hiddenFrom.includes(party));

/** By the day they are due, those without one last, and what is done after all that is not. */
export const inOrder = (steps: readonly PlanStep[]): readonly PlanStep[] =>
  steps.toSorted(
    (left, right) =>
      Number(left.doneOn !== undefined) - Number(right.doneOn !== undefined) ||
      (left.due ?? '9999').localeCompare(right.due ?? '9999') ||
      (left.id < right.id ? -1 : 1),
  );
