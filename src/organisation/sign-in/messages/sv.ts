import type { Method } from '../store/sessions.ts';

const methods: Readonly<Record<Method, string>> = {
  password: 'Lösenord',
  code: 'Lösenord och kod',
  'recovery-code': 'Lösenord och reservkod',
  passkey: 'Nyckel',
  provider: 'Organisationens inloggning',
  link: 'Engångslänk',
};

export const sv = {
  own: {
    title: 'Min inloggning',
    lead: 'Hur du loggar in i Hemvist, och var du är inloggad nu.',
    mustSetUp:
      'Innan du kan arbeta i Hemvist behöver du ett andra sätt att visa att det är du. Lägg till en nyckel, eller koder från en app. Det tar ett par minuter.',
    done: {
      losenord: 'Lösenordet är bytt. Du är utloggad överallt utom här.',
      kod: 'Koder från appen är tillagda. Gör också reservkoder, för den dag du inte har telefonen med dig.',
      'kod-borta': 'Koder från appen är borttagna.',
      nyckel: 'Nyckeln är tillagd.',
      'nyckel-borta': 'Nyckeln är borttagen.',
      andra: 'Du är utloggad överallt utom här.',
    },
    last: 'Det går inte att ta bort: det är ditt enda andra sätt att logga in. Lägg till ett annat först.',
    provider: 'Du loggar in genom organisationens inloggning. Lösenord och koder hanteras där.',
    password: 'Lösenord',
    passwordIs: (username: string) => `Ditt användarnamn är ${username}.`,
    changePassword: 'Byt lösenord',
    passkeys: 'Nycklar',
    passkeysNone:
      'En nyckel finns i din dator eller telefon, eller i en säkerhetsnyckel, och låses upp med finger, ansikte eller pin. Den går inte att gissa eller lura av dig, och du behöver inget lösenord.',
    passkeyAdd: 'Lägg till en nyckel',
    passkeyRemove: 'Ta bort',
    passkeyUnused: 'inte än',
    passkeyColumns: { name: 'Nyckel', added: 'Tillagd', used: 'Senast använd', remove: 'Ta bort' },
    code: 'Koder från en app',
    codeNone: 'En app i telefonen visar en ny kod varje halvminut. Koden frågas efter när du har skrivit lösenordet.',
    codeSince: 'Tillagda',
    codeAdd: 'Lägg till koder från en app',
    codeAnew: 'Byt app eller telefon',
    codeRemove: 'Ta bort koderna',
    recovery: 'Reservkoder',
    recoveryNone:
      'Reservkoder skrivs ut eller sparas på ett säkert ställe. Var och en gäller en gång, i stället för en kod från appen eller nyckeln.',
    recoveryLeft: (left: number) => (left === 1 ? 'Du har en reservkod kvar.' : `Du har ${left} reservkoder kvar.`),
    recoveryMake: 'Gör nya reservkoder',
    sessions: 'Var du är inloggad',
    sessionsHelp: 'Känner du inte igen något? Logga ut överallt och byt lösenord.',
    columns: { browser: 'Webbläsare', method: 'Inloggad med', since: 'Sedan', seen: 'Senast använd' },
    unknownBrowser: 'Okänd webbläsare',
    here: 'den här',
    endOthers: 'Logga ut på alla andra ställen',
    endAll: 'Logga ut överallt',
  },
  methods,
  password: {
    title: 'Byt lösenord',
    back: 'Till Min inloggning',
    help: 'Minst 12 tecken. Några ord som inte hör ihop är lätta att minnas och svåra att gissa. Vanliga lösenord och ditt eget namn går inte.',
    current: 'Ditt lösenord nu',
    chosen: 'Nytt lösenord',
    again: 'Nytt lösenord igen',
    save: 'Byt lösenord',
    problems: {
      current: 'Lösenordet du har nu stämmer inte. Skriv det igen.',
      waiting: 'Det blev för många försök med fel lösenord. Vänta en kvart och försök igen.',
      short: 'Det nya lösenordet är för kort. Skriv minst 12 tecken.',
      long: 'Det nya lösenordet är för långt. Skriv högst 200 tecken.',
      common: 'Det nya lösenordet liknar dem som gissas först. Välj några ord som inte hör ihop.',
      leaked:
        'Det nya lösenordet finns bland dem som har läckt från andra tjänster. Välj ett som du aldrig har haft någonstans.',
      unchecked:
        'Det gick inte att kontrollera om det nya lösenordet har läckt, så det är inte sparat. Försök igen om en stund, eller säg till dem som sköter Hemvist.',
      'own-name': 'Det nya lösenordet innehåller ditt namn eller användarnamn. Välj något annat.',
      again: 'De två nya lösenorden är inte lika. Skriv samma i båda rutorna.',
    },
  },
  code: {
    title: 'Lägg till koder från en app',
    lead: 'Använd en app som visar engångskoder, till exempel den som din arbetsgivare anvisar.',
    scan: 'Läs av bilden med appen.',
    picture: 'Bild att läsa av med appen; nyckeln i ord står nedanför',
    type: 'Går det inte? Skriv in den här nyckeln i appen i stället:',
    field: 'Koden som appen visar nu',
    fieldHelp: 'Sex siffror.',
    save: 'Lägg till',
    wrong: 'Koden stämmer inte. Kontrollera att telefonens klocka går rätt, vänta på nästa kod och skriv den.',
  },
  passkey: {
    title: 'Lägg till en nyckel',
    lead: 'Ge nyckeln ett namn som du känner igen den på. Sedan frågar webbläsaren var den ska finnas.',
    name: 'Vad du kallar nyckeln',
    nameHelp: 'Till exempel Jobbdatorn eller Min telefon.',
    nameMissing: 'Namnet saknas. Skriv vad du kallar nyckeln.',
    save: 'Lägg till',
    missing:
      'Nycklar fungerar bara när webbläsaren har stöd för dem och får köra Hemvists skript. Koder från en app fungerar alltid.',
    failed: 'Ingen nyckel lades till. Försök igen, eller välj en annan plats för den.',
    wrong: 'Nyckeln kunde inte läggas till: svaret gällde inte längre. Försök igen.',
  },
  recovery: {
    title: 'Dina reservkoder',
    lead: 'Skriv ut eller spara koderna på ett säkert ställe nu: de visas bara den här gången. Tidigare koder gäller inte längre.',
    once: 'Var och en gäller en gång.',
    list: 'Reservkoder',
    done: 'Klart, jag har sparat dem',
  },
};

export type Messages = typeof sv;
