import type { Route } from '../../../platform/route.ts';
import type { ArchiveWords } from '../archive/content.ts';
import { disposalPages } from './disposal-pages.tsx';
import { exportPages } from './export-pages.tsx';
import { holdPages } from './hold-pages.tsx';
import { policyPages } from './policy-pages.tsx';
import { proposalPages } from './proposal-pages.tsx';
import { planPages } from './plan-pages.tsx';

export const retentionPages = (words: readonly ArchiveWords[]): readonly Route[] => [
  ...planPages,
  ...policyPages,
  ...proposalPages,
  ...disposalPages,
  ...holdPages,
  ...exportPages(words),
];
