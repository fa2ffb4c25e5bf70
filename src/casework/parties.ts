import type { RoutineDefinition } from '../routine/index.ts';
import type { RoleInRun, WritingRole } from './entry.ts';

/** All that is asked of a routine here. */
export type Parties = Pick<RoutineDefinition, 'parties'>;

/** Whether those who work in a role act as a party of the routine: the one of the same name, or one that it says they work for. */
export const actsAs = ({ parties }: Parties, role: WritingRole, party: string): boolean =>
  party === role || (parties[party]?.workedBy?.includes(role) ?? false);

export const actsAsOneOf = (definition: Parties, role: RoleInRun, parties: readonly string[]): boolean =>
  parties.some((party) => actsAs(definition, role, party));

/** As which party somebody writes: their role by its own name, else the first that the routine says they work for. */
export const partyOf = (definition: Parties, role: string): string =>
  Object.hasOwn(definition.parties, role)
    ? role
    : (Object.keys(definition.parties).find((party) => definition.parties[party]?.workedBy?.includes(role)) ?? role);
