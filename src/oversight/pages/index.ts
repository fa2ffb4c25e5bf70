import type { Route } from '../../platform/route.ts';
import { requestPages } from '../requests/pages/index.ts';
import { retentionPages } from '../retention/pages/index.ts';
import type { ArchiveWords } from '../retention/archive/content.ts';
import { reviewPages } from '../review/pages/index.ts';
import { openingsPage } from './openings-page.tsx';

export { extractPages } from '../individual/pages/extract-pages.tsx';
export { ownExtract } from '../individual/parts.ts';

export const oversightPages = (archiveWords: readonly ArchiveWords[]): readonly Route[] => [
  openingsPage,
  ...reviewPages,
  ...requestPages,
  ...retentionPages(archiveWords),
];
