import type { Language } from '../../kernel/text.ts';

export type ProblemCode =
  | 'malformed'
  | 'unauthenticated'
  | 'sign-in-failed'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'overtaken'
  | 'too-large'
  | 'not-json'
  | 'invalid'
  | 'key-reused'
  | 'too-many'
  | 'error';

type Told = Readonly<{ title: string; detail: string }>;

const sv = {
  problems: {
    malformed: {
      title: 'Går inte att läsa',
      detail: 'Begäran går inte att läsa. Inget är sparat. Rätta det som står i errors och skicka igen.',
    },
    unauthenticated: {
      title: 'Inte inloggad',
      detail: 'Du är inte inloggad, eller har blivit utloggad. Logga in på /api/v1/session och skicka igen.',
    },
    'sign-in-failed': {
      title: 'Fel uppgifter',
      detail: 'Användarnamnet eller lösenordet stämmer inte. Kontrollera dem och försök igen.',
    },
    forbidden: { title: 'Någon annans att göra', detail: 'Det här är någon annans att göra. Inget är sparat.' },
    'not-found': { title: 'Finns inte', detail: 'Det finns inte, eller så når du det inte. Kontrollera adressen.' },
    conflict: { title: 'Någon annan hann före', detail: 'Någon annan hann före. Inget är sparat.' },
    overtaken: {
      title: 'Någon annan skrev samtidigt',
      detail: 'Någon annan skrev samtidigt. Inget är sparat. Skicka igen med samma nyckel.',
    },
    'too-large': { title: 'För stort', detail: 'Begäran är för stor. Inget är sparat. Dela upp den och skicka igen.' },
    'not-json': { title: 'Inte JSON', detail: 'Skicka innehållet som JSON, med content-type application/json.' },
    invalid: { title: 'Något behöver rättas', detail: 'Inget är sparat. Rätta det som står i errors och skicka igen.' },
    'key-reused': {
      title: 'Nyckeln är använd',
      detail: 'Nyckeln har använts till något annat. Inget är sparat. Skicka igen med en ny nyckel.',
    },
    'too-many': {
      title: 'För många försök',
      detail: 'Det har varit för många försök. Vänta en stund och försök igen.',
    },
    error: {
      title: 'Något gick fel',
      detail:
        'Något gick fel hos oss. Skicka igen med samma nyckel; det sparas bara en gång. Händer det igen, kontakta supporten med numret i request.',
    },
  } satisfies Record<ProblemCode, Told>,
  fields: {
    missing: 'Saknas. Fyll i fältet.',
    wrongType: (expected: string) => `Fel sorts värde. Ange ${expected}.`,
    types: {
      string: 'en text',
      number: 'ett tal',
      int: 'ett heltal',
      boolean: 'true eller false',
      array: 'en lista',
      object: 'ett objekt',
      record: 'ett objekt',
    },
    otherType: 'ett värde av det slag som schemat säger',
    unknownField: 'Fältet finns inte. Ta bort det eller rätta stavningen.',
    choose: (known: string) => `Värdet finns inte. Välj ett av: ${known}.`,
    empty: 'Får inte vara tomt. Fyll i det.',
    least: (least: string) => `Ange minst ${least}.`,
    most: (most: string) => `Ange högst ${most}.`,
    longest: (most: string) => `Texten är för lång. Skriv högst ${most} tecken.`,
    date: 'Dagen finns inte. Skriv den som ÅÅÅÅ-MM-DD.',
    uuid: 'Ange ett id (UUID), skrivet som 01981b6e-3a00-7000-8000-000000000001.',
    format: 'Värdet går inte att läsa. Skriv det som schemat säger.',
    unstorable: 'Texten innehåller tecken som inte går att spara. Ta bort dem.',
    notJson: 'Innehållet är inte giltig JSON. Rätta det och skicka igen.',
    key: 'Skicka ett nytt id (UUID) med varje ny begäran som skriver, och samma igen när du skickar om den.',
    keyReused: 'Den här nyckeln har använts till något annat. Ange en ny.',
  },
};

type Messages = typeof sv;

const en: Messages = {
  problems: {
    malformed: {
      title: 'Cannot be read',
      detail: 'The request cannot be read. Nothing is saved. Correct what errors says and send again.',
    },
    unauthenticated: {
      title: 'Not signed in',
      detail: 'You are not signed in, or have been signed out. Sign in at /api/v1/session and send again.',
    },
    'sign-in-failed': {
      title: 'Wrong sign-in',
      detail: 'The username or the password is not right. Check them and try again.',
    },
    forbidden: { title: 'For somebody else to do', detail: 'This is for somebody else to do. Nothing is saved.' },
    'not-found': { title: 'Not found', detail: 'It is not there, or not within your reach. Check the address.' },
    conflict: { title: 'Somebody else was first', detail: 'Somebody else was first. Nothing is saved.' },
    overtaken: {
      title: 'Somebody else wrote at the same time',
      detail: 'Somebody else wrote at the same time. Nothing is saved. Send again with the same key.',
    },
    'too-large': {
      title: 'Too large',
      detail: 'The request is too large. Nothing is saved. Divide it and send again.',
    },
    'not-json': { title: 'Not JSON', detail: 'Send the content as JSON, with the content type application/json.' },
    invalid: {
      title: 'Something needs correcting',
      detail: 'Nothing is saved. Correct what errors says and send again.',
    },
    'key-reused': {
      title: 'The key has been used',
      detail: 'The key has been used for something else. Nothing is saved. Send again with a new key.',
    },
    'too-many': {
      title: 'Too many attempts',
      detail: 'There have been too many attempts. Wait a while and try again.',
    },
    error: {
      title: 'Something went wrong',
      detail:
        'Something went wrong on our side. Send again with the same key; it is saved once only. If it happens again, give support the number in request.',
    },
  },
  fields: {
    missing: 'Missing. Fill in the field.',
    wrongType: (expected) => `Wrong kind of value. Give ${expected}.`,
    types: {
      string: 'a text',
      number: 'a number',
      int: 'a whole number',
      boolean: 'true or false',
      array: 'a list',
      object: 'an object',
      record: 'an object',
    },
    otherType: 'a value of the kind that the schema says',
    unknownField: 'There is no such field. Remove it or correct the spelling.',
    choose: (known) => `No such value. Choose one of: ${known}.`,
    empty: 'Must not be empty. Fill it in.',
    least: (least) => `Give at least ${least}.`,
    most: (most) => `Give at most ${most}.`,
    longest: (most) => `The text is too long. Write at most ${most} characters.`,
    date: 'There is no such day. Write it as YYYY-MM-DD.',
    uuid: 'Give an id (UUID), written as 01981b6e-3a00-7000-8000-000000000001.',
    format: 'The value cannot be read. Write it as the schema says.',
    unstorable: 'The text holds characters that cannot be saved. Remove them.',
    notJson: 'The content is not valid JSON. Correct it and send again.',
    key: 'Send a new id (UUID) with every new request that writes, and the same again when you repeat it.',
    keyReused: 'This key has been used for something else. Give a new one.',
  },
};

export const apiMessages = { sv, en } as const satisfies Record<Language, Messages>;
