import type { NoticeKind } from '../store/notices.ts';

const sv = {
  heading: 'Att veta',
  noticed: 'Lagt märke till',
  read: 'Läs',
  kinds: {
    'emergency-opened': (by: string) => `${by} har öppnat ett av dina ärenden i nödläge.`,
    'consent-withdrawn': () => 'Ett samtycke som du har arbetat med stöd av gäller inte längre.',
    'plan-shared': (by: string) => `${by} har delat en plan med dig.`,
    'plan-lapsed': () => 'En plan som du har varit med i delas inte längre.',
    'disclosure-received': (by: string) => `${by} har lämnat ut uppgifter till dig.`,
    'protection-asked': (by: string) => `${by} ber om att någon ska få komma åt ett ärende med skyddad identitet.`,
    'protection-answered': (by: string) => `${by} har svarat på en fråga om skyddad identitet.`,
    'review-question': (by: string) => `${by} har en fråga om något du har öppnat.`,
    'request-to-decide': (by: string) => `${by} har lämnat en begäran om uppgifter till dig att besluta.`,
    'retention-to-approve': (by: string) => `${by} ber dig godkänna ett förslag om gallring.`,
  } satisfies Record<NoticeKind, (by: string) => string>,
};

const en: typeof sv = {
  heading: 'To know',
  noticed: 'Noticed',
  read: 'Read',
  kinds: {
    'emergency-opened': (by: string) => `${by} has opened one of your cases in an emergency.`,
    'consent-withdrawn': () => 'A consent that you have worked by is no longer in force.',
    'plan-shared': (by: string) => `${by} has shared a plan with you.`,
    'plan-lapsed': () => 'A plan that you have taken part in is no longer shared.',
    'disclosure-received': (by: string) => `${by} has disclosed information to you.`,
    'protection-asked': (by: string) => `${by} asks for somebody to reach a case with a protected identity.`,
    'protection-answered': (by: string) => `${by} has answered a question about a protected identity.`,
    'review-question': (by: string) => `${by} has a question about something you have opened.`,
    'request-to-decide': (by: string) => `${by} has left a request for information to you to decide.`,
    'retention-to-approve': (by: string) => `${by} asks you to approve a proposal for disposal.`,
  },
};

export const noticeMessages = { sv, en } as const;
