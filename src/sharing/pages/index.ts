import type { Route } from '../../platform/route.ts';
import { disclosedPages } from './disclosed-pages.tsx';
import { disclosePages } from './disclose-pages.tsx';
import { draftPages } from './draft-pages.tsx';
import { ownPlanPages } from './own-plan-pages.tsx';
import { partyPlanPages } from './party-plan-pages.tsx';
import { planListPages } from './plan-list-pages.tsx';
import { receivedPages } from './received-pages.tsx';
import { inslussPages } from '../insluss/pages/index.ts';
import { whySharedPages } from './why-pages.tsx';

/** Every page of sharing. */
export const sharingPages: readonly Route[] = [
  ...disclosedPages,
  ...disclosePages,
  ...draftPages,
  ...receivedPages,
  ...planListPages,
  ...ownPlanPages,
  ...partyPlanPages,
  ...inslussPages,
  ...whySharedPages,
];
