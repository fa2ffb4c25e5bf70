import type { Route } from '../../platform/route.ts';
import { deviationPages } from '../deviations/pages.tsx';
import { selfAuditPages } from '../self-audit/pages.tsx';
import { figuresPages } from '../statistics/pages/figures-pages.tsx';

export const adherencePages: readonly Route[] = [...figuresPages, ...deviationPages, ...selfAuditPages];
