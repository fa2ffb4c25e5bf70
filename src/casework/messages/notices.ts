import type { NoticeKind } from '../store/notices.ts';

const sv = {
  heading: 'Att veta',
  noticed: 'Lagt märke till',
  read: 'Läs',
  kinds: {
    'emergency-opened': (by: string) => `${by} har öppnat ett av dina ärenden i nödläge.`,
    'consent-withdrawn': () => 'Ett samtycke som du har arbetat med stöd av gäller inte längre.',
    'review-question': (by: string) => `${by} har en fråga om något du har öppnat.`,
    'request-to-decide': (by: string) => `${by} har lämnat en begäran om uppgifter till dig att besluta.`,
    disclosed: (by: string) => `${by} har lämnat ut uppgifter till dig.`,
    'plan-shared': (by: string) => `${by} har bjudit in dig till en samordnad plan.`,
    'intake-notice': (by: string) =>
      `${by} har kopplat en underrättelse från en hyresvärd eller störningsjour till ett av dina ärenden.`,
  } satisfies Record<NoticeKind, (by: string) => string>,
};

const en: typeof sv = {
  heading: 'To know',
  noticed: 'Noticed',
  read: 'Read',
  kinds: {
    'emergency-opened': (by: string) => `${by} has opened one of your cases in an emergency.`,
    'consent-withdrawn': () => 'A consent that you have worked by is no longer in force.',
    'review-question': (by: string) => `${by} has a question about something you have opened.`,
    'request-to-decide': (by: string) => `${by} has left a request for information to you to decide.`,
    disclosed: (by: string) => `${by} has disclosed information to you.`,
    'plan-shared': (by: string) => `${by} has invited you to a shared plan.`,
    'intake-notice': (by: string) =>
      `${by} has linked a notice from a landlord or disturbance on-call service to one of your cases.`,
  },
};

export const noticeMessages = { sv, en } as const;
