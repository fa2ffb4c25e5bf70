import { en } from './en.ts';
import { jobs } from './jobs.ts';
import { mail } from './mail.ts';
import { municipality } from './municipality.ts';
import { signInLinks } from './sign-in-links.ts';
import { signInRules } from './sign-in-rules.ts';
import { sv } from './sv.ts';

/** The words of the organisation's administration, in each language. */
export const organisationMessages = {
  sv: {
    ...sv,
    jobs: jobs.sv,
    mail: mail.sv,
    municipality: municipality.sv,
    signInLinks: signInLinks.sv,
    signInRules: signInRules.sv,
  },
  en: {
    ...en,
    jobs: jobs.en,
    mail: mail.en,
    municipality: municipality.en,
    signInLinks: signInLinks.en,
    signInRules: signInRules.en,
  },
} as const;
