import { isLocalDate, type LocalDate } from '../kernel/date.ts';
import type { Language, Text } from '../kernel/text.ts';
import type { EntryKind, Question as AskedQuestion, RoutineDefinition } from '../routine/index.ts';
import type { Answers, Deed } from './entry.ts';
import type { Choice, FieldError, Question } from '../ui/form-frame.ts';
import { formMessages } from './messages/forms.ts';
import { words } from './messages/words.ts';
import { type AlsoSection, entryFields, type EntryFormProps } from './views/model/entry.ts';

/** What was typed in a form, by field name, as it came. */
export type Typed = Readonly<Record<string, readonly string[]>>;

export function typedFrom(form: FormData): Typed {
  const typed: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of form) {
    if (typeof value === 'string') (typed[name] ??= []).push(storable(value));
  }
  return typed;
}

// The database takes neither NUL nor half a character, and nobody means to write them.
const storable = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed();

export const first = (typed: Typed, name: string): string => typed[name]?.[0]?.trim() ?? '';

/** The names that an entry's fields have in a form; a section offered beside carries its kind before them. */
const answerField = (prefix: string, name: string): string => `${prefix}svar.${name}`;
export const alsoField = (kind: string): string => `aven.${kind}`;
export const partyField = 'part';
export const consentFields = { status: 'status', form: 'form' } as const;

/** What can be recorded: an entry kind of the routine, or a consent for a purpose. */
export type Form = Readonly<{ kind: string; purpose?: string; entryKind: EntryKind; title: Text; action: Text }>;

export function findForm(definition: RoutineDefinition, kind: string, purpose: string | undefined): Form | undefined {
  if (kind === 'consent') {
    const consent =
      purpose === undefined || !Object.hasOwn(definition.consents, purpose) ? undefined : definition.consents[purpose];
    return consent && purpose !== undefined
      ? {
          kind,
          purpose,
          entryKind: { name: consent.name, action: consent.action },
          title: consent.name,
          action: consent.action,
        }
      : undefined;
  }
  // The name comes from an address: only the routine's own kinds, not what every object has.
  const entryKind = Object.hasOwn(definition.entryKinds, kind) ? definition.entryKinds[kind] : undefined;
  return entryKind && { kind, entryKind, title: entryKind.name, action: entryKind.action };
}

/** The form's questions as fields, with what has been typed in them. */
export function questionsOf(
  definition: RoutineDefinition,
  form: Form,
  typed: Typed,
  language: Language,
  prefix = '',
): readonly Question[] {
  const m = formMessages[language];
  const { entryKind, purpose } = form;
  const party: readonly Question[] = entryKind.asksParty
    ? [
        {
          type: 'text',
          name: `${prefix}${partyField}`,
          label: m.party,
          required: true,
          value: first(typed, `${prefix}${partyField}`),
        },
      ]
    : [];
  const asked = Object.entries(entryKind.answers ?? {}).map(([name, question]) =>
    questionField(entryKind, name, question, typed, language, prefix),
  );
  if (purpose === undefined) return [...party, ...asked];
  const consent = definition.consents[purpose];
  if (!consent) return asked;
  return [
    {
      type: 'code',
      name: consentFields.status,
      label: consent.question[language],
      required: true,
      choices: consent.statuses.map((value) => choice(typed, consentFields.status, value, m.consentStatus[value])),
    },
    {
      type: 'code',
      name: consentFields.form,
      label: m.consentFormLabel,
      required: true,
      showWhen: { name: consentFields.status, values: ['given', 'withdrawn'], hint: m.whenGiven },
      choices: consent.forms.map((value) => choice(typed, consentFields.form, value, m.consentForm[value])),
    },
  ];
}

function questionField(
  entryKind: EntryKind,
  name: string,
  question: AskedQuestion,
  typed: Typed,
  language: Language,
  prefix: string,
): Question {
  const field = answerField(prefix, name);
  const common = {
    name: field,
    label: question.question[language],
    ...(question.help ? { help: question.help[language] } : {}),
    ...(question.required === true ? { required: true } : {}),
    ...showWhen(entryKind, question, language, prefix),
  };
  switch (question.type) {
    case 'text':
    case 'longText':
    case 'date':
      return { ...common, type: question.type, value: typed[field]?.[0] ?? '' };
    case 'yesNo': {
      const value = first(typed, field);
      return { ...common, type: 'yesNo', ...(value === 'yes' || value === 'no' ? { value } : {}) };
    }
    case 'code':
      return {
        ...common,
        type: 'code',
        choices: Object.entries(question.values ?? {}).map(([value, text]) =>
          choice(typed, field, value, text[language]),
        ),
      };
    case 'dates': {
      const values = (typed[field] ?? []).filter((value) => value !== '');
      return { ...common, type: 'dates', values, slots: Math.max(1, 4 - values.length) };
    }
  }
}

const choice = (typed: Typed, field: string, value: string, label: string): Choice => ({
  value,
  label,
  checked: typed[field]?.includes(value) ?? false,
});

function showWhen(
  entryKind: EntryKind,
  question: AskedQuestion,
  language: Language,
  prefix: string,
): Pick<Question, 'showWhen'> {
  if (!question.showWhen) return {};
  const { answer, is } = question.showWhen;
  const asked = entryKind.answers?.[answer];
  const value = typeof is === 'boolean' ? (is ? 'yes' : 'no') : is;
  const said = asked?.values?.[value]?.[language] ?? formMessages[language].yesNo[value === 'yes' ? 'yes' : 'no'];
  return {
    showWhen: { name: answerField(prefix, answer), values: [value], hint: formMessages[language].whenAnswered(said) },
  };
}

/** What can be written down in the same sitting. */
export const alsoSections = (
  definition: RoutineDefinition,
  form: Form,
  typed: Typed,
  language: Language,
): readonly AlsoSection[] =>
  (form.entryKind.offersAlso ?? []).flatMap((kind) => {
    const also = findForm(definition, kind, undefined);
    if (!also) return [];
    const name = alsoField(kind);
    return [
      {
        name,
        title: also.title[language],
        label: also.action[language],
        checked: first(typed, name) === 'yes',
        questions: questionsOf(definition, also, typed, language, `${kind}.`),
      },
    ];
  });

/** The role of the person that a case is about. */
export const individual = 'individual';

export const atStart = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What every entry form asks besides its questions: the day, who took part, and how. */
export const deedFields = (
  { entryKind }: Form,
  typed: Typed,
  definition: RoutineDefinition,
  language: Language,
  today: string,
  givenName: string,
): Pick<EntryFormProps, 'at' | 'participants' | 'inPerson' | 'channels'> => {
  const inPerson = first(typed, entryFields.inPerson);
  return {
    at: { value: typed[entryFields.at]?.[0] ?? '', latest: today },
    participants: (entryKind.participants ?? []).map((role) =>
      choice(
        typed,
        entryFields.participants,
        role,
        role === individual ? givenName : atStart(definition.parties[role]?.name[language] ?? role),
      ),
    ),
    ...(entryKind.inPerson === true
      ? { inPerson: inPerson === 'yes' || inPerson === 'no' ? inPerson : 'unstated' }
      : {}),
    channels: (entryKind.channels ?? []).map((channel) =>
      choice(typed, entryFields.channel, channel, atStart(words[language].channel[channel])),
    ),
  };
};

export type Read = Readonly<{ deeds: readonly Deed[] }> | Readonly<{ errors: readonly FieldError[] }>;

/** Reads the deeds out of what was typed: the form's own, and those ticked beside it. Every error names its field and what to do. */
export function readDeeds(
  definition: RoutineDefinition,
  form: Form,
  typed: Typed,
  today: LocalDate,
  language: Language,
): Read {
  const errors: FieldError[] = [];
  const at = readDay(typed, today, language, errors);
  const participants = readParticipants(form.entryKind, typed, language, errors);
  const channel = readChannel(form.entryKind, typed, language, errors);
  const inPerson = channel === 'in-person' ? true : readInPerson(form.entryKind, typed, language, errors);
  const own: Deed = {
    kind: form.kind,
    at,
    participants,
    ...(inPerson === undefined ? {} : { inPerson }),
    ...(channel === undefined ? {} : { channel }),
    ...readConsent(definition, form, typed, language, errors),
    ...readParty(form, typed, language, errors, ''),
    answers: readAnswers(form.entryKind, typed, language, errors, ''),
  };
  const also = (form.entryKind.offersAlso ?? []).flatMap((kind): readonly Deed[] => {
    const other = findForm(definition, kind, undefined);
    if (!other || first(typed, alsoField(kind)) !== 'yes') return [];
    const takesPart = new Set(other.entryKind.participants);
    const answers = readAnswers(other.entryKind, typed, language, errors, `${kind}.`);
    return [
      {
        kind,
        at,
        participants: participants.filter((role) => takesPart.has(role)),
        ...readParty(other, typed, language, errors, `${kind}.`),
        answers,
      },
    ];
  });
  return errors.length > 0 ? { errors } : { deeds: [own, ...also] };
}

/** The day something happened: a day that exists, and not one to come. */
export function readDay(typed: Typed, today: LocalDate, language: Language, errors: FieldError[]): LocalDate {
  const m = formMessages[language].problems;
  const text = first(typed, entryFields.at);
  if (text === '') errors.push({ field: entryFields.at, message: m.dayMissing });
  else if (!isLocalDate(text)) errors.push({ field: entryFields.at, message: m.dayWrong });
  else if (text > today) errors.push({ field: entryFields.at, message: m.dayToCome });
  else return text;
  return today;
}

function readParticipants(kind: EntryKind, typed: Typed, language: Language, errors: FieldError[]): readonly string[] {
  const possible = kind.participants ?? [];
  const given = (typed[entryFields.participants] ?? []).filter((role) => possible.includes(role));
  if (possible.length > 0 && given.length === 0) {
    errors.push({ field: entryFields.participants, message: formMessages[language].problems.participantsMissing });
  }
  return given;
}

function readChannel(kind: EntryKind, typed: Typed, language: Language, errors: FieldError[]): Deed['channel'] {
  if (!kind.channels) return undefined;
  const channel = kind.channels.find((known) => known === first(typed, entryFields.channel));
  if (!channel) errors.push({ field: entryFields.channel, message: formMessages[language].problems.channelMissing });
  return channel;
}

function readInPerson(kind: EntryKind, typed: Typed, language: Language, errors: FieldError[]): boolean | undefined {
  if (kind.channels) return false;
  if (kind.inPerson !== true) return undefined;
  const value = first(typed, entryFields.inPerson);
  if (value !== 'yes' && value !== 'no')
    errors.push({ field: entryFields.inPerson, message: formMessages[language].problems.inPersonMissing });
  return value === 'yes';
}

function readConsent(
  definition: RoutineDefinition,
  { purpose }: Form,
  typed: Typed,
  language: Language,
  errors: FieldError[],
): Pick<Deed, 'purpose' | 'status' | 'form'> {
  const consent = purpose === undefined ? undefined : definition.consents[purpose];
  if (purpose === undefined || !consent) return {};
  const m = formMessages[language].problems;
  const status = consent.statuses.find((known) => known === first(typed, consentFields.status));
  const form = consent.forms.find((known) => known === first(typed, consentFields.form));
  if (!status) errors.push({ field: consentFields.status, message: m.consentStatusMissing });
  if (status === 'given' && !form) errors.push({ field: consentFields.form, message: m.consentFormMissing });
  return { purpose, ...(status ? { status } : {}), ...(form ? { form } : {}) };
}

function readParty(
  { entryKind }: Form,
  typed: Typed,
  language: Language,
  errors: FieldError[],
  prefix: string,
): Pick<Deed, 'party'> {
  if (entryKind.asksParty !== true) return {};
  const field = `${prefix}${partyField}`;
  const party = first(typed, field);
  if (party === '') errors.push({ field, message: formMessages[language].problems.partyMissing });
  return { party };
}

function readAnswers(kind: EntryKind, typed: Typed, language: Language, errors: FieldError[], prefix: string): Answers {
  const answers: Record<string, Answer> = {};
  const m = formMessages[language].problems;
  for (const [name, question] of Object.entries(kind.answers ?? {})) {
    if (!isAsked(question, answers)) continue;
    const field = answerField(prefix, name);
    const label = question.question[language];
    const read = readAnswer(question, typed[field] ?? []);
    if (read === undefined) {
      if (question.required === true) errors.push({ field, message: m.answerMissing(label) });
    } else if ('wrong' in read) errors.push({ field, message: m.answerWrong(label) });
    else answers[name] = read.answer;
  }
  return answers;
}

const isAsked = ({ showWhen: condition }: AskedQuestion, answers: Answers): boolean =>
  condition === undefined || answers[condition.answer] === condition.is;

type Answer = Answers[string];

/** The answer, that it cannot be read, or undefined when none was given. */
function readAnswer(
  question: AskedQuestion,
  given: readonly string[],
): Readonly<{ answer: Answer }> | Readonly<{ wrong: true }> | undefined {
  const texts = given.map((text) => text.trim()).filter((text) => text !== '');
  const [text] = texts;
  if (text === undefined) return undefined;
  const answer = answerOf(question, text, texts);
  return answer === undefined ? { wrong: true } : { answer };
}

function answerOf({ type, values }: AskedQuestion, text: string, texts: readonly string[]): Answer | undefined {
  switch (type) {
    case 'text':
    case 'longText':
      return text;
    case 'yesNo':
      return text === 'yes' || text === 'no' ? text === 'yes' : undefined;
    case 'code':
      return values && Object.hasOwn(values, text) ? text : undefined;
    case 'date':
      return isLocalDate(text) ? text : undefined;
    case 'dates':
      return texts.every(isLocalDate) ? texts.toSorted() : undefined;
  }
}

/** A deed as it would be typed: to show a form with what an entry says. */
export function typedFromDeed(form: Form, deed: Deed): Typed {
  const typed: Record<string, readonly string[]> = {
    [entryFields.at]: [deed.at],
    [entryFields.participants]: deed.participants,
    [entryFields.inPerson]: deed.inPerson === undefined ? [] : [deed.inPerson ? 'yes' : 'no'],
    [entryFields.channel]: deed.channel === undefined ? [] : [deed.channel],
    [partyField]: deed.party === undefined ? [] : [deed.party],
    [consentFields.status]: deed.status === undefined ? [] : [deed.status],
    [consentFields.form]: deed.form === undefined ? [] : [deed.form],
  };
  for (const name of Object.keys(form.entryKind.answers ?? {})) {
    const answer = deed.answers[name];
    if (answer !== undefined)
      typed[answerField('', name)] = typeof answer === 'boolean' ? [answer ? 'yes' : 'no'] : [answer].flat();
  }
  return typed;
}
