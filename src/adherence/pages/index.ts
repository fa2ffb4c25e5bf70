import type { Route } from '../../platform/route.ts';
import { figuresPages } from '../statistics/pages/figures-pages.tsx';

export const adherencePages: readonly Route[] = [...figuresPages];
