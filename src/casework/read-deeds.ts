import { isLocalDate, type LocalDate } from '../kernel/date.ts';
import type { Language } from '../kernel/text.ts';
import type { EntryKind, Question as AskedQuestion, RoutineDefinition } from '../routine/index.ts';
import type { FieldError } from '../ui/form-frame.ts';
import type { Answers, Deed } from './entry.ts';
import { findForm, type Form, partiesToChoose } from './forms.ts';
import { formMessages } from './messages/forms.ts';
import { alsoField, answerField, consentFields, first, partyField, type Typed } from './typed.ts';
import { entryFields } from './views/model/entry.ts';

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
    ...readParty(definition, form, typed, language, errors, ''),
    ...readForm(form, typed, language, errors, ''),
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
        ...readParty(definition, other, typed, language, errors, `${kind}.`),
        ...readForm(other, typed, language, errors, `${kind}.`),
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
  definition: RoutineDefinition,
  { entryKind }: Form,
  typed: Typed,
  language: Language,
  errors: FieldError[],
  prefix: string,
): Pick<Deed, 'party'> {
  if (entryKind.asksParty !== true) return {};
  const field = `${prefix}${partyField}`;
  const party = first(typed, field);
  const codes = partiesToChoose(definition, entryKind);
  const m = formMessages[language].problems;
  if (codes && !Object.hasOwn(codes, party))
    errors.push({ field, message: m.answerMissing(entryKind.party?.question[language] ?? '') });
  else if (party === '') errors.push({ field, message: m.partyMissing });
  return { party };
}

function readForm(
  { entryKind: { forms } }: Form,
  typed: Typed,
  language: Language,
  errors: FieldError[],
  prefix: string,
): Pick<Deed, 'form'> {
  if (!forms) return {};
  const field = `${prefix}${consentFields.form}`;
  const form = forms.find((known) => known === first(typed, field));
  if (!form) errors.push({ field, message: formMessages[language].problems.formMissing });
  return form ? { form } : {};
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
