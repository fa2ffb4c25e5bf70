import type { ErrorStatus, Place } from '../views/model.ts';

export const sv = {
  places: {
    myDay: 'Min dag',
    cases: 'Ärenden',
    search: 'Sök',
    emergency: 'Jour',
    requests: 'Förfrågningar',
    providers: 'Utförare',
    routines: 'Rutiner',
    grounds: 'Grunder',
    officialRequests: 'Begäran om uppgifter',
    review: 'Loggranskning',
    retention: 'Bevara och gallra',
    statistics: 'Statistik',
    administration: 'Administration',
  } satisfies Record<Place, string>,
  layout: {
    home: 'Hemvist, till första sidan',
    navigation: 'Huvudmeny',
    account: 'Du',
    signOut: 'Logga ut',
    myLog: 'Min logg',
    languages: 'Språk',
    demonstration: 'Övningsmiljö med påhittade personer. Skriv inget om verkliga människor här.',
  },
  signIn: {
    title: 'Logga in',
    lead: 'Här arbetar stadens socialtjänst tillsammans för att människor ska kunna bo kvar, eller få ett hem.',
    username: 'Användarnamn',
    password: 'Lösenord',
    submit: 'Logga in',
    failed: 'Det gick inte att logga in. Kontrollera användarnamn och lösenord och försök igen.',
    expired: 'Du har varit borta en stund och därför loggats ut. Utkast som hann sparas finns kvar.',
    interrupted:
      'Du hade varit borta för länge när du sparade. Logga in, så kan du skicka det du skrev. Inget har gått förlorat.',
    demonstration: 'Prova som någon av dessa',
    demonstrationHelp: 'Alla personer och ärenden är påhittade.',
    columns: { name: 'Person', role: 'Arbetar som', username: 'Användarnamn', password: 'Lösenord' },
  },
  confirm: {
    title: 'Bekräfta att det är du',
    lead: (name: string) => `Det du är på väg att göra är känsligt. Skriv ditt lösenord igen, ${name}.`,
    interrupted: 'Det du skrev finns kvar. Inget är sparat eller öppnat än.',
    failed: 'Lösenordet stämmer inte. Försök igen.',
    password: 'Lösenord',
    submit: 'Bekräfta',
    cancel: 'Avbryt',
  },
  resume: {
    title: 'Skicka det du skrev',
    what: (name: string) => `Det du skrev finns kvar, men är inte sparat än. Du är inloggad som ${name}.`,
    send: 'Skicka nu',
    drop: 'Kasta det',
  },
  errors: {
    400: {
      title: 'Det gick inte att läsa det som skickades',
      what: 'Något i adressen eller formuläret saknades eller hade fel form.',
      now: 'Gå tillbaka och försök igen.',
    },
    403: {
      title: 'Du får inte göra det här',
      what: 'Din roll eller din tilldelning räcker inte till just detta. Du är fortfarande inloggad.',
      now: 'Behöver du det i ditt arbete, be den som är ansvarig för ärendet att lägga till dig.',
    },
    404: {
      title: 'Sidan finns inte, eller är inte delad med dig',
      what: 'Adressen kan vara fel, eller så gäller sidan ett ärende som du inte är tillagd i. Av sekretesskäl säger Hemvist inte vilket.',
      now: 'Kontrollera adressen, eller be den som är ansvarig för ärendet att lägga till dig.',
    },
    409: {
      title: 'Någon annan har ändrat samma sak',
      what: 'Medan du skrev ändrades det du arbetade med.',
      now: 'Gå tillbaka, läs vad som har ändrats och spara igen.',
    },
    413: {
      title: 'Det som skickades är för stort',
      what: 'Texten eller filen är större än Hemvist tar emot.',
      now: 'Gå tillbaka, korta ner den och försök igen.',
    },
    429: {
      title: 'Vänta en liten stund',
      what: 'Det kom för många försök på kort tid.',
      now: 'Vänta en minut och försök igen.',
    },
    500: {
      title: 'Något gick fel hos oss',
      what: 'Hemvist kunde inte slutföra det du bad om. Felet är noterat.',
      now: 'Försök igen om en stund. Händer det igen, kontakta supporten.',
    },
    503: {
      title: 'Hemvist är inte tillgängligt just nu',
      what: 'Det beror oftast på ett kort underhåll.',
      now: 'Vänta en minut och ladda om sidan.',
    },
  } satisfies Record<ErrorStatus, { title: string; what: string; now: string }>,
  error: {
    savedHeading: 'Vad är sparat?',
    nothingSaved: 'Det du senast skickade är inte sparat. Det som sparades tidigare finns kvar.',
    nowHeading: 'Vad kan du göra nu?',
    reference: (reference: string) => `Uppge ${reference} om du kontaktar supporten.`,
  },
};

export type Messages = typeof sv;
