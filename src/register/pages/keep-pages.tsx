import { findForm, findOwnForm, type FormId } from '../actions/index.ts';
import type { KeepForm, Opened, Problem } from '../actions/form.ts';
import type { ColumnProblem, Field, Values } from '../fields.ts';
import { readFields, shownValue } from '../fields.ts';
import type { Language } from '../../kernel/text.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import type { Scope } from '../../platform/door.ts';
import { frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import { keepsRegister, usesAnothersRegister } from '../store/kept.ts';
import { controlOf, KeepPage } from '../views/keep-form.tsx';

const place = 'providers';

export const errorsIn = (problems: readonly ColumnProblem<Problem>[], language: Language): readonly FieldError[] =>
  problems.map(({ column, problem }) => {
    const m = registerMessages[language];
    const label = (m.fields as Readonly<Record<string, string>>)[column];
    return { field: controlOf(column), message: label ? `${label}: ${m.problems[problem]}` : m.problems[problem] };
  });

/** What a field shows: what was typed where something was, and else what holds. */
export const shownIn =
  (typed: Typed | undefined, values: Values) =>
  (column: string): readonly string[] =>
    typed ? (typed[controlOf(column)] ?? []) : shownValue(values[column]);

export const writtenIn = (fields: readonly Field[], typed: Typed) =>
  readFields(fields, (column) => typed[controlOf(column)] ?? []);

type Asking = Get<typeof paths.write.pattern>;

/** Whose forms: where they are, which there are, and whether the actor's municipality is the one to write in them. */
type Kept = Readonly<{
  path: typeof paths.write;
  find: (form: string) => KeepForm | undefined;
  mayWrite: (scope: Scope) => Promise<boolean>;
}>;
const ofRegister: Kept = { path: paths.write, find: findForm, mayWrite: keepsRegister };
// The same parameters at another address.
const ofOwnLists: Kept = {
  path: paths.writeOwn as unknown as typeof paths.write,
  find: findOwnForm,
  mayWrite: usesAnothersRegister,
};

function content(
  { path }: Kept,
  request: Asking,
  opened: Opened,
  shown: Readonly<{ typed?: Typed; errors?: readonly FieldError[]; overtaken?: boolean }> = {},
) {
  const { form, subject } = request.parameters;
  const m = registerMessages[request.actor.language];
  const words = m.forms[form as FormId];
  return {
    place,
    content: (
      <KeepPage
        title={words.title}
        submit={words.submit}
        back={{ href: opened.back, text: opened.of ?? m.list.title }}
        frame={{
          action: path({ form, subject }),
          // Overtaken: what is saved next has seen what stands now.
          hidden: frameFields(
            request.csrf,
            shown.overtaken ? { ...shown.typed, [hidden.seen]: [] } : (shown.typed ?? {}),
            opened.seen,
          ),
          errors: shown.errors ?? [],
          cancelHref: opened.back,
        }}
        fields={opened.fields}
        shown={shownIn(shown.typed, opened.values)}
        choices={opened.choices}
        overtaken={shown.overtaken}
      />
    ),
  } as const;
}

async function openedIn({ find, mayWrite }: Kept, request: Asking): Promise<Opened | undefined> {
  const form = find(request.parameters.form);
  return form && (await mayWrite(request)) ? form.open(request, request.parameters.subject) : undefined;
}

async function answer(kept: Kept, request: Asking & Readonly<{ form: FormData }>): Promise<Answer> {
  const { subject } = request.parameters;
  const { language } = request.actor;
  const opened = await openedIn(kept, request);
  const form = kept.find(request.parameters.form);
  if (!opened || !form) return notFound;
  const typed = typedFrom(request.form);
  const read = writtenIn(opened.fields, typed);
  const key = keyIn(typed);
  if (!read.ok || !key) {
    request.rejected();
    return invalid(content(kept, request, opened, { typed, errors: read.ok ? [] : errorsIn(read.problems, language) }));
  }
  const done = await form.write(request, subject, { values: read.values, seen: seenIn(typed), key });
  switch (done.outcome) {
    case 'written':
      return redirect(done.to ?? opened.back);
    case 'wrong':
      request.rejected();
      return invalid(content(kept, request, opened, { typed, errors: errorsIn(done.problems, language) }));
    case 'overtaken':
      request.rejected();
      return conflict(content(kept, request, opened, { typed, overtaken: true }));
    case 'not-found':
      return notFound;
  }
}

/** Every form of who keeps the register, and of the lists beside it: they differ in what they ask and in what they write, and in nothing else. */
const formRoutes = (kept: Kept, may: 'register:keep' | 'placement:rules', audit: string): readonly Route[] => [
  get({
    path: kept.path,
    may,
    audit: 'register.form',
    handle: async (request) => {
      const opened = await openedIn(kept, request);
      return opened ? page(content(kept, request, opened)) : notFound;
    },
  }),
  post({ path: kept.path, may, audit, handle: (request) => answer(kept, request) }),
];

export const keepPages: readonly Route[] = [
  ...formRoutes(ofRegister, 'register:keep', 'register.write'),
  ...formRoutes(ofOwnLists, 'placement:rules', 'register.own-list'),
];
