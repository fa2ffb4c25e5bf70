import { addDays, isLocalDate, type LocalDate } from '../../kernel/date.ts';
import { type Get, get, invalid, notFound, page, post, type Route } from '../../platform/route.ts';
import {
  type Difference,
  differencesBetween,
  explain,
  type Facts,
  type FactValue,
  type RunState,
  suppose,
} from '../../routine/index.ts';
import type { FieldError, Question } from '../../ui/form-frame.ts';
import { engineRun } from '../entry.ts';
import { factField, factQuestion, readFact, typedFromFact, unknown } from '../fact-questions.ts';
import { formMessages } from '../messages/forms.ts';
import { routineMessages } from '../messages/routines.ts';
import { paths } from '../paths.ts';
import { first, type Typed, typedFrom } from '../typed.ts';
import { type SupposedChange, WhatIf, type WhatIfProps } from '../views/what-if.tsx';
import { hidden } from './frame.ts';
import type { Seen } from './run-view.ts';
import { runReference, seeRun } from './see-run.ts';
import { interpretationViews, obligationTitle, sourceOf, writtenDate, writtenValue } from './wording.ts';

const dayField = 'dag';
const fiveYears = 5 * 366;

/** Of a run's facts, what the audit says was supposed: which, never what. */
const supposedPart = (what: string): string => `what-if:${what}`;

/** The facts as they are, as they would be typed. */
function typedNow({ evaluated: { routine, facts } }: Seen, today: LocalDate): Typed {
  const known = facts.map(({ name, value }) => typedFromFact(name, value));
  return Object.assign(
    { [dayField]: [today] },
    ...Object.entries(routine.definition.facts).map(([name, { type }]) =>
      type === 'code' || type === 'yesNo' ? { [factField(name)]: [unknown] } : {},
    ),
    ...known,
  ) as Typed;
}

function questions({ voice: { definition, language } }: Seen, typed: Typed): readonly Question[] {
  const m = routineMessages[language].whatIf;
  const asked = Object.keys(definition.facts).flatMap((name): readonly Question[] => {
    const question = factQuestion(definition, name, typed, language);
    if (question?.type !== 'code') return question ? [question] : [];
    const isUnknown = typed[question.name]?.includes(unknown) ?? false;
    return [{ ...question, choices: [...question.choices, { value: unknown, label: m.notKnown, checked: isUnknown }] }];
  });
  return [{ type: 'date', name: dayField, label: m.day, help: m.dayHelp, value: first(typed, dayField) }, ...asked];
}

function content(
  request: Get<typeof paths.whatIf.pattern>,
  seen: Seen,
  typed: Typed,
  errors: readonly FieldError[],
  result?: WhatIfProps['result'],
) {
  const parameters = { run: seen.evaluated.run.id };
  return (
    <WhatIf
      frame={{
        action: paths.whatIf(parameters),
        hidden: { [hidden.csrf]: request.csrf },
        errors,
        cancelHref: paths.run(parameters),
      }}
      run={runReference(seen)}
      questions={questions(seen, typed)}
      result={result}
    />
  );
}

type Supposed = Readonly<{ day: LocalDate; facts: Facts }>;

/** What was typed that is not as it is: a day, and facts. What is left empty is not known. */
function readSupposed(
  { evaluated: { facts }, voice: { definition, language } }: Seen,
  typed: Typed,
  today: LocalDate,
): Supposed | readonly FieldError[] {
  const errors: FieldError[] = [];
  const day = first(typed, dayField) || today;
  if (!isLocalDate(day) || day < today || day > addDays(today, fiveYears))
    errors.push({ field: dayField, message: routineMessages[language].whatIf.dayWrong });
  const others: Record<string, FactValue> = {};
  for (const name of Object.keys(definition.facts)) {
    const read = readFact(definition, name, typed) ?? { value: unknown };
    if ('wrong' in read) errors.push({ field: factField(name), message: formMessages[language].problems.factWrong });
    else if (!isSame(read.value, facts.find((fact) => fact.name === name)?.value ?? unknown)) others[name] = read.value;
  }
  return errors.length > 0 ? errors : { day: day as LocalDate, facts: others };
}

/** Sets of codes are the same in any order. */
const isSame = (left: FactValue, right: FactValue): boolean =>
  typeof left === 'object' && typeof right === 'object'
    ? left.toSorted().join(' ') === right.toSorted().join(' ')
    : left === right;

function resultOf(seen: Seen, { day, facts }: Supposed, today: LocalDate): NonNullable<WhatIfProps['result']> {
  const { evaluated, voice } = seen;
  const { definition, language } = voice;
  const m = routineMessages[language].whatIf;
  const { routine, run, state, entries, consents } = evaluated;
  const now = engineRun(definition, run, evaluated.facts, entries, consents);
  const then = suppose(routine, now, today, { facts, now: day });
  const supposed = Object.entries(facts).map(([name, value]) => {
    const known = evaluated.facts.find((fact) => fact.name === name)?.value;
    const [is, was] = [value, known].map((one) => writtenValue(definition, name, one, language));
    return m.factIs(definition.facts[name]?.name[language] ?? name, is ?? '', was ?? '');
  });
  return {
    supposed: [...(day === today ? [] : [m.dayIs(writtenDate(day, language))]), ...supposed],
    changes: differencesBetween(state, then).map((difference) => changeView(seen, difference)),
    warnings: [
      ...warningsOnlyIn(then, state).map((text) => m.warningAdded(text[language])),
      ...warningsOnlyIn(state, then).map((text) => m.warningRemoved(text[language])),
    ],
  };
}

const warningsOnlyIn = (one: RunState, other: RunState) =>
  one.warnings
    .filter(({ code }) => !other.warnings.some((warning) => warning.code === code))
    .map(({ message }) => message);

function changeView({ voice }: Seen, { obligation, kind, says, after }: Difference): SupposedChange {
  const { definition, language } = voice;
  return {
    key: obligation,
    kind,
    name: obligationTitle(definition, obligation, language),
    says: says[language],
    ...(after && {
      why: {
        explanation: explain(after, language),
        source: sourceOf(voice, after.source, obligation),
        interpretations: after.clock === 'law' ? [] : interpretationViews(voice, obligation),
        basis: [],
      },
    }),
  };
}

/**
 * What if a day or a fact were another. Posted although nothing is written: facts of a run are of a person, also supposed ones, and
 * an address is kept in histories and logs. Nothing is stored; the audit says who asked, of which run, and which facts were
 * supposed, never their values.
 */
export const whatIfPages: readonly Route[] = [
  get({
    path: paths.whatIf,
    may: 'run:read',
    audit: 'run.what-if.form',
    handle: async (request) => {
      const seen = await seeRun(request, request.parameters.run, ['form', 'facts']);
      return seen
        ? page({ place: 'cases', content: content(request, seen, typedNow(seen, request.today), []) })
        : notFound;
    },
  }),
  post({
    path: paths.whatIf,
    may: 'run:read',
    audit: 'run.what-if',
    handle: async (request) => {
      const seen = await seeRun(request, request.parameters.run, ['obligations', 'facts']);
      if (!seen) return notFound;
      const typed = typedFrom(request.form);
      const supposed = readSupposed(seen, typed, request.today);
      if ('length' in supposed) return invalid({ place: 'cases', content: content(request, seen, typed, supposed) });
      const what = [...(supposed.day === request.today ? [] : ['day']), ...Object.keys(supposed.facts)];
      request.touched({ runs: [seen.evaluated.run.id], parts: what.map(supposedPart) });
      return page({
        place: 'cases',
        content: content(request, seen, typed, [], resultOf(seen, supposed, request.today)),
      });
    },
  }),
];
