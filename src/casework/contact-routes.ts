import { diffDays, type LocalDate } from '../kernel/date.ts';
import type { RoutineDefinition } from '../routine/index.ts';
import type { Entry } from './entry.ts';
import { actsAs } from './parties.ts';
import type { AssignedPerson } from './store/cases.ts';

/** How a unit is reached, and for which parties of routines it is the way. Kept by people, never by a routine's definition. */
export type ContactRoute = Readonly<{
  id: string;
  unitName: string;
  serves: readonly string[];
  mail: string;
  phone: string;
  other: string;
  /** Where the address was found. */
  source: string;
  checkedOn: LocalDate;
  warnAfterDays: number;
  /** Why it last changed. */
  reason: string;
  withdrawn: boolean;
  version: number;
}>;

/** For how many days nobody has checked it, once that is longer than was decided for it. */
export function uncheckedFor({ checkedOn, warnAfterDays }: ContactRoute, today: LocalDate): number | undefined {
  const days = diffDays(checkedOn, today);
  return days > warnAfterDays ? days : undefined;
}

/** Somebody who already works with the individual for a party: by assignment, or by what they have written. */
export type KnownHandler = Readonly<{ name: string; areaName?: string; wroteOn?: LocalDate }>;

export type ContactWay = Readonly<{ known: readonly KnownHandler[] } | { routes: readonly ContactRoute[] }>;

/**
 * Whom to turn to for a party: first the handler already known in the case, by assignment or else whoever wrote last for the party; only
 * then the unit's maintained address (förebygga avhysning, Kontakt; insluss, Insluss-modellen).
 */
export function wayTo(
  definition: RoutineDefinition,
  party: string,
  {
    people,
    entries,
    routes,
  }: Readonly<{
    people: readonly Pick<AssignedPerson, 'name' | 'role' | 'areaName'>[];
    entries: readonly Pick<Entry, 'byRole' | 'writerName' | 'at'>[];
    routes: readonly ContactRoute[];
  }>,
): ContactWay {
  const assigned = people.filter(({ role }) => actsAs(definition, role, party));
  if (assigned.length > 0) return { known: assigned.map(({ name, areaName }) => ({ name, areaName })) };
  const wrote = entries.findLast(({ byRole }) => actsAs(definition, byRole, party));
  if (wrote) return { known: [{ name: wrote.writerName, wroteOn: wrote.at }] };
  return { routes: routes.filter(({ serves, withdrawn }) => !withdrawn && serves.includes(party)) };
}
