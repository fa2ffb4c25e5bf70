import { describe, expect, test } from 'vitest';
import { localDateFrom as day } from '../../kernel/date.ts';
import { householdKind, type HouseholdKind, type PersonFacts, type Standing, type Turn, turnOf } from './assignment.ts';

const arrivesOn = day('2026-10-20');

describe('whose turn it is', () => {
  const today = day('2026-10-14');
  const turns: readonly (readonly [string, Standing, Turn])[] = [
    ['an assignment without housing waits for the desk', { state: 'waiting', arrivesOn }, 'desk'],
    ['one that housing is asked about waits for the housing', { state: 'asked', arrivesOn }, 'housing'],
    ['before the day a booked place waits for the household', { state: 'placed', arrivesOn }, 'household'],
    ['on the day the desk finds out whether they came', { state: 'placed', arrivesOn: today }, 'desk'],
    ['who lives there is left in peace', { state: 'living', arrivesOn, followUp: { on: day('2026-10-15') } }, 'nobody'],
    ['until the day of following up', { state: 'living', arrivesOn, followUp: { on: today } }, 'desk'],
    ['what is over waits for nobody', { state: 'absent', arrivesOn: today }, 'nobody'],
  ];
  test.for(turns)('%s', ([, standing, turn]) => expect(turnOf(standing, today)).toBe(turn));
});

describe('what a household is made up of', () => {
  const born = (...years: readonly (number | undefined)[]): readonly PersonFacts[] =>
    years.map((birthYear) => ({ birthYear }));
  const kinds: readonly (readonly [string, number, readonly PersonFacts[], HouseholdKind | undefined])[] = [
    ['one adult is alone', 1, born(1990), 'single'],
    ['several adults are adults', 2, born(1990, 1960), 'adults'],
    ['an adult with a child is a family', 2, born(1990, 2015), 'family'],
    ['somebody is a child through the year in which they become eighteen', 2, born(1990, 2008), 'family'],
    ['and an adult from the next', 2, born(1990, 2007), 'adults'],
    ['a child and an adult are enough to know a family by', 5, born(1990, 2015), 'family'],
    ['children alone are told when everybody is known', 2, born(2010, 2012), 'children'],
    ['and not while somebody may be of age', 3, born(2010, 2012), undefined],
    ['adults are not known while somebody may be a child', 2, born(1990), undefined],
    ['nobody known is not known', 1, born(undefined), undefined],
  ];
  test.for(kinds)('%s', ([, people, persons, kind]) => expect(householdKind(people, persons, arrivesOn)).toBe(kind));
});
