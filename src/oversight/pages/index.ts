import type { Route } from '../../platform/route.ts';
import { openingsPage } from './openings-page.tsx';

export const oversightPages: readonly Route[] = [openingsPage];
