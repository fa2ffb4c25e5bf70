import type { Route } from '../../platform/route.ts';
import { placementRequestPages } from '../requests/pages/index.ts';
import { figurePages } from '../statistics/pages.tsx';

/** Every page of placement. */
export const placementPages: readonly Route[] = [...figurePages, ...placementRequestPages];
