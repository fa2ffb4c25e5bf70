import type { Route } from '../../platform/route.ts';
import type { Concerning } from '../concerning.ts';
import { filePages } from './file-pages.tsx';
import { keepPages } from './keep-pages.tsx';
import { listPages } from './list-pages.tsx';
import { providerPages, unitPages } from './provider-pages.tsx';
import { newStops, stopPages } from './stop-pages.tsx';

/** Every page of the register. Those with a name of their own stand before those named by an id. */
export const registerPages = (concerning: Concerning): readonly Route[] => [
  ...listPages,
  ...filePages,
  ...unitPages(concerning),
  ...stopPages(concerning),
  ...keepPages,
  ...providerPages,
  ...newStops(concerning),
];
