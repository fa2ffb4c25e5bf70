import type { Route } from '../../platform/route.ts';
import { disclosurePages } from './disclosure-pages.tsx';
import { planPages } from './plan-pages.tsx';

/** Every page of sharing. */
export const sharingPages: readonly Route[] = [...disclosurePages, ...planPages];
