import { findId } from '../../../kernel/ids.ts';
import type { Get } from '../../../platform/route.ts';
import { first, frameFields } from '../../../platform/typed.ts';
import type { FormFrame } from '../../../ui/form-frame.ts';
import type { Shown } from '../../shown.ts';
import { assignmentPaths as paths } from '../paths.ts';
import { type Assignment, findAssignment } from '../store/assignments.ts';
import type { ValuesOf } from '../views/forms.tsx';

export const place = 'assignments';
export const may = 'massInflux:handle';

export type Asking = Get<'/anvisningar/:household'>;

/** The assignment of the address, when the actor sees it. */
export async function openHousehold(
  request: Get<string> & { parameters: { household: string } },
): Promise<Assignment | undefined> {
  const id = findId<never>(request.parameters.household);
  return id === undefined ? undefined : findAssignment(request, id);
}

/** The frame of a form about an assignment. */
export const frameOf = (
  request: Get<string>,
  action: string,
  { id, version }: Pick<Assignment, 'id' | 'version'>,
  { typed = {}, errors = [] }: Shown,
): FormFrame => ({
  action,
  hidden: frameFields(request.csrf, typed, version),
  errors,
  cancelHref: paths.household({ household: id }),
});

export const typedIn = ({ typed = {} }: Shown, name: string): string => first(typed, name);

/** What a form shows: what was typed, or what stands there already. */
export const valuesFrom =
  ({ typed }: Shown, before: Readonly<Record<string, readonly string[]>> = {}): ValuesOf =>
  (name) =>
    (typed ?? before)[name] ?? [];
