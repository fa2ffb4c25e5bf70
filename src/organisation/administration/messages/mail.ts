/** What the administration says of mail to those who work here. */
export const mail = {
  sv: {
    intro:
      'Här är de senaste meddelandena till dem som arbetar i kommunen. De innehåller aldrig namn eller något om ett ärende: bara antal och en länk.',
    empty: 'Inget meddelande har skrivits.',
    caption: 'Meddelanden',
    columns: { at: 'När', to: 'Till', what: 'Meddelande', state: 'Hur det gick' },
    states: {
      waiting: 'väntar',
      taken: 'skickas',
      given: 'skickas',
      sent: 'skickat',
      refused: 'gick inte att skicka',
      unknown: 'ovisst',
      kept: 'ligger kvar här',
    },
    more: {
      kept: 'Ingen e-postserver är inställd.',
      unknown: 'Servern svarade aldrig. Det kan ha kommit fram, och skickas inte igen.',
    },
    code: (code: string) => `Felkod ${code}.`,
    codes: {
      'no-address': 'Personen har ingen e-postadress.',
      sealed: 'Länken i meddelandet går inte längre att läsa: den är förseglad med en annan nyckel.',
      'too-late': 'Det var för sent: dagen var slut.',
    } as Readonly<Record<string, string>>,
    again: 'Nytt försök',
  },
  en: {
    intro:
      'These are the newest messages to those who work in the municipality. They never hold a name or anything of a case: only counts and a link.',
    empty: 'No message has been written.',
    caption: 'Messages',
    columns: { at: 'When', to: 'To', what: 'Message', state: 'How it went' },
    states: {
      waiting: 'waits',
      taken: 'is being sent',
      given: 'is being sent',
      sent: 'sent',
      refused: 'could not be sent',
      unknown: 'unknown',
      kept: 'stays here',
    },
    more: {
      kept: 'No server for mail is set up.',
      unknown: 'The server never answered. It may have arrived, and is not sent again.',
    },
    code: (code: string) => `Error code ${code}.`,
    codes: {
      'no-address': 'The person has no e-mail address.',
      sealed: 'The link in the message can no longer be read: it is sealed with another key.',
      'too-late': 'It was too late: the day was over.',
    } as Readonly<Record<string, string>>,
    again: 'Next try',
  },
};
