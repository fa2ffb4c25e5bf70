import type { NoticeKind } from '../store/notices.ts';

const sv = {
  heading: 'Att veta',
  noticed: 'Lagt märke till',
  read: 'Läs',
  nothing: 'Inget har hänt som du inte redan har lagt märke till.',
  latest: (shown: number, all: number) =>
    `Här står de ${shown} senaste av ${all}. De äldre kommer fram när du har lagt märke till dem.`,
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
    'placement-new': (by: string) => `Du har fått en ny placeringsförfrågan från ${by}.`,
    'placement-assigned': (by: string) => `${by} har gett dig en placeringsförfrågan att arbeta med.`,
    'placement-changed': (by: string) => `${by} har ändrat en placeringsförfrågan som du arbetar med.`,
    'placement-paused': (by: string) => `${by} har pausat en placeringsförfrågan som du arbetar med.`,
    'placement-reopened': (by: string) => `${by} har återupptagit en placeringsförfrågan som du arbetar med.`,
    'placement-withdrawn': (by: string) => `${by} har tagit tillbaka en placeringsförfrågan som du arbetade med.`,
    'placement-answered': (by: string) => `${by} har svarat på ett förslag som du har lämnat.`,
    'placement-reported': (by: string) => `${by} har återkopplat hur det gick med en placeringsförfrågan.`,
    'placement-complaint': (by: string) => `${by} har lämnat en synpunkt på hur en placeringsförfrågan togs om hand.`,
    'placement-complaint-closed': (by: string) =>
      `${by} har svarat på en synpunkt som du har lämnat om en placeringsförfrågan.`,
    'placement-stopped': () => 'Det finns ett nytt stopp för en utförare som står i ett förslag.',
    'inquiry-answered': () => 'En utförare har svarat på en fråga om en plats.',
  } satisfies Record<NoticeKind, (by: string) => string>,
};

const en: typeof sv = {
  heading: 'To know',
  noticed: 'Noticed',
  read: 'Read',
  nothing: 'Nothing has happened that you have not noticed.',
  latest: (shown: number, all: number) =>
    `These are the latest ${shown} of ${all}. The older ones come when you have noticed these.`,
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
    'placement-new': (by: string) => `You have got a new placement request from ${by}.`,
    'placement-assigned': (by: string) => `${by} has given you a placement request to work on.`,
    'placement-changed': (by: string) => `${by} has changed a placement request that you work on.`,
    'placement-paused': (by: string) => `${by} has paused a placement request that you work on.`,
    'placement-reopened': (by: string) => `${by} has taken up again a placement request that you work on.`,
    'placement-withdrawn': (by: string) => `${by} has withdrawn a placement request that you worked on.`,
    'placement-answered': (by: string) => `${by} has answered a recommendation of yours.`,
    'placement-reported': (by: string) => `${by} has reported what came of a placement request.`,
    'placement-complaint': (by: string) => `${by} has given a view on how a placement request was taken care of.`,
    'placement-complaint-closed': (by: string) =>
      `${by} has answered a view that you have given on a placement request.`,
    'placement-stopped': () => 'There is a new stop for a provider that stands in a proposal.',
    'inquiry-answered': () => 'A provider has answered an inquiry about a place.',
  },
};

export const noticeMessages = { sv, en } as const;
