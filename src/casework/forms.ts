import type { Person } from '../secrecy/index.ts';
import type { Language, Text } from '../kernel/text.ts';
import { atStart } from '../kernel/words.ts';
import { type EntryKind, type Question as AskedQuestion, type RoutineDefinition } from '../routine/index.ts';
import type { Choice, Question } from '../ui/form-frame.ts';
import { formMessages } from './messages/forms.ts';
import { words } from './messages/words.ts';
import { alsoField, answerField, consentFields, first, partyField, type Typed } from './typed.ts';
import { type AlsoSection, entryFields, type EntryFormProps } from './views/model/entry.ts';

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
  const party = entryKind.asksParty ? [partyQuestion(definition, entryKind, typed, language, prefix)] : [];
  const asked = Object.entries(entryKind.answers ?? {}).map(([name, question]) =>
    questionField(entryKind, name, question, typed, language, prefix),
  );
  if (purpose === undefined) return [...party, ...formQuestion(entryKind, typed, language, prefix), ...asked];
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

/** The codes that the party is one of, with their words; none when it is asked for by name. */
export const partiesToChoose = (
  definition: RoutineDefinition,
  { party }: EntryKind,
): Readonly<Record<string, Text>> | undefined => {
  const fact = party && definition.facts[party.of];
  return fact && 'values' in fact ? fact.values : undefined;
};

function partyQuestion(
  definition: RoutineDefinition,
  entryKind: EntryKind,
  typed: Typed,
  language: Language,
  prefix: string,
): Question {
  const name = `${prefix}${partyField}`;
  const label = entryKind.party?.question[language] ?? formMessages[language].party;
  const codes = partiesToChoose(definition, entryKind);
  if (!codes) return { type: 'text', name, label, required: true, value: first(typed, name) };
  const choices = Object.entries(codes).map(([code, text]) => choice(typed, name, code, atStart(text[language])));
  return { type: 'code', name, label, required: true, choices };
}

/** In which form something was given, where the routine cares. */
function formQuestion({ forms }: EntryKind, typed: Typed, language: Language, prefix: string): readonly Question[] {
  if (!forms) return [];
  const m = formMessages[language];
  const name = `${prefix}${consentFields.form}`;
  const choices = forms.map((value) => choice(typed, name, value, m.consentForm[value]));
  return [{ type: 'code', name, label: m.formLabel, required: true, choices }];
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

/** What every entry form asks besides its questions: the day, who took part, and how. */
export const deedFields = (
  { entryKind }: Form,
  typed: Typed,
  definition: RoutineDefinition,
  language: Language,
  today: string,
  person: Person,
): Pick<EntryFormProps, 'at' | 'participants' | 'inPerson' | 'channels'> => {
  const inPerson = first(typed, entryFields.inPerson);
  return {
    at: { value: typed[entryFields.at]?.[0] ?? '', latest: today },
    participants: (entryKind.participants ?? []).map((role) =>
      choice(
        typed,
        entryFields.participants,
        role,
        role === individual
          ? (person.givenName('work') ?? person.name('work', language))
          : atStart(definition.parties[role]?.name[language] ?? role),
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
