import type { Route } from '../../../platform/route.ts';
import { delegationPages } from './delegations.tsx';
import { directoryPages } from './directory.tsx';
import { historyPages } from './history.tsx';
import { jobPages } from './jobs.tsx';
import { mailPages } from './mail.tsx';
import { municipalityPages } from './municipality.tsx';
import { peoplePages } from './people.tsx';
import { personPages } from './person.tsx';
import { personSignInPages } from './person-sign-in.tsx';
import { rolePages } from './roles.tsx';
import { signInRulePages } from './sign-in-rules.tsx';
import { unitPages } from './units.tsx';

/** The pages that administrators keep the organisation by, section by section. */
export const administrationPages: readonly Route[] = [
  ...peoplePages,
  ...personPages,
  ...personSignInPages,
  ...municipalityPages,
  ...unitPages,
  ...rolePages,
  ...delegationPages,
  ...directoryPages,
  ...signInRulePages,
  ...historyPages,
  ...jobPages,
  ...mailPages,
];
