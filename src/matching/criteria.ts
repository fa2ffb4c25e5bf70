import type { LocalDate } from '../kernel/date.ts';
import {
  criteria,
  type Criterion,
  type ProvisionForm,
  type FormsAllowed,
  type Gender,
  type Intervention,
  permitRequired,
} from './codes.ts';
import type { Level, Offer, PlacementRequest, Provider, Stop, Unit } from './register.ts';

/** A unit of a provider, and what is asked of it. */
export type UnitQuestion = Readonly<{ request: PlacementRequest; forms: FormsAllowed; provider: Provider; unit: Unit }>;
/** An offer in its place, and what is asked of it. */
export type Question = UnitQuestion & Readonly<{ offer: Offer }>;

/** Of each criterion: what the register says, and what the request asks for or the rule requires. */
type Told = Readonly<{
  'form-allowed': { fact: ProvisionForm; required: readonly ProvisionForm[] };
  active: { fact: Provider['state']; required: 'active' };
  'no-stop': { fact: readonly Stop[]; required: LocalDate };
  'controls-passed': { fact: 'passed' | 'failed'; required: 'passed' };
  'municipality-party': { fact: string | readonly string[]; required: string };
  'agreement-valid': { fact: Readonly<{ validFrom: LocalDate; validTo: LocalDate }>; required: LocalDate };
  'permit-valid': {
    fact: Readonly<{ kind: string; validTo?: LocalDate | undefined }>;
    required: Readonly<{ kind: Intervention; validOn: LocalDate }>;
  };
  age: { fact: readonly [number, number]; required: number };
  gender: { fact: readonly Gender[]; required: Gender };
  'support-level': { fact: readonly Level[]; required: Level };
  needs: { fact: readonly string[]; required: readonly string[] };
  'place-free': { fact: number; required: LocalDate };
  'area-allowed': { fact: string; required: readonly string[] };
  'not-excluded': { fact: string; required: readonly string[] };
  'price-ceiling': { fact: number; required: number };
}>;

type Answer<Fact, Required> = Readonly<
  { required: Required } & (
    | {
        result: 'met' | 'not-met';
        fact: Fact;
        /** Since when the fact holds, where the register tells. */
        factDate: LocalDate | null;
      }
    | { result: 'unknown'; fact: null; factDate: null }
  )
>;

type AnswerTo<Code extends Criterion> = Answer<Told[Code]['fact'], Told[Code]['required']>;

/** One criterion's answer about one offer. */
export type JudgementOf<Code extends Criterion> = Readonly<{ code: Code }> & AnswerTo<Code>;
export type Judgement = { [Code in Criterion]: JudgementOf<Code> }[Criterion];

function judged<Fact, Required>(
  met: boolean,
  fact: Fact,
  required: Required,
  factDate: LocalDate | null = null,
): Answer<Fact, Required> {
  return { result: met ? 'met' : 'not-met', fact, required, factDate };
}

/** What the register does not say excludes nobody: it is a question to ask. */
const unknown = <Required>(required: Required): Answer<never, Required> => ({
  result: 'unknown',
  fact: null,
  required,
  factDate: null,
});

const asked = (list: readonly string[] | undefined): list is readonly string[] => list !== undefined && list.length > 0;

const stopKindOf: Partial<Record<ProvisionForm, Stop['kind']>> = {
  'direct-award': 'recommendation',
  framework: 'order',
};

/** Whether a stop is in the way of this request: the day it begins, all its days and its last day. */
function isInTheWay({ scope, needs = [], from, to }: Stop, request: PlacementRequest): boolean {
  const covers = from <= request.start && (to === undefined || request.start <= to);
  return covers && (scope !== 'needs' || needs.some((need) => request.needs?.includes(need)));
}

function placesOn({ freePlaces }: Unit, day: LocalDate): number | undefined {
  return typeof freePlaces === 'object' ? freePlaces[day] : freePlaces;
}

// Undefined where a criterion does not apply. All bounds are inclusive.

/** What hangs on the unit is the same for each of its offers. */
const unitJudges = {
  active: ({ provider }) => judged(provider.state === 'active', provider.state, 'active' as const),
  age: ({ request: { age }, unit: { ages } }) =>
    ages === undefined ? unknown(age) : judged(ages[0] <= age && age <= ages[1], ages, age),
  gender: ({ request: { gender }, unit: { genders } }) =>
    genders === undefined ? unknown(gender) : judged(genders.includes(gender), genders, gender),
  needs: ({ request: { needs }, unit: { needsMet } }) => {
    if (!asked(needs)) return undefined;
    return needsMet === undefined
      ? unknown(needs)
      : judged(
          needs.every((need) => needsMet.includes(need)),
          needsMet,
          needs,
        );
  },
  'place-free': ({ request: { start }, unit }) => {
    const places = placesOn(unit, start);
    if (places === undefined) return unknown(start);
    return judged(places > 0, places, start, typeof unit.freePlaces === 'object' ? start : null);
  },
  'area-allowed': ({ request: { avoidAreas }, unit: { area } }) => {
    if (!asked(avoidAreas)) return undefined;
    return area === undefined ? unknown(avoidAreas) : judged(!avoidAreas.includes(area), area, avoidAreas);
  },
  'not-excluded': ({ request: { excludedUnits }, unit: { id } }) =>
    asked(excludedUnits) ? judged(!excludedUnits.includes(id), id, excludedUnits) : undefined,
} satisfies { readonly [Code in Criterion]?: (question: UnitQuestion) => AnswerTo<Code> | undefined };
type OfUnit = keyof typeof unitJudges;

const offerJudges: {
  readonly [Code in Exclude<Criterion, OfUnit>]: (question: Question) => AnswerTo<Code> | undefined;
} = {
  'form-allowed': ({ request, forms, offer }) => {
    const allowed = forms[request.intervention];
    return judged(allowed.includes(offer.form), offer.form, allowed);
  },
  'no-stop': ({ request, provider, offer }) => {
    const kind = stopKindOf[offer.form];
    if (kind === undefined) return undefined;
    const stops = (provider.stops ?? []).filter((stop) => stop.kind === kind && isInTheWay(stop, request));
    return judged(stops.length === 0, stops, request.start, stops[0]?.from);
  },
  'controls-passed': ({ provider: { controls }, offer }) => {
    if (offer.form !== 'direct-award') return undefined;
    return controls === undefined || controls === 'missing'
      ? unknown('passed' as const)
      : judged(controls === 'passed', controls, 'passed' as const);
  },
  'municipality-party': ({ request: { municipality }, provider, offer: { form, agreement } }) => {
    if (form === 'framework')
      return agreement === undefined
        ? unknown(municipality)
        : judged(
            agreement.municipalities.includes(municipality),
            agreement.municipalities,
            municipality,
            agreement.validFrom,
          );
    if (form !== 'in-house' || provider.municipality === undefined) return undefined;
    return judged(provider.municipality === municipality, provider.municipality, municipality);
  },
  'agreement-valid': ({ request: { start }, offer: { form, agreement } }) => {
    if (form !== 'framework') return undefined;
    if (agreement === undefined) return unknown(start);
    const { validFrom, validTo } = agreement;
    return judged(validFrom <= start && start <= validTo, { validFrom, validTo }, start, validFrom);
  },
  'permit-valid': ({ request: { intervention, start }, unit: { permit }, offer }) => {
    if (!permitRequired.has(intervention) || offer.form === 'in-house') return undefined;
    const required = { kind: intervention, validOn: start };
    if (permit === undefined) return unknown(required);
    const { kind, validTo } = permit;
    const holds = kind === intervention && (validTo === undefined || start <= validTo);
    return judged(holds, { kind, validTo }, required);
  },
  'support-level': ({ request: { supportLevel }, offer: { supportLevels } }) => {
    if (supportLevel === undefined) return undefined;
    return supportLevels === undefined
      ? unknown(supportLevel)
      : judged(supportLevels.includes(supportLevel), supportLevels, supportLevel);
  },
  'price-ceiling': ({ request: { maxDailyRate }, offer: { dailyRate } }) => {
    if (maxDailyRate === undefined) return undefined;
    return dailyRate === undefined ? unknown(maxDailyRate) : judged(dailyRate <= maxDailyRate, dailyRate, maxDailyRate);
  },
};

// What a code's judge answers is of that code.
const named = (code: Criterion, { result, fact, required, factDate }: Answer<unknown, unknown>): Judgement =>
  ({ code, result, fact, required, factDate }) as Judgement;

/** What is true of every offer of a unit, asked once for all of them. */
export type UnitJudgements = Readonly<Record<OfUnit, Judgement | undefined>>;

const isOfUnit = (code: Criterion): code is OfUnit => Object.hasOwn(unitJudges, code);
const unitCriteria = criteria.filter(isOfUnit);

/** Where the register says nothing. */
const unsaid = Symbol('unsaid');
/** Where there is nothing to ask. */
const unasked = Symbol('unasked');

const placesKey = (unit: Unit, day: LocalDate): unknown => {
  const places = placesOn(unit, day);
  // A number for every day and one for this day are told apart by their date.
  return places === undefined ? unsaid : typeof unit.freePlaces === 'object' ? -1 - places : places;
};

/**
 * What an answer hangs on besides the request and the forms: where two are alike in it they have the same answer, and share it, for in a large
 * register nearly all of them are. Undefined where an answer is one's own.
 */
const unitHangsOn: { readonly [Code in OfUnit]: (question: UnitQuestion) => unknown } = {
  active: ({ provider }) => provider.state,
  age: () => undefined,
  gender: ({ unit: { genders } }) => genders ?? unsaid,
  needs: ({ unit: { needsMet } }) => needsMet ?? unsaid,
  'place-free': ({ request: { start }, unit }) => placesKey(unit, start),
  'area-allowed': ({ unit: { area } }) => area ?? unsaid,
  'not-excluded': ({ request: { excludedUnits } }) => (asked(excludedUnits) ? undefined : unasked),
};
const offerHangsOn: { readonly [Code in Exclude<Criterion, OfUnit>]: (question: Question) => unknown } = {
  'form-allowed': ({ offer }) => offer.form,
  'no-stop': ({ provider: { stops }, offer }) =>
    stops === undefined || stops.length === 0 || stopKindOf[offer.form] === undefined ? offer.form : undefined,
  'controls-passed': ({ provider: { controls }, offer }) =>
    offer.form === 'direct-award' ? (controls ?? unsaid) : unasked,
  'municipality-party': ({ provider, offer: { form, agreement } }) => {
    if (form === 'framework') return agreement ?? unsaid;
    return form === 'in-house' ? (provider.municipality ?? unasked) : unasked;
  },
  'agreement-valid': ({ offer: { form, agreement } }) => (form === 'framework' ? (agreement ?? unsaid) : unasked),
  'permit-valid': ({ unit: { permit }, offer }) => (offer.form === 'in-house' ? unasked : (permit ?? unsaid)),
  'support-level': ({ offer: { supportLevels } }) => supportLevels ?? unsaid,
  'price-ceiling': ({ request: { maxDailyRate }, offer: { dailyRate } }) =>
    maxDailyRate === undefined ? unasked : (dailyRate ?? unsaid),
};

/** So many answers are remembered: where nothing is alike, to remember more costs more than to ask. */
const mostRemembered = 1024;

/** Asks, and remembers the answer for what is alike: null where the criterion does not apply. */
function remembering<Asked>(
  code: Criterion,
  ask: (question: Asked) => Answer<unknown, unknown> | undefined,
  hangsOn: (question: Asked) => unknown,
): (question: Asked) => Judgement | undefined {
  const answers = new Map<unknown, Judgement | null>();
  const anew = (question: Asked): Judgement | null => {
    const answer = ask(question);
    return answer === undefined ? null : named(code, answer);
  };
  return (question) => {
    const key = hangsOn(question);
    if (key === undefined) return anew(question) ?? undefined;
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = anew(question);
      if (answers.size < mostRemembered) answers.set(key, answer);
    }
    return answer ?? undefined;
  };
}

const none: readonly Criterion[] = [];

/** Of every criterion that applies to an offer, in the order of `criteria`: the judgement, and the codes of those not met and unknown. */
export type Judged = Readonly<{
  why: readonly Judgement[];
  notMet: readonly Criterion[];
  unknown: readonly Criterion[];
}>;

export type Judges = Readonly<{
  judgeUnit: (question: UnitQuestion) => UnitJudgements;
  /** Source: design of placement, "Matching semantics". */
  judge: (question: Question, ofUnit: UnitJudgements) => Judged;
}>;

/** Judges of one request: what they answer of one offer they need not work out again of another that is alike. */
export function judgesFor(): Judges {
  const ofUnits = unitCriteria.map(
    (code) => [code, remembering<UnitQuestion>(code, unitJudges[code], unitHangsOn[code])] as const,
  );
  const inOrder = criteria.map((code) =>
    isOfUnit(code) ? { ofUnit: code } : { ask: remembering<Question>(code, offerJudges[code], offerHangsOn[code]) },
  );
  return {
    judgeUnit: (question) => {
      const answers: Partial<Record<OfUnit, Judgement>> = {};
      for (const [code, ask] of ofUnits) {
        const answer = ask(question);
        if (answer !== undefined) answers[code] = answer;
      }
      return answers as UnitJudgements;
    },
    judge: (question, ofUnit) => {
      const why: Judgement[] = [];
      let notMet: Criterion[] | undefined;
      let notKnown: Criterion[] | undefined;
      // Plain loops and literals: a city's register is judged in milliseconds.
      for (const one of inOrder) {
        const answer = one.ofUnit === undefined ? one.ask(question) : ofUnit[one.ofUnit];
        if (answer === undefined) continue;
        why.push(answer);
        if (answer.result === 'not-met') (notMet ??= []).push(answer.code);
        else if (answer.result === 'unknown') (notKnown ??= []).push(answer.code);
      }
      return { why, notMet: notMet ?? none, unknown: notKnown ?? none };
    },
  };
}
