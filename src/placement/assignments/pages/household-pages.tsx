import { localDateOf } from '../../../kernel/stockholm.ts';
import type { AccountId } from '../../../kernel/ids.ts';
import {
  type Answer,
  conflict,
  file,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, keyIn, seenIn, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { monthInWords } from '../../../ui/index.ts';
import {
  changeBody,
  handOverAssignment,
  isOpen,
  mayHandOver,
  noteOnAssignment,
  setPersons,
  withdrawAssignment,
  type Written,
} from '../actions/register.ts';
import { householdKind, turnOf } from '../assignment.ts';
import { bodyFields, type NewPerson, readPerson } from '../assignment-body.ts';
import { householdPaper } from '../extract.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import {
  type Assignment,
  assignmentTimeline,
  findAssignment,
  officers,
  personsOf,
  togetherWith,
} from '../store/assignments.ts';
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
import { bodyTyped } from './intake-pages.tsx';
import {
  type Asking,
  frameOf,
  may,
  openHousehold,
  place,
  type Posting,
  type Shown,
  typedIn,
  valuesFrom,
} from './open.ts';

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
  const open = isOpen(found);
  const step = (href: string, text: string) => ({ href, text });
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
        steps={[
          ...(open && persons.length === 0 ? [step(paths.people(address), m.setPeople)] : []),
          ...(open ? [step(paths.change(address), m.change)] : []),
          ...(open && mayHandOver(request, found)
            ? [step(paths.handOver(address), found.handledBy === undefined ? m.take : m.handOver)]
            : []),
          step(paths.note(address), m.note),
          ...(open && found.state !== 'living' ? [step(paths.withdraw(address), m.withdraw)] : []),
        ]}
        together={await togetherWith(request, found)}
        peopleHref={open && persons.length > 0 ? paths.people(address) : undefined}
        timeline={[...months].map(([heading, its]) => ({ heading, told: its }))}
      />
    ),
  });
}

type FormOf = (request: Get<string>, found: Assignment, shown?: Shown) => Promise<React.JSX.Element>;
type Taken = Readonly<{ errors: readonly FieldError[] }> | Readonly<{ written: Written }>;

/**
 * A form about an assignment that is to be changed: where it is, how it looks, and what it writes. When somebody else was first, it is shown
 * again with what holds now.
 */
function formRoutes(
  path: Readonly<{ pattern: '/anvisningar/:household' | `/anvisningar/:household/${string}` }>,
  audit: string,
  form: FormOf,
  take: (request: Posting, found: Assignment, typed: ReturnType<typeof typedFrom>) => Promise<Taken>,
  canBe: (request: Asking, found: Assignment) => boolean = (_, found) => isOpen(found),
): readonly Route[] {
  const typedPath = path as Readonly<{ pattern: '/anvisningar/:household' }>;
  return [
    get({
      path: typedPath,
      may,
      audit: 'influx.form',
      handle: async (request) => {
        const found = await openHousehold(request);
        return found && canBe(request, found) ? page({ place, content: await form(request, found) }) : notFound;
      },
    }),
    post({
      path: typedPath,
      may,
      audit,
      handle: async (request) => {
        const found = await openHousehold(request);
        if (!found) return notFound;
        const typed = typedFrom(request.form);
        const taken = await take(request, found, typed);
        if ('errors' in taken) {
          request.rejected();
          return invalid({ place, content: await form(request, found, { typed, errors: taken.errors }) });
        }
        switch (taken.written) {
          case 'written':
            return redirect(paths.household({ household: found.id }, { sparat: 'ja' }));
          case 'not-found':
            return notFound;
          case 'overtaken': {
            const latest = (await findAssignment(request, found.id)) ?? found;
            const problem = assignmentMessages[request.actor.language].household.overtaken;
            return conflict({ place, content: await form(request, latest, { problem }) });
          }
        }
      },
    }),
  ];
}

const about = (request: Get<string>, found: Assignment): string =>
  assignmentMessages[request.actor.language].household.heading(found.number);

const textRoutes = (
  of: 'note' | 'withdraw',
  write: (request: Posting, id: string, text: string, typed: ReturnType<typeof typedFrom>) => Promise<Written>,
  canBe?: (request: Asking, found: Assignment) => boolean,
): readonly Route[] =>
  formRoutes(
    paths[of],
    `influx.${of}`,
    (request, found, shown = {}) =>
      Promise.resolve(
        <TextForm
          of={of}
          frame={frameOf(request, paths[of]({ household: found.id }), found, shown)}
          about={about(request, found)}
          problem={shown.problem}
          text={typedIn(shown, formNames.text)}
        />,
      ),
    async (request, found, typed) => {
      const text = first(typed, formNames.text);
      if (text === '')
        return {
          errors: [{ field: formNames.text, message: assignmentMessages[request.actor.language][of].missing }],
        };
      return { written: await write(request, found.id, text, typed) };
    },
    canBe,
  );

const written = (value: Assignment[(typeof bodyFields)[number]]): readonly string[] =>
  typeof value === 'object' ? value : [String(value)];

/** The page of a household, and the forms that change what is known of it. */
export const householdPages: readonly Route[] = [
  ...formRoutes(
    paths.change,
    'influx.change',
    (request, found, shown = {}) =>
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
    async (request, found, typed) => {
      const m = assignmentMessages[request.actor.language].change;
      const { body, protection, errors } = bodyTyped(typed, request, { reference: found.reference });
      const reason = first(typed, formNames.reason);
      const key = keyIn(typed);
      if (reason === '') errors.push({ field: formNames.reason, message: m.reasonMissing });
      if (!body || !key || errors.length > 0) return { errors };
      return { written: await changeBody(request, found.id, { body, protection, reason, seen: seenIn(typed), key }) };
    },
  ),
  ...formRoutes(
    paths.people,
    'influx.people',
    async (request, found, shown = {}) => {
      const persons = await personsOf(request, found.id);
      return (
        <PersonsForm
          frame={frameOf(request, paths.people({ household: found.id }), found, shown)}
          about={about(request, found)}
          problem={shown.problem}
          people={found.people}
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
    async (request, found, typed) => {
      const m = assignmentMessages[request.actor.language];
      const errors: FieldError[] = [];
      const persons: NewPerson[] = [];
      for (let position = 1; position <= found.people; position += 1) {
        const read = readPerson((field) => first(typed, personName(field, position)), request.today);
        if (!read.ok)
          errors.push(
            ...read.problems.map(({ field, problem }) => ({
              field: personName(field, position),
              message: `${m.persons.person(position)}: ${m.problems[problem]}`,
            })),
          );
        else if (read.value) persons.push(read.value);
      }
      const key = keyIn(typed);
      if (errors.length > 0 || !key) return { errors };
      return { written: await setPersons(request, found.id, persons, { seen: seenIn(typed), key }) };
    },
  ),
  ...formRoutes(
    paths.handOver,
    'influx.hand-over',
    async (request, found, shown = {}) => {
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
    async (request, found, typed) => {
      const who = (await officers(request)).find(({ account }) => account === first(typed, formNames.who))?.account;
      if (!who) {
        const { missing } = assignmentMessages[request.actor.language].handOver;
        return { errors: [{ field: formNames.who, message: missing }] };
      }
      return { written: await handOverAssignment(request, found.id, who satisfies AccountId, seenIn(typed)) };
    },
    (request, found) => isOpen(found) && mayHandOver(request, found),
  ),
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
