import type { Language } from '../../../kernel/text.ts';

const list = (names: readonly string[]): string => names.join(', ') || '–';

const sv = {
  unknownKind: (known: readonly string[]) =>
    `Rutinen har inget sådant slag av anteckning. Välj ett av: ${list(known)}.`,
  struckAlone: 'Bara en rättelse kan stryka. Ange i replaces vilken anteckning som ska strykas.',
  notAsked: (kind: string) => `En anteckning av slaget ”${kind}” har inte det här fältet. Ta bort det.`,
  participantsMissing: (known: readonly string[]) => `Ange vilka som var med: ett eller flera av ${list(known)}.`,
  participantUnknown: (known: readonly string[]) => `Den rollen kan inte vara med här. Välj bland: ${list(known)}.`,
  chooseOne: (known: readonly string[]) => `Ange ett av: ${list(known)}.`,
  inPersonMissing: 'Ange true om ni träffades på plats, annars false.',
  inPersonContradicts: 'Det stämmer inte med channel. Rätta det ena, eller ta bort inPerson.',
  answerUnknown: (known: readonly string[]) => `Den frågan ställs inte här. Svara på: ${list(known)}.`,
  answerMissing: (question: string) => `Svara på frågan ”${question}”`,
  answerNotAsked: (question: string, given: string) =>
    `Frågan ”${question}” ställs bara när ${given}. Ta bort svaret, eller rätta det andra.`,
  answerWrong: (question: string, expected: string) => `Svaret på ”${question}” går inte att läsa. Ange ${expected}.`,
  expected: {
    text: 'en text som inte är tom, eller utelämna svaret',
    yesNo: 'true eller false',
    code: (known: readonly string[]) => `ett av: ${list(known)}`,
    date: 'ett datum som finns, som ÅÅÅÅ-MM-DD',
    dates: 'en lista med datum som finns, som ÅÅÅÅ-MM-DD',
    number: 'ett heltal med högst nio siffror',
    codes: (known: readonly string[]) => `en lista med ett eller flera av: ${list(known)}`,
  },
  obligationUnknown: (known: readonly string[]) => `Rutinen har inget sådant åtagande. Välj ett av: ${list(known)}.`,
  intervalFixed: (known: readonly string[]) =>
    `Rutinen låter inte det intervallet ändras. Det går för: ${list(known)}.`,
  everyWrong: 'Ange ett intervall i hela veckor, från P1W till P12W.',
  finished:
    'Det är redan klart, avstått eller gäller inte, så det finns inget att avstå eller ändra. Hämta läget igen.',
  replacesUnknown: 'Det finns ingen sådan anteckning i det pågående. Ange id för den som ska rättas.',
  correctionReasonMissing: 'Skriv varför anteckningen rättas.',
  correctionReasonUnwanted:
    'Skäl till rättelse anges bara tillsammans med replaces. Ta bort det, eller ange vad som rättas.',
  keptInCorrection: (value: string) =>
    `En rättelse handlar om samma sak som det den rättar. Ange ${value}, eller stryk anteckningen med struck.`,
  factWrong: (expected: string) => `Värdet går inte att läsa. Ange ${expected}, eller ”unknown”.`,
  factUnknown: (known: readonly string[]) => `Rutinen frågar inte efter den uppgiften. Välj bland: ${list(known)}.`,
  routineUnknown: (known: readonly string[]) => `Det finns ingen sådan rutin i kraft. Välj en av: ${list(known)}.`,
  versionNotInForce: (version: string) => `Den versionen är inte i kraft. Ange ${version}, eller utelämna version.`,
  dayTooEarly: 'Ange i dag eller en senare dag.',
  notYoursToRecord: 'Rutinen ger det här till någon annan i ärendet att göra. Be den som ansvarar att dokumentera det.',
  notYoursToDepart: 'Rutinen ger det här till någon annan i ärendet. Be den som ansvarar att ta ställning.',
  notYoursToState: 'Den uppgiften kan någon annan i ärendet. Be den som vet att ange den.',
  notYoursToCorrect: 'Bara den som har skrivit en anteckning, och socialsekreteraren i ärendet, kan rätta den.',
  sameMeanwhile: (name: string) =>
    `${name} har skrivit samma slags anteckning sedan du läste. Inget av ditt är sparat. Läs entry; skicka igen med seen från svarets version om ditt också ska gälla, eller rätta den andra med replaces.`,
  correctedAlready: (name: string) =>
    `${name} har redan rättat samma anteckning. Inget av ditt är sparat. Läs entry och rätta den i stället.`,
  factMeanwhile: (name: string) =>
    `${name} har ändrat uppgiften sedan du läste. Inget av ditt är sparat. Läs fact; skicka igen med seen från svarets version om ditt ska gälla i stället.`,
  runOpenAlready: 'Rutinen pågår redan i ärendet, startad på annat sätt än här. Fortsätt i den som pågår.',
  consentFormUnwanted: 'form anges bara när personen samtycker. Ta bort det.',
  consentReasonUnwanted: 'reason anges bara när det inte gick att fråga. Ta bort det.',
  areaUnknown: (known: readonly string[]) => `Det finns ingen sådan förvaltning. Välj en av: ${list(known)}.`,
  consentUnknown: 'Det finns inget sådant svar i ärendets samtycken. Ange id för det som ska ersättas.',
  consentMeanwhile:
    'Svaret står inte längre som när du läste det. Inget av ditt är sparat. Läs consent, och skicka igen om ditt ska gälla i stället.',
  meetingMeanwhile:
    'Någon annan har ändrat eller ställt in mötet sedan du läste. Inget av ditt är sparat. Läs meeting, och skicka igen med dess version i seen om ditt ska gälla i stället.',
  inviteeUnknown: 'Kontot arbetar inte i det pågående. Välj bland konton i people.',
  partyUnknown: (known: readonly string[]) => `Den parten kan inte bjudas här. Välj bland: ${list(known)}.`,
};

type Problems = typeof sv;

const en: Problems = {
  unknownKind: (known) => `The routine has no such kind of entry. Choose one of: ${list(known)}.`,
  struckAlone: 'Only a correction can strike out. Say in replaces which entry is to be struck out.',
  notAsked: (kind) => `An entry of the kind “${kind}” does not have this field. Remove it.`,
  participantsMissing: (known) => `Say who took part: one or more of ${list(known)}.`,
  participantUnknown: (known) => `That role cannot take part here. Choose among: ${list(known)}.`,
  chooseOne: (known) => `Give one of: ${list(known)}.`,
  inPersonMissing: 'Give true if you met in person, otherwise false.',
  inPersonContradicts: 'This contradicts channel. Correct one of them, or remove inPerson.',
  answerUnknown: (known) => `That question is not asked here. Answer: ${list(known)}.`,
  answerMissing: (question) => `Answer the question “${question}”`,
  answerNotAsked: (question, given) =>
    `The question “${question}” is asked only when ${given}. Remove the answer, or correct the other one.`,
  answerWrong: (question, expected) => `The answer to “${question}” cannot be read. Give ${expected}.`,
  expected: {
    text: 'a text that is not empty, or leave the answer out',
    yesNo: 'true or false',
    code: (known) => `one of: ${list(known)}`,
    date: 'a date that exists, as YYYY-MM-DD',
    dates: 'a list of dates that exist, as YYYY-MM-DD',
    number: 'a whole number of at most nine digits',
    codes: (known) => `a list of one or more of: ${list(known)}`,
  },
  obligationUnknown: (known) => `The routine has no such obligation. Choose one of: ${list(known)}.`,
  intervalFixed: (known) => `The routine does not let that interval be changed. It can be for: ${list(known)}.`,
  everyWrong: 'Give an interval in whole weeks, from P1W to P12W.',
  finished:
    'It is already done, waived or not applicable, so there is nothing to waive or change. Read the state again.',
  replacesUnknown: 'There is no such entry in the run. Give the id of the one to correct.',
  correctionReasonMissing: 'Write why the entry is corrected.',
  correctionReasonUnwanted:
    'A reason for a correction goes together with replaces. Remove it, or say what is corrected.',
  keptInCorrection: (value) =>
    `A correction is about the same thing as what it corrects. Give ${value}, or strike the entry out with struck.`,
  factWrong: (expected) => `The value cannot be read. Give ${expected}, or “unknown”.`,
  factUnknown: (known) => `The routine does not ask for that fact. Choose among: ${list(known)}.`,
  routineUnknown: (known) => `There is no such routine in force. Choose one of: ${list(known)}.`,
  versionNotInForce: (version) => `That version is not in force. Give ${version}, or leave version out.`,
  dayTooEarly: 'Give today or a later day.',
  notYoursToRecord:
    'The routine gives this to somebody else in the case to do. Ask whoever answers for it to record it.',
  notYoursToDepart: 'The routine gives this to somebody else in the case. Ask whoever answers for it to decide.',
  notYoursToState: 'Somebody else in the case knows that. Ask whoever does to state it.',
  notYoursToCorrect: 'Only the writer of an entry, and the caseworker of the case, can correct it.',
  sameMeanwhile: (name) =>
    `${name} has written the same kind of entry since you read. Nothing of yours is saved. Read entry; send again with seen from the version here if yours is to apply too, or correct theirs with replaces.`,
  correctedAlready: (name) =>
    `${name} has already corrected the same entry. Nothing of yours is saved. Read entry and correct that instead.`,
  factMeanwhile: (name) =>
    `${name} has changed the fact since you read. Nothing of yours is saved. Read fact; send again with seen from the version here if yours is to apply instead.`,
  runOpenAlready:
    'The routine is already running in the case, started in another way than here. Continue in the one that runs.',
  consentFormUnwanted: 'form is given only when the person consents. Remove it.',
  consentReasonUnwanted: 'reason is given only when it was not possible to ask. Remove it.',
  areaUnknown: (known) => `There is no such administration. Choose one of: ${list(known)}.`,
  consentUnknown: 'There is no such answer among the consents of the case. Give the id of the one to replace.',
  consentMeanwhile:
    'The answer no longer stands as when you read it. Nothing of yours is saved. Read consent, and send again if yours is to apply instead.',
  meetingMeanwhile:
    'Somebody else has changed or cancelled the meeting since you read. Nothing of yours is saved. Read meeting, and send again with its version in seen if yours is to apply instead.',
  inviteeUnknown: 'The account does not work in the run. Choose among the accounts in people.',
  partyUnknown: (known) => `That party cannot be invited here. Choose among: ${list(known)}.`,
};

export const problems = { sv, en } as const satisfies Record<Language, Problems>;
