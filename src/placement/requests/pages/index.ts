import type { Route } from '../../../platform/route.ts';
import { askPages } from './ask-pages.tsx';
import { listPages } from './list-pages.tsx';
import { requestPages } from './request-pages.tsx';
import { stayPages } from './stay-pages.tsx';

/** The requester's side of a placement. Fixed addresses come before those that hold an id. */
export const placementRequestPages: readonly Route[] = [...askPages, ...listPages, ...requestPages, ...stayPages];
