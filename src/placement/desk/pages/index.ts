import type { Route } from '../../../platform/route.ts';
import { matchPages } from './match-pages.tsx';
import { queuePages } from './queue-pages.tsx';
import { requestPages } from './request-pages.tsx';

/** The pages of the placement desk. Those with an address of their own stand before those with a request in it. */
export const deskPages: readonly Route[] = [...queuePages, ...requestPages, ...matchPages];
