import type { ApiRoute } from '../../platform/api-route.ts';
import { disclosureRoutes } from './disclosure-routes.ts';
import { planRoutes } from './plan-routes.ts';

/** The REST API of what is handed over and shared. */
export const sharingApi: readonly ApiRoute[] = [...disclosureRoutes, ...planRoutes];
