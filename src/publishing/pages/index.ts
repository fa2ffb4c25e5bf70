import type { Route } from '../../platform/route.ts';
import { draftPages } from './draft-pages.tsx';
import { partPages } from './part-pages.tsx';
import { publishPages } from './publish-pages.tsx';
import { textPages } from './text-pages.tsx';

/** Every page of publishing. */
export const publishingPages: readonly Route[] = [...draftPages, ...textPages, ...partPages, ...publishPages];
