import { type Assignment, type City, ids, numbersOfRuns, unitsOf } from './city.ts';

// The rule of access in plain code, written from docs/security.md and shared by nothing that the application uses: who sees which
// case and which run, and why.

export type Held = Assignment & Readonly<{ toRun: string | undefined; consentHeld: number | undefined }>;
export type Oracle = Readonly<{
  seesCase: (file: number) => boolean;
  seesRun: (file: number, run: number) => boolean;
  /** In somebody's list of work: assigned to it, or held by a unit that they manage. */
  listsRun: (file: number, run: number) => boolean;
  /** Sees it, and is assigned to it or to its case: who was let in by an emergency reads and does not write. */
  worksIn: (file: number, run: number) => boolean;
}>;

const covers = ({ from, days }: Readonly<{ from: number; days: number | undefined }>): boolean =>
  from <= 0 && (days === undefined || from + days >= 0);

export function oracle(city: City, held: readonly Held[], who: number): Oracle {
  const account = city.accounts[who];
  if (!account) throw new Error('nobody');
  const own = account.movesTo ?? account.area;
  const current = held.filter((assignment) => assignment.account === who && covers(assignment));
  const holds = (index: number): boolean => {
    const consent = city.consents[index];
    return consent !== undefined && consent.status === 'given' && covers(consent) && consent.ended === undefined;
  };
  const shutOut = (file: number): boolean => {
    const its = city.cases[file];
    // The first is the one that counts: there is one open protection at a time.
    const protection = city.protections.find(
      ({ area, individual }) => area === its?.area && individual === its.individual,
    );
    if (!protection || !covers(protection)) return false;
    const members = protection.team.filter(
      (member, index, all) => all.findIndex((other) => other.account === member.account) === index,
    );
    return !members.some(
      ({ account: member, approved, founder, ends }) =>
        member === who && (approved || founder) && (ends === undefined || ends >= 0),
    );
  };
  const opened = (file: number): boolean =>
    city.emergencies.some(
      (emergency) =>
        emergency.account === who &&
        emergency.case === file &&
        !emergency.ended &&
        emergency.opened >= 0 &&
        emergency.opened < emergency.lasts,
    );
  const byRole = (file: number): boolean => {
    const its = city.cases[file];
    return its !== undefined && its.area === own && account.manages.includes(unitsOf[its.area][its.unit] ?? '');
  };
  const byAssignment = (file: number): boolean =>
    city.cases[file]?.area === own && current.some((one) => one.case === file && one.toRun === undefined);
  const byRun = (file: number, run: number): boolean =>
    current.some(
      (one) =>
        one.toRun === ids.run(file, run) &&
        (city.cases[file]?.area === own || (one.ground && (one.consentHeld === undefined || holds(one.consentHeld)))),
    );
  const seesCase = (file: number): boolean =>
    file < city.cases.length && (byRole(file) || byAssignment(file) || opened(file)) && !shutOut(file);
  const listsRun = (file: number, run: number): boolean =>
    (byRole(file) || byAssignment(file) || byRun(file, run)) && !shutOut(file);
  const seesRun = (file: number, run: number): boolean => seesCase(file) || (byRun(file, run) && !shutOut(file));
  const assigned = (file: number, run: number): boolean =>
    current.some((one) => one.case === file && (one.toRun === undefined || one.toRun === ids.run(file, run)));
  return {
    seesCase,
    seesRun,
    listsRun,
    worksIn: (file, run) => seesRun(file, run) && assigned(file, run),
  };
}

export const allRuns = ({ cases }: City): readonly Readonly<{ file: number; run: number }>[] =>
  cases.flatMap((its, file) => numbersOfRuns(its).map((run) => ({ file, run })));
