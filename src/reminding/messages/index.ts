import type { Counts } from '../reminder.ts';

const plural = (n: number, one: string, more: string): string => (n === 1 ? one : more);

/** The words of reminders: their settings, and the message, which says how many and nothing of what. */
export const messages = {
  sv: {
    title: 'Mina påminnelser',
    back: 'Min dag',
    account: 'Min inloggning',
    intro:
      'Varje vardagsmorgon kan du få ett mejl om det som väntar på dig. Det innehåller bara antal och en länk hit: aldrig namn, ärendenummer eller vad det gäller. När inget väntar får du inget mejl.',
    to: (address: string) => `Påminnelserna går till ${address}. Är adressen fel, säg till en administratör.`,
    nowhere: 'Du har ingen e-postadress i systemet, så inga påminnelser skickas. Säg till en administratör.',
    level: 'Vad vill du bli påmind om?',
    levels: {
      none: 'Inget',
      late: 'Bara det som är försenat',
      due: 'Det som är försenat, ska göras i dag eller har fastnat sedan förra gången',
      week: 'Också det som ska göras de närmaste sju dagarna',
    },
    save: 'Spara',
    saved: 'Sparat. Det gäller från nästa påminnelse.',
    problems: { level: 'Välj vad du vill bli påmind om.' },
    mail: {
      subject: 'Påminnelse från Hemvist',
      intro: 'Det här väntar på dig i Hemvist i dag:',
      counts: {
        late: (n: number) => `${n} ${plural(n, 'sak är försenad', 'saker är försenade')}`,
        due: (n: number) => `${n} ${plural(n, 'sak ska göras nu', 'saker ska göras nu')}`,
        coming: (n: number) => `${n} ${plural(n, 'sak', 'saker')} ska göras de närmaste dagarna`,
        blocked: (n: number) => `${n} ${plural(n, 'sak har fastnat', 'saker har fastnat')} och väntar på något annat`,
      } satisfies Record<keyof Counts, (n: number) => string>,
      see: (page: string, url: string) => `Se vad det är under ${page}: ${url}`,
      change: (url: string) => `Välj vad du vill bli påmind om: ${url}`,
    },
  },
  en: {
    title: 'My reminders',
    back: 'My day',
    account: 'My sign-in',
    intro:
      'Each weekday morning you can get a message about what waits for you. It only holds counts and a link to this site: never a name, a case number or what it is about. When nothing waits you get none.',
    to: (address: string) => `Reminders go to ${address}. If the address is wrong, tell an administrator.`,
    nowhere: 'You have no e-mail address in the system, so no reminders are sent. Tell an administrator.',
    level: 'What do you want to be reminded of?',
    levels: {
      none: 'Nothing',
      late: 'Only what is overdue',
      due: 'What is overdue, due today or stuck since the last time',
      week: 'Also what is due in the coming seven days',
    },
    save: 'Save',
    saved: 'Saved. It holds from the next reminder.',
    problems: { level: 'Choose what you want to be reminded of.' },
    mail: {
      subject: 'Reminder from Hemvist',
      intro: 'This waits for you in Hemvist today:',
      counts: {
        late: (n: number) => `${n} ${plural(n, 'thing is overdue', 'things are overdue')}`,
        due: (n: number) => `${n} ${plural(n, 'thing is due now', 'things are due now')}`,
        coming: (n: number) => `${n} ${plural(n, 'thing is', 'things are')} due in the coming days`,
        blocked: (n: number) =>
          `${n} ${plural(n, 'thing is stuck', 'things are stuck')} and waiting for something else`,
      } satisfies Record<keyof Counts, (n: number) => string>,
      see: (page: string, url: string) => `See what it is in ${page}: ${url}`,
      change: (url: string) => `Choose what to be reminded of: ${url}`,
    },
  },
};
