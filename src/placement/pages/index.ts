import type { Route } from '../../platform/route.ts';
import { placementRequestPages } from '../requests/pages/index.ts';

/** Every page of placement. */
export const placementPages: readonly Route[] = [...placementRequestPages];
