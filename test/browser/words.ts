import { adherenceMessages, deviationMessages, selfAuditMessages } from '../../src/adherence/index.ts';
import { intakeMessages } from '../../src/intake/index.ts';
import { registerMessages } from '../../src/register/index.ts';
import { formMessages } from '../../src/casework/messages/forms.ts';
import { documents } from '../../src/casework/messages/documents.ts';
import { calendarMessages } from '../../src/casework/messages/calendar.ts';
import { consentMessages } from '../../src/casework/messages/consents.ts';
import { contactMessages } from '../../src/casework/messages/contact-routes.ts';
import { emergencyMessages } from '../../src/casework/messages/emergency.ts';
import { happeningMessages } from '../../src/casework/messages/happenings.ts';
import { messages as casework } from '../../src/casework/messages/index.ts';
import { moveMessages } from '../../src/casework/messages/moves.ts';
import { letterMessages } from '../../src/casework/messages/insluss-letter.ts';
import { coverMessages } from '../../src/casework/messages/cover.ts';
import { meetingMessages } from '../../src/casework/messages/meetings.ts';
import { noticeMessages } from '../../src/casework/messages/notices.ts';
import { protectionMessages } from '../../src/casework/messages/protection.ts';
import { routineMessages } from '../../src/casework/messages/routines.ts';
import { refusalMessages } from '../../src/casework/messages/refusal.ts';
import { searchMessages } from '../../src/casework/messages/search.ts';
import { takenOnMessages } from '../../src/casework/messages/taken-on.ts';
import { whyMessages } from '../../src/casework/messages/why.ts';
import { assignmentMessages, deskMessages } from '../../src/placement/index.ts';
import { bodyWords } from '../../src/placement/messages/body.ts';
import { words as inWords } from '../../src/casework/messages/words.ts';
import { openLibrary } from '../../src/routine/index.ts';
import { messages as individual } from '../../src/oversight/individual/messages/index.ts';
import { messages as oversight } from '../../src/oversight/messages/index.ts';
import { messages as requests } from '../../src/oversight/requests/messages/index.ts';
import { messages as retention } from '../../src/oversight/retention/messages/index.ts';
import { messages as review } from '../../src/oversight/review/messages/index.ts';
import { signInMessages } from '../../src/organisation/index.ts';
import { attachmentMessages, secrecyMessages } from '../../src/secrecy/index.ts';
import { organisationMessages } from '../../src/organisation/index.ts';
import { remindingMessages } from '../../src/reminding/index.ts';
import { figureMessages, requestMessages, timelineWords } from '../../src/placement/index.ts';
import { publishingMessages } from '../../src/publishing/index.ts';
import { inslussMessages, sharingMessages, whySharedMessages } from '../../src/sharing/index.ts';
import { messages as ui } from '../../src/ui/messages/index.ts';
import { messages as web } from '../../src/web/messages/index.ts';

/** The words that users read, by where they stand: a test says which, the catalogue how. */
export const words = {
  ...casework.sv,
  ui: ui.sv,
  web: web.sv,
  oversight: oversight.sv,
  forms: formMessages.sv,
  documents: documents.sv,
  inWords: inWords.sv,
} as const;

const definition = openLibrary().find('repeated-discharge', '2025')?.definition;

/** A question of the routine, as it is asked. */
export function question(kind: string, name: string): string {
  const asked = definition?.entryKinds[kind]?.answers?.[name]?.question.sv;
  if (asked === undefined) throw new Error(`The routine does not ask for ${name} of ${kind}`);
  return asked;
}

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : [];

const inBoth = (value: unknown): readonly Readonly<{ sv: unknown; en: unknown }>[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('sv' in value && 'en' in value) return [{ sv: value.sv, en: value.en }];
  return Object.values(value).flatMap(inBoth);
};

/** Every sentence that is of the application or of a routine, in Swedish, and not the same in English. */
export function swedishOnly(): ReadonlySet<string> {
  const library = openLibrary();
  const definitions = library
    .routines()
    .flatMap((routine) => library.versions(routine).map((version) => version.definition));
  const texts = [
    calendarMessages,
    consentMessages,
    coverMessages,
    intakeMessages,
    registerMessages,
    emergencyMessages,
    moveMessages,
    happeningMessages,
    meetingMessages,
    noticeMessages,
    protectionMessages,
    refusalMessages,
    routineMessages,
    searchMessages,
    whyMessages,
    secrecyMessages,
    attachmentMessages,
    signInMessages,
    sharingMessages,
    publishingMessages,
    requestMessages,
    timelineWords,
    figureMessages,
    whySharedMessages,
    remindingMessages,
    takenOnMessages,
    adherenceMessages,
    deviationMessages,
    selfAuditMessages,
    organisationMessages,
    deskMessages,
    assignmentMessages,
    bodyWords,
    casework,
    contactMessages,
    letterMessages,
    inslussMessages,
    oversight,
    individual,
    requests,
    retention,
    review,
    ui,
    web,
    formMessages,
    documents,
    inWords,
    ...definitions.flatMap(inBoth),
  ];
  const english = new Set(texts.flatMap(({ en }) => stringsIn(en)));
  // What the demo's municipality calls its desk is a name, the same in both languages (placement_desk.called).
  english.add('Spink');
  return new Set(texts.flatMap(({ sv }) => stringsIn(sv)).filter((text) => text.length > 1 && !english.has(text)));
}
