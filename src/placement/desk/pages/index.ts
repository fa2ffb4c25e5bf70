import type { Route } from '../../../platform/route.ts';
import { awardListPages, awardPages } from './award-pages.tsx';
import { inquiryPages } from './inquiry-pages.tsx';
import { matchPages } from './match-pages.tsx';
import { orderPages } from './order-pages.tsx';
import { ownWorkPages } from './own-work-pages.tsx';
import { queuePages } from './queue-pages.tsx';
import { reasonPages } from './reason-pages.tsx';
import { receiverPages } from './receiver-pages.tsx';
import { requestPages } from './request-pages.tsx';

/** The pages of the placement desk. Those with an address of their own stand before those with a request in it. */
export const deskPages: readonly Route[] = [
  ...queuePages,
  ...awardListPages,
  ...ownWorkPages,
  ...orderPages,
  ...receiverPages,
  ...reasonPages,
  ...requestPages,
  ...matchPages,
  ...inquiryPages,
  ...awardPages,
];
