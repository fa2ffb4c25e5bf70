import type { Route } from '../../../platform/route.ts';
import { doorPages } from './door-pages.tsx';
import { incomingPages } from './incoming-pages.tsx';
import { scanPage } from './scan-page.ts';
import { inslussRequestPages } from './request-pages.tsx';

export const inslussPages: readonly Route[] = [...inslussRequestPages, ...incomingPages, ...doorPages, scanPage];
