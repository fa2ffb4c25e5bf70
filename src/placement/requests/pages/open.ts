import { findId } from '../../../kernel/ids.ts';
import type { Language } from '../../../kernel/text.ts';
import { type Answer, type Get, redirect } from '../../../platform/route.ts';
import { first, frameFields, type Typed } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { placementPaths as paths } from '../../paths.ts';
import { type Reason, type ReasonKind, reasons } from '../../store/desks.ts';
import { findRequest, findRequestToWrite, type Request } from '../../store/requests.ts';
import { type Done } from '../actions/respond.ts';
import { beganIn } from '../began.ts';
import { freeTextProblem } from '../typed-body.ts';

export const place = 'placements';
export const longest = 4000;

export type Asking = Get<'/placeringar/:request'>;
export type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[] }>;

export async function find(request: Asking): Promise<Request | undefined> {
  const id = findId(request.parameters.request);
  return id === undefined ? undefined : findRequest(request, id);
}
export async function findToWrite(request: Asking): Promise<Request | undefined> {
  const id = findId(request.parameters.request);
  return id === undefined ? undefined : findRequestToWrite(request, id);
}

export const answerHref = (request: string, recommendation: string): string =>
  paths.answer({ request, recommendation });

/** What every form of a request that stands has: its address, its key, and the version that was seen. */
export const frameOf = (request: Asking, known: Request, action: string, { typed = {}, errors = [] }: Shown) => ({
  frame: {
    action,
    hidden: frameFields(request.csrf, typed, known.version),
    errors,
    cancelHref: paths.request({ request: known.id }),
  },
  number: known.number,
  desk: known.deskName,
  value: (name: string): string => first(typed, name),
});

export const choicesOf = (
  some: readonly Reason[],
  chosen: string,
  language: Language,
  help: (reason: Reason) => string | undefined = () => undefined,
) =>
  some.map((reason) => ({
    value: reason.id,
    label: reason.name[language],
    help: help(reason),
    checked: chosen === reason.id,
  }));

export const reasonIn = async (request: Asking, kind: ReasonKind, id: string): Promise<string | undefined> =>
  (await reasons(request, kind)).find((reason) => reason.id === id)?.id;

export const saved = (known: Request): Answer => redirect(paths.request({ request: known.id }, { sparat: 'ja' }));

/** Whom it is about is not named where the desk reads. */
export async function namingIn(
  request: Asking,
  known: Request,
  typed: Typed,
  fields: readonly string[],
): Promise<readonly FieldError[]> {
  const began = await beganIn(request, known.caseId);
  return began ? freeTextProblem(began.file.person, typed, fields, request.actor.language) : [];
}

/** After a form: where it leads, or the form again when somebody else was first. */
export const ended = async (
  done: Done,
  known: Request,
  again: (errors: readonly FieldError[]) => Promise<Answer>,
  field: string,
  message: string,
) => (done === 'done' ? saved(known) : again([{ field, message }]));
