import type { AccountId } from '../kernel/ids.ts';
import type { LocalDate } from '../kernel/date.ts';
import type { Grade } from './person.ts';

/** A protection in force, with the team that it leaves in. Only the team reads it. */
export type Protection = Readonly<{
  id: string;
  grade: Grade;
  /** Whom to ask: a function, never the address of the individual. */
  contact: string;
  from: LocalDate;
  registeredByName: string;
  ending?: Readonly<{ askedByName: string; reason: string }>;
  team: readonly TeamMember[];
}>;

export type TeamMember = Readonly<{
  id: string;
  account: AccountId;
  name: string;
  reason: string;
  askedByName: string;
  /** Whether they are let in: the first of the team, or approved by a second person. */
  letIn: boolean;
  approvedByName?: string;
}>;

/** What waits for a second pair of eyes. It tells nothing of whom it is about. */
export type ProtectionRequest = Readonly<{
  kind: 'member' | 'ending';
  id: string;
  contact: string;
  reason: string;
  askedByName: string;
  askedAt: Date;
  /** Who is to be let in. */
  forName?: string;
  /** The actor has asked for it, or it is for them: somebody else decides. */
  isOwn: boolean;
}>;

/** The shortest reason that is one, and the longest texts, in characters. */
export const protectionLimits = { reason: 10, contact: 200, text: 2000, address: 500 } as const;
