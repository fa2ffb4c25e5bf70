import type { Route } from '../../platform/route.ts';
import { requestPages } from '../requests/pages/index.ts';
import { reviewPages } from '../review/pages/index.ts';
import { openingsPage } from './openings-page.tsx';

export const oversightPages: readonly Route[] = [openingsPage, ...reviewPages, ...requestPages];
