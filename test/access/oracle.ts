import { type Assignment, type City, crosses, ids, numbersOfRuns, restsOn, unitsOf } from './city.ts';

// The rule of access in plain code, written from docs/security.md and shared by nothing that the application uses: who sees which
// case and which run, what has been handed over and which plans, and why.

export type Held = Assignment & Readonly<{ toRun: string | undefined; consentHeld: number | undefined }>;
export type Oracle = Readonly<{
  seesCase: (file: number) => boolean;
  seesRun: (file: number, run: number) => boolean;
  /** In somebody's list of work: assigned to it, or held by a unit that they manage. */
  listsRun: (file: number, run: number) => boolean;
  /** Sees it, and is assigned to it or to its case, or stands in for somebody who is: who was let in by an emergency reads and does not write. */
  worksIn: (file: number, run: number) => boolean;
  /** Sees it because a colleague is away. */
  standsIn: (file: number, run: number) => boolean;
  /** What has been handed over: whoever it was for, while they are of that area, and whoever sees the case. */
  seesDisclosure: (index: number) => boolean;
  /** Was given it, and is still of the area that it was given to. */
  receives: (index: number) => boolean;
  /** Takes part in a plan now. */
  takesPart: (index: number) => boolean;
  seesPlan: (index: number) => boolean;
  /** The parties and their grounds are the owner's to see, and a party's own. */
  seesParty: (index: number) => boolean;
  seesStep: (index: number) => boolean;
  /** Through a case that one sees: what its individual has said there, and in the other cases of theirs that one sees. */
  seesConsent: (index: number, through: number) => boolean;
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
  const areaOf = (index: number): string | undefined => city.accounts[index]?.movesTo ?? city.accounts[index]?.area;
  /** What a colleague who is away is assigned to, for who stands in: within one area, that both are of now. */
  const inPlaceOf = (file: number, run?: number): boolean =>
    city.absences.some(
      (away) =>
        away.substitute === who &&
        away.account !== who &&
        city.accounts[away.account] !== undefined &&
        away.standsIn &&
        !away.removed &&
        covers(away) &&
        areaOf(away.account) === own &&
        city.cases[file]?.area === own &&
        held.some(
          (one) =>
            one.account === away.account &&
            covers(one) &&
            one.case === file &&
            (one.toRun === undefined || (run !== undefined && one.toRun === ids.run(file, run))),
        ),
    );
  const seesCase = (file: number): boolean =>
    file < city.cases.length &&
    (byRole(file) || byAssignment(file) || opened(file) || inPlaceOf(file)) &&
    !shutOut(file);
  const seesRun = (file: number, run: number): boolean =>
    seesCase(file) || ((byRun(file, run) || inPlaceOf(file, run)) && !shutOut(file));
  const assigned = (file: number, run: number): boolean =>
    current.some((one) => one.case === file && (one.toRun === undefined || one.toRun === ids.run(file, run)));
  // Assigned to it, and sees it, whichever of the two reasons it is that opens it.
  const listsRun = (file: number, run: number): boolean => (byRole(file) || assigned(file, run)) && seesRun(file, run);
  const sharing = city.parties.map((party, index) => ({ party, exists: crosses(city, party), index }));
  const takesPart = (index: number): boolean => {
    const one = sharing[index];
    if (!one?.exists || one.party.account !== who || own !== account.area) return false;
    const { party } = one;
    const consent = restsOn(city, party);
    return (
      !party.ended &&
      !party.planEnded &&
      covers(party) &&
      (consent === undefined || holds(consent)) &&
      !shutOut(party.case)
    );
  };
  // Who was let in by an emergency reads the plan and is not its owner.
  const ownsPlan = (index: number): boolean => {
    const one = sharing[index];
    return one?.exists === true && seesCase(one.party.case) && city.cases[one.party.case]?.area === own;
  };
  const receives = (index: number): boolean => {
    const given = city.disclosures[index];
    return given !== undefined && crosses(city, given) && given.account === who && own === account.area;
  };
  return {
    receives,
    seesDisclosure: (index) => {
      const given = city.disclosures[index];
      return given !== undefined && crosses(city, given) && (receives(index) || seesCase(given.case));
    },
    takesPart,
    seesPlan: (index) => {
      const one = sharing[index];
      return one?.exists === true && (seesCase(one.party.case) || takesPart(index));
    },
    seesParty: (index) => ownsPlan(index) || takesPart(index),
    seesStep: (index) => ownsPlan(index) || (takesPart(index) && sharing[index]?.party.stepHidden !== true),
    seesConsent: (index, through) => {
      const [said, its] = [city.cases[city.consents[index]?.case ?? -1], city.cases[through]];
      const isSameOne = said !== undefined && said.area === its?.area && said.individual === its.individual;
      return isSameOne && seesCase(through) && seesCase(city.consents[index]?.case ?? -1);
    },
    seesCase,
    seesRun,
    listsRun,
    worksIn: (file, run) => seesRun(file, run) && (assigned(file, run) || inPlaceOf(file, run)),
    standsIn: (file, run) => seesRun(file, run) && inPlaceOf(file, run),
  };
}

export const allRuns = ({ cases }: City): readonly Readonly<{ file: number; run: number }>[] =>
  cases.flatMap((its, file) => numbersOfRuns(its).map((run) => ({ file, run })));
