import type { Route } from '../../../platform/route.ts';
import { registerPages } from './register-pages.tsx';
import { stepPages } from './step-pages.tsx';

export const requestPages: readonly Route[] = [...registerPages, ...stepPages];
