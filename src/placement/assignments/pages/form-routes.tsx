import type { ReactElement } from 'react';
import {
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { isOpen, type Written } from '../actions/register.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import { type Assignment, findAssignment } from '../store/assignments.ts';
import type { Shown } from '../../shown.ts';
import { may, openHousehold, place } from './open.ts';

export type Taken = Readonly<{ errors: readonly FieldError[] }> | Readonly<{ written: Written }>;

type OfHousehold = '/anvisningar/:household';
type Parts<Pattern extends string> = Readonly<{
  /** Undefined when what it is about is no longer there. */
  form: (request: Get<Pattern>, found: Assignment, shown?: Shown) => Promise<ReactElement | undefined>;
  take: (request: Post<Pattern>, found: Assignment, typed: Typed) => Promise<Taken>;
  canBe?: (request: Get<string>, found: Assignment) => boolean;
  /** Where somebody goes whose form is no longer there, when it is not the household's page. */
  backHref?: (found: Assignment) => string;
}>;

/**
 * A form about an assignment: where it is, how it looks, and what it writes. When somebody else was first it is shown again with what holds
 * now, or they are led to what does.
 */
export function formRoutes<Pattern extends `${OfHousehold}${string}`>(
  path: Readonly<{ pattern: Pattern }>,
  audit: string,
  { form, take, canBe = (_, found) => isOpen(found), backHref }: Parts<Pattern>,
): readonly Route[] {
  const open = (request: Get<string>) => openHousehold(request as Get<OfHousehold>);
  const back = (found: Assignment): string => backHref?.(found) ?? paths.household({ household: found.id });
  return [
    get({
      path,
      may,
      audit: 'influx.form',
      handle: async (request) => {
        const found = await open(request);
        const content = found && canBe(request, found) ? await form(request, found) : undefined;
        return content ? page({ place, content }) : notFound;
      },
    }),
    post({
      path,
      may,
      audit,
      handle: async (request) => {
        const found = await open(request);
        if (!found) return notFound;
        const typed = typedFrom(request.form);
        const taken = await take(request, found, typed);
        if ('errors' in taken) {
          request.rejected();
          const content = await form(request, found, { typed, errors: taken.errors });
          return content ? invalid({ place, content }) : redirect(back(found));
        }
        switch (taken.written) {
          case 'written':
            return redirect(paths.household({ household: found.id }, { sparat: 'ja' }));
          case 'not-found':
            return notFound;
          case 'overtaken': {
            const latest = (await findAssignment(request, found.id)) ?? found;
            const problem = assignmentMessages[request.actor.language].household.overtaken;
            const content = canBe(request, latest) ? await form(request, latest, { problem }) : undefined;
            return content ? conflict({ place, content }) : redirect(back(latest));
          }
        }
      },
    }),
  ];
}

export const about = (request: Get<string>, found: Assignment): string =>
  assignmentMessages[request.actor.language].household.heading(found.number);
