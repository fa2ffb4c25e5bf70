import {
  type Answer,
  type Get,
  get,
  invalid,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { type Grade, grades } from '../../../secrecy/index.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { registerAssignment } from '../actions/register.ts';
import { ages, type AssignmentState, turnOf } from '../assignment.ts';
import { type AssignmentBody, type BodyField, readBody } from '../assignment-body.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import { findAssignment, listAssignments } from '../store/assignments.ts';
import { BodyForm, bodyNames, formNames, noProtection } from '../views/forms.tsx';
import { Intake, type IntakeTab, intakeTabs } from '../views/intake.tsx';
import type { Shown } from '../../shown.ts';
import { may, place, valuesFrom } from './open.ts';

const statesOf = {
  todo: ['waiting', 'asked', 'placed'],
  living: ['living'],
  over: ['ended', 'absent', 'withdrawn'],
} as const satisfies Record<IntakeTab, readonly AssignmentState[]>;
const most = 200;

async function intakeAnswer(request: Get<string>): Promise<Answer> {
  const asked = request.query.get('visa');
  const current = intakeTabs.find((tab) => tab === asked) ?? 'todo';
  const all = await listAssignments(request, {
    states: intakeTabs.flatMap((tab): readonly AssignmentState[] => statesOf[tab]),
  });
  // Who lives there and is to be followed up waits, too.
  const of = (tab: IntakeTab) =>
    all.filter(
      (one) =>
        statesOf[tab].some((state) => state === one.state) ||
        (tab === 'todo' && one.state === 'living' && turnOf(one, request.today) === 'desk'),
    );
  const m = assignmentMessages[request.actor.language].intake;
  request.touched({ parts: ['influx-intake'] });
  return page({
    place,
    content: (
      <Intake
        tabs={intakeTabs.map((tab) => ({ tab, href: paths.intake({ visa: tab }), count: of(tab).length }))}
        current={current}
        lines={of(current)
          .slice(0, most)
          .map((assignment) => ({
            assignment,
            href: paths.household({ household: assignment.id }),
            ...ages(assignment.receivedOn, assignment.arrivesOn, request.today),
            turn: turnOf(assignment, request.today),
          }))}
        registerHref={paths.register()}
        links={[
          { href: paths.allHousing(), text: m.housing },
          { href: paths.list(), text: m.list },
          ...(request.actor.permissions.has('placement:figures') ? [{ href: paths.figures(), text: m.figures }] : []),
        ]}
      />
    ),
  });
}

/** What was typed about an assignment, or what is wrong with it. */
export function bodyTyped(
  typed: Typed,
  { today, actor }: Pick<Get<string>, 'today' | 'actor'>,
  said: Readonly<Partial<Record<BodyField, string>>> = {},
): Readonly<{ body?: AssignmentBody; protection: Grade | undefined; errors: FieldError[] }> {
  const m = assignmentMessages[actor.language];
  const read = readBody((field) => {
    const known = said[field];
    return known === undefined ? (typed[bodyNames[field]] ?? []) : [known];
  }, today);
  const chosen = first(typed, formNames.protection);
  const protection = grades.find((grade) => grade === chosen);
  const errors: FieldError[] = read.ok
    ? []
    : read.problems.map(({ field, problem }) => ({ field: bodyNames[field], message: m.problems[problem] }));
  if (protection === undefined && chosen !== noProtection)
    errors.push({ field: formNames.protection, message: m.protectionMissing });
  return { ...(read.ok && errors.length === 0 ? { body: read.value } : {}), protection, errors };
}

function registerForm(request: Get<string>, shown: Shown = {}) {
  return (
    <BodyForm
      frame={{
        action: paths.register(),
        hidden: frameFields(request.csrf, shown.typed ?? {}),
        errors: shown.errors ?? [],
        cancelHref: paths.intake(),
      }}
      about={assignmentMessages[request.actor.language].title}
      values={valuesFrom(shown, { [bodyNames.receivedOn]: [request.today], [formNames.protection]: [noProtection] })}
    />
  );
}

async function register(request: Post<string>): Promise<Answer> {
  const m = assignmentMessages[request.actor.language].register;
  const typed = typedFrom(request.form);
  const { body, protection, errors } = bodyTyped(typed, request);
  const key = keyIn(typed);
  if (!body || !key) {
    request.rejected();
    return invalid({ place, content: registerForm(request, { typed, errors }) });
  }
  const done = await registerAssignment(request, body, { protection, key });
  switch (done.outcome) {
    case 'registered':
    case 'already':
      return redirect(paths.people({ household: done.assignment }));
    case 'known':
    case 'out-of-sight': {
      request.rejected();
      const known = done.outcome === 'known' ? await findAssignment(request, done.assignment) : undefined;
      const message = known ? m.known(known.number) : m.outOfSight;
      return invalid({
        place,
        content: registerForm(request, { typed, errors: [{ field: bodyNames.reference, message }] }),
      });
    }
  }
}

/** What waits, and how it comes in. */
export const intakePages: readonly Route[] = [
  get({ path: paths.intake, may, audit: 'influx.intake', handle: intakeAnswer }),
  get({
    path: paths.register,
    may,
    audit: 'influx.form',
    handle: (request) => Promise.resolve(page({ place, content: registerForm(request) })),
  }),
  post({ path: paths.register, may, audit: 'influx.register', handle: register }),
];
