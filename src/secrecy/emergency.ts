import type { CaseId } from '../kernel/ids.ts';

/** How long a case that was opened in an emergency stays open, and the shortest reason that is one. The database says the same. */
export const emergencyHours = 2;
export const shortestReason = 10;

/** An opening in an emergency, as those who see the case are told of it. */
export type Emergency = Readonly<{
  id: string;
  caseId: CaseId;
  caseNumber?: string;
  by: string;
  reason: string;
  openedAt: Date;
  expiresAt: Date;
  endedAt?: Date;
}>;

export const isOpen = ({ expiresAt, endedAt }: Pick<Emergency, 'expiresAt' | 'endedAt'>, now: Date): boolean =>
  endedAt === undefined && expiresAt > now;

/** When it closed, or will. */
export const closesAt = ({ expiresAt, endedAt }: Pick<Emergency, 'expiresAt' | 'endedAt'>): Date =>
  endedAt !== undefined && endedAt < expiresAt ? endedAt : expiresAt;
