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
    'comment-asked': (by: string) => `${by} vill ha dina synpunkter på en ny version av en rutin.`,
    'party-wrote': (by: string) => `${by} har skrivit i ett av dina ärenden.`,
    'insluss-arrived': (by: string) => `${by} har begärt insluss hos din enhet.`,
    'meeting-booked': (by: string) => `${by} har bjudit in dig till ett möte.`,
    'meeting-changed': (by: string) => `${by} har ändrat ett möte som du är eller var bjuden till.`,
    'meeting-cancelled': (by: string) => `${by} har ställt in ett möte som du var bjuden till.`,
    'intake-notice': (by: string) =>
      `${by} har kopplat en underrättelse från en hyresvärd eller störningsjour till ett av dina ärenden.`,
    'placement-message': (by: string) => `${by} har skrivit om en placeringsförfrågan.`,
    'placement-recommended': (by: string) => `${by} har gett förslag på placering.`,
    'placement-assigned': (by: string) => `${by} har gett dig en placeringsförfrågan att arbeta med.`,
    'inquiry-answered': () => 'En utförare har svarat på en fråga om en plats.',
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
    'comment-asked': (by: string) => `${by} asks for your comments on a new version of a routine.`,
    'party-wrote': (by: string) => `${by} has written in one of your cases.`,
    'insluss-arrived': (by: string) => `${by} has requested insluss from your unit.`,
    'meeting-booked': (by: string) => `${by} has invited you to a meeting.`,
    'meeting-changed': (by: string) => `${by} has changed a meeting that you are or were invited to.`,
    'meeting-cancelled': (by: string) => `${by} has cancelled a meeting that you were invited to.`,
    'intake-notice': (by: string) =>
      `${by} has linked a notice from a landlord or disturbance on-call service to one of your cases.`,
    'placement-message': (by: string) => `${by} has written about a placement request.`,
    'placement-recommended': (by: string) => `${by} has recommended placements.`,
    'placement-assigned': (by: string) => `${by} has given you a placement request to work on.`,
    'inquiry-answered': () => 'A provider has answered an inquiry about a place.',
  },
};

export const noticeMessages = { sv, en } as const;
