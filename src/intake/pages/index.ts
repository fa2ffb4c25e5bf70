import type { Route } from '../../platform/route.ts';
import { caseNoticePages } from './case-notice-pages.tsx';
import { intakePages as pages } from './intake-pages.tsx';
import { rulePages } from './rule-pages.tsx';

/** Every page of the intake that asks for a sign-in. */
export const intakePages: readonly Route[] = [...pages, ...caseNoticePages, ...rulePages];
