import type { Route } from '../../../platform/route.ts';
import { aroundPages } from './around-pages.tsx';
import { itemPages } from './item-pages.tsx';
import { monthPages } from './month-pages.tsx';
import { myLogPages } from './my-log-pages.tsx';
import { statisticsPages } from './statistics-pages.tsx';

export const reviewPages: readonly Route[] = [
  ...monthPages,
  ...itemPages,
  ...aroundPages,
  ...statisticsPages,
  ...myLogPages,
];
