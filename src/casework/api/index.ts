import type { ApiRoute } from '../../platform/api-route.ts';
import { accessRoutes } from './access-routes.ts';
import { caseRoutes } from './case-routes.ts';
import { consentRoutes } from './consent-routes.ts';
import { entryRoutes } from './entry-routes.ts';
import { factRoutes } from './fact-routes.ts';
import { meetingRoutes } from './meeting-routes.ts';
import { runRoutes } from './run-routes.ts';

/** The REST API of casework. */
export const caseworkApi: readonly ApiRoute[] = [
  ...caseRoutes,
  ...runRoutes,
  ...entryRoutes,
  ...factRoutes,
  ...consentRoutes,
  ...meetingRoutes,
  ...accessRoutes,
];
