import { addDays, addMonths, type LocalDate } from '../src/kernel/date.ts';

/** Something that was done in a run, as a benchmark needs it. */
export type Done = Readonly<{
  kind: string;
  at: LocalDate;
  participants?: readonly string[];
  channel?: 'phone' | 'in-person';
  inPerson?: boolean;
  answers?: Readonly<Record<string, string>>;
}>;

const everyone = ['caseworker', 'housingStaff', 'individual'];

/** What comes before moving in, and just after. */
export const firstDeeds = (opened: LocalDate, moveIn: LocalDate): readonly Done[] => [
  { kind: 'individual-assignment', at: addDays(opened, 2), participants: everyone },
  {
    kind: 'placement-request',
    at: addDays(opened, 3),
    answers: { what: 'Hot', when: '2024', situations: 'Vid besked', protectiveFactors: 'Syskon' },
  },
  { kind: 'planning-meeting', at: addDays(opened, 6), participants: everyone },
  {
    kind: 'contingency-plan',
    at: addDays(opened, 6),
    answers: { actions: 'Extra besök', contacts: 'Systern', responsibilities: 'Boendet ringer först' },
  },
  { kind: 'start-meeting', at: addDays(moveIn, 1), participants: everyone },
  { kind: 'follow-ups-booked', at: addDays(moveIn, 1) },
];

/** A year under the routine: everything before the move, 52 weekly follow-ups, 12 monthly meetings, talks about a SIP. */
export function yearOfDeeds(opened: LocalDate, moveIn: LocalDate): readonly Done[] {
  const weekly = Array.from({ length: 52 }, (_, week): Done => ({
    kind: 'follow-up',
    at: addDays(moveIn, 7 * (week + 1)),
    channel: 'phone',
    participants: ['caseworker', 'housingStaff'],
  }));
  const monthly = Array.from({ length: 12 }, (_, month): Done => ({
    kind: 'follow-up',
    at: addDays(addMonths(moveIn, month + 1), -1),
    participants: everyone,
    inPerson: true,
    answers: { safety: 'none', whatWorked: 'Morgonrutinerna fungerade.' },
  }));
  const sip = Array.from({ length: 12 }, (_, month): Done => ({
    kind: 'sip-motivation',
    at: addMonths(moveIn, month + 1),
  }));
  return [...firstDeeds(opened, moveIn), ...weekly, ...monthly, ...sip];
}
