import { localDateOf } from '../../../kernel/stockholm.ts';
import { writtenDate } from '../../../kernel/words.ts';
import { type Answer, file, type Get, get, notFound, page, type Post, type Route } from '../../../platform/route.ts';
import { first, keyIn, seenIn, type Typed } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { monthInWords } from '../../../ui/index.ts';
import { misfitsNow, withdrawAssignment } from '../actions/place.ts';
import {
  changeBody,
  handOverAssignment,
  isOpen,
  mayHandOver,
  noteOnAssignment,
  setPersons,
  type Written,
} from '../actions/register.ts';
import { householdKind, turnOf } from '../assignment.ts';
import { bodyFields, mostPeople, type NewPerson, readPerson } from '../assignment-body.ts';
import { householdPaper } from '../extract.ts';
import { assignmentMessages } from '../messages/index.ts';
import { judgementInWords } from '../messages/match.ts';
import { assignmentPaths as paths } from '../paths.ts';
import { type Assignment, assignmentTimeline, officers, personsOf, togetherWith } from '../store/assignments.ts';
import { type InfluxStay, openStay, proposalsOf } from '../store/places.ts';
import {
  BodyForm,
  bodyNames,
  formNames,
  HandOverForm,
  noProtection,
  personName,
  PersonsForm,
  TextForm,
} from '../views/forms.tsx';
import { HouseholdPage } from '../views/household.tsx';
import { Misfits, Proposals } from '../views/place.tsx';
import { about, formRoutes } from './form-routes.tsx';
import { bodyTyped } from './intake-pages.tsx';
import { type Asking, frameOf, may, openHousehold, place, typedIn, valuesFrom } from './open.ts';

/** What no longer holds of a place: what the housing is judged by now, and another day than it is booked for. */
async function misfitLines(request: Asking, found: Assignment, stay: InfluxStay): Promise<readonly string[]> {
  const { language } = request.actor;
  const m = assignmentMessages[language].household;
  const misfits = (await misfitsNow(request, found, stay.housing)).map((one) => judgementInWords(one, language));
  const isLater = stay.arrivedOn === undefined && found.arrivesOn > stay.startsOn;
  return isLater
    ? [...misfits, m.otherDay(writtenDate(stay.startsOn, language), writtenDate(found.arrivesOn, language))]
    : misfits;
}

async function householdAnswer(request: Asking): Promise<Answer> {
  const found = await openHousehold(request);
  if (!found) return notFound;
  const { actor, query, now, today } = request;
  const { language } = actor;
  const m = assignmentMessages[language].household;
  const address = { household: found.id };
  const persons = await personsOf(request, found.id);
  const told = await assignmentTimeline(request, found.id);
  const months = Map.groupBy(told, ({ at }) => monthInWords(localDateOf(at), language));
  const stay = await openStay(request, found.id);
  const open = isOpen(found);
  const step = (can: boolean, href: string, text: string) => (can ? [{ href, text }] : []);
  return page({
    place,
    content: (
      <HouseholdPage
        assignment={found}
        persons={persons}
        kind={householdKind(found.people, persons, found.arrivesOn)}
        turn={turnOf(found, today)}
        now={now}
        said={query.get('sparat') === 'ja' ? m.saved : undefined}
        stay={stay}
        steps={[
          ...step(found.state === 'waiting', paths.match(address), m.match),
          ...step(found.state === 'asked', paths.answer(address), m.answer),
          ...step(found.state === 'placed', paths.arrival(address), m.arrival),
          ...step(found.state === 'living', paths.followUp(address), m.followUp),
          ...step(open && persons.length === 0, paths.people(address), m.setPeople),
          ...step(open, paths.change(address), m.change),
          ...step(
            open && mayHandOver(request, found),
            paths.handOver(address),
            found.handledBy === undefined ? m.take : m.handOver,
          ),
          ...step(true, paths.note(address), m.note),
          ...step(open && found.state !== 'living', paths.withdraw(address), m.withdraw),
        ]}
        warning={stay && <Misfits name={stay.housingName} lines={await misfitLines(request, found, stay)} />}
        sections={<Proposals proposals={await proposalsOf(request, found.id)} />}
        together={await togetherWith(request, found)}
        peopleHref={open && persons.length > 0 ? paths.people(address) : undefined}
        timeline={[...months].map(([heading, its]) => ({ heading, told: its }))}
      />
    ),
  });
}

const textRoutes = (
  of: 'note' | 'withdraw',
  write: (request: Post<string>, id: string, text: string, typed: Typed) => Promise<Written>,
  canBe?: (request: Get<string>, found: Assignment) => boolean,
): readonly Route[] =>
  formRoutes(paths[of], `influx.${of}`, {
    form: (request, found, shown = {}) =>
      Promise.resolve(
        <TextForm
          of={of}
          frame={frameOf(request, paths[of]({ household: found.id }), found, shown)}
          about={about(request, found)}
          problem={shown.problem}
          text={typedIn(shown, formNames.text)}
        />,
      ),
    take: async (request, found, typed) => {
      const text = first(typed, formNames.text);
      if (text === '')
        return {
          errors: [{ field: formNames.text, message: assignmentMessages[request.actor.language][of].missing }],
        };
      return { written: await write(request, found.id, text, typed) };
    },
    ...(canBe ? { canBe } : {}),
  });

const written = (value: Assignment[(typeof bodyFields)[number]]): readonly string[] =>
  typeof value === 'object' ? value : [String(value)];

const changeRoutes = formRoutes(paths.change, 'influx.change', {
  form: (request, found, shown = {}) =>
    Promise.resolve(
      <BodyForm
        frame={frameOf(request, paths.change({ household: found.id }), found, shown)}
        about={about(request, found)}
        problem={shown.problem}
        values={valuesFrom(shown, {
          ...Object.fromEntries(bodyFields.map((field) => [bodyNames[field], written(found[field])])),
          [formNames.protection]: [found.protection ?? noProtection],
        })}
        isChange
      />,
    ),
  take: async (request, found, typed) => {
    const m = assignmentMessages[request.actor.language].change;
    const { body, protection, errors } = bodyTyped(typed, request, { reference: found.reference });
    const reason = first(typed, formNames.reason);
    const key = keyIn(typed);
    if (reason === '') errors.push({ field: formNames.reason, message: m.reasonMissing });
    if (!body || !key || errors.length > 0) return { errors };
    return { written: await changeBody(request, found.id, { body, protection, reason, seen: seenIn(typed), key }) };
  },
});

const personRoutes = formRoutes(paths.people, 'influx.people', {
  form: async (request, found, shown = {}) => {
    const persons = await personsOf(request, found.id);
    return (
      <PersonsForm
        frame={frameOf(request, paths.people({ household: found.id }), found, shown)}
        about={about(request, found)}
        problem={shown.problem}
        people={found.people}
        rows={Math.max(found.people, persons.length)}
        values={valuesFrom(
          shown,
          Object.fromEntries(
            persons.flatMap(({ person, birthYear, gender }, index) => [
              [personName('givenName', index + 1), [person.givenName('work') ?? '']],
              [personName('familyName', index + 1), [person.familyName('work') ?? '']],
              [personName('birthYear', index + 1), birthYear === undefined ? [] : [String(birthYear)]],
              [personName('gender', index + 1), gender === undefined ? [] : [gender]],
            ]),
          ),
        )}
      />
    );
  },
  take: async (request, found, typed) => {
    const m = assignmentMessages[request.actor.language];
    const errors: FieldError[] = [];
    const persons: (NewPerson & Readonly<{ position: number }>)[] = [];
    for (let position = 1; position <= mostPeople; position += 1) {
      const read = readPerson((field) => first(typed, personName(field, position)), request.today);
      if (!read.ok)
        errors.push(
          ...read.problems.map(({ field, problem }) => ({
            field: personName(field, position),
            message: `${m.persons.person(position)}: ${m.problems[problem]}`,
          })),
        );
      else if (read.value) persons.push({ ...read.value, position });
    }
    const last = persons.at(-1);
    if (last && persons.length > found.people)
      errors.push({ field: personName('givenName', last.position), message: m.persons.tooMany(found.people) });
    const key = keyIn(typed);
    if (errors.length > 0 || !key) return { errors };
    return { written: await setPersons(request, found.id, persons, { seen: seenIn(typed), key }) };
  },
});

const handOverRoutes = formRoutes(paths.handOver, 'influx.hand-over', {
  form: async (request, found, shown = {}) => {
    const chosen = shown.typed ? typedIn(shown, formNames.who) : request.actor.account;
    return (
      <HandOverForm
        frame={frameOf(request, paths.handOver({ household: found.id }), found, shown)}
        about={about(request, found)}
        problem={shown.problem}
        people={(await officers(request)).map(({ account, name }) => ({
          value: account,
          label: name,
          checked: account === chosen,
        }))}
      />
    );
  },
  take: async (request, found, typed) => {
    const who = (await officers(request)).find(({ account }) => account === first(typed, formNames.who))?.account;
    if (!who) {
      const { missing } = assignmentMessages[request.actor.language].handOver;
      return { errors: [{ field: formNames.who, message: missing }] };
    }
    return { written: await handOverAssignment(request, found.id, who, seenIn(typed)) };
  },
  canBe: (request, found) => isOpen(found) && mayHandOver(request, found),
});

/** The page of a household, and the forms that change what is known of it. */
export const householdPages: readonly Route[] = [
  ...changeRoutes,
  ...personRoutes,
  ...handOverRoutes,
  ...textRoutes(
    'note',
    async (request, id, text, typed) => {
      const key = keyIn(typed);
      return key ? noteOnAssignment(request, id, text, key) : 'not-found';
    },
    () => true,
  ),
  ...textRoutes(
    'withdraw',
    (request, id, text, typed) => withdrawAssignment(request, id, text, seenIn(typed)),
    (_, found) => isOpen(found) && found.state !== 'living',
  ),
  get({
    path: paths.extract,
    may,
    audit: 'influx.extract',
    stepUp: true,
    handle: async (request) => {
      const found = await openHousehold(request);
      if (!found) return notFound;
      request.touched({ parts: ['extract-pdf'] });
      return file(
        assignmentMessages[request.actor.language].extract.file,
        'application/pdf',
        await householdPaper(request, found),
      );
    },
  }),
  get({ path: paths.household, may, audit: 'influx.read', handle: householdAnswer }),
];
