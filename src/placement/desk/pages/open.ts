import { findId } from '../../../kernel/ids.ts';
import type { Get, Post } from '../../../platform/route.ts';
import { first, frameFields } from '../../../platform/typed.ts';
import type { FormFrame } from '../../../ui/form-frame.ts';
import type { Shown } from '../../shown.ts';
import { findRequest, type Request } from '../../store/requests.ts';
import { deskPaths as paths } from '../paths.ts';
import { findShownMatch, type ShownMatch } from '../store/matches.ts';

export const place = 'placementDesk';
export const may = 'placement:handle';

export type Asking = Get<'/forfragningar/:request'>;
export type Posting = Post<'/forfragningar/:request'>;
export type OfMatch = Get<'/forfragningar/:request/matchning/:match'>;

/** The request of the address, when it lies on the actor's desk: what they see as a requester is another page's. */
export async function openRequest(
  request: Get<string> & { parameters: { request: string } },
): Promise<Request | undefined> {
  const id = findId<never>(request.parameters.request);
  const found = id === undefined ? undefined : await findRequest(request, id);
  return found?.deskArea === request.actor.area ? found : undefined;
}

export type Opened = Readonly<{ found: Request; stored: ShownMatch }>;

/** The request and its match of the address. */
export async function openMatch(request: OfMatch): Promise<Opened | undefined> {
  const found = await openRequest(request);
  const id = findId<never>(request.parameters.match);
  const stored = found && id !== undefined ? await findShownMatch(request, found.id, id) : undefined;
  return found && stored ? { found, stored } : undefined;
}

/** The frame of a form about a request. */
export const frameOf = (
  request: Get<string>,
  action: string,
  { id, version }: Pick<Request, 'id' | 'version'>,
  { typed = {}, errors = [] }: Shown,
  cancelHref: string = paths.request({ request: id }),
): FormFrame => ({ action, hidden: frameFields(request.csrf, typed, version), errors, cancelHref });

export const typedIn = ({ typed = {} }: Shown, name: string): string => first(typed, name);
