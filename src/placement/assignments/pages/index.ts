import type { Route } from '../../../platform/route.ts';
import { figurePages } from './figure-pages.tsx';
import { householdPages } from './household-pages.tsx';
import { housingPages } from './housing-pages.tsx';
import { intakePages } from './intake-pages.tsx';
import { listPages } from './list-pages.tsx';
import { placePages } from './place-pages.tsx';

/** The reception of assigned households. Those with an address of their own stand before those with a household in it. */
export const assignmentPages: readonly Route[] = [
  ...intakePages,
  ...listPages,
  ...figurePages,
  ...housingPages,
  ...placePages,
  ...householdPages,
];
