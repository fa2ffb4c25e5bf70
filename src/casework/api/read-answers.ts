import { isLocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import type { BodyError } from '../../platform/api-route.ts';
import type { EntryKind, Question } from '../../routine/index.ts';
import type { Answers } from '../entry.ts';
import { problems } from './messages/problems.ts';

type Answer = Answers[string];

/** Reads the answers against the questions of the kind: those that are asked, and no others. */
export function readAnswers(kind: EntryKind, given: Answers, language: Language, errors: BodyError[]): Answers {
  const asked = kind.answers ?? {};
  const m = problems[language];
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(asked, name))
      errors.push({ pointer: pointerTo(name), message: m.answerUnknown(Object.keys(asked)) });
  }
  const answers: Record<string, Answer> = {};
  for (const [name, question] of Object.entries(asked)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const label = question.question[language];
    const pointer = pointerTo(name);
    if (!isAsked(question, answers)) {
      if (value !== undefined)
        errors.push({ pointer, message: m.answerNotAsked(label, condition(asked, question, language)) });
    } else if (value === undefined) {
      if (question.required === true) errors.push({ pointer, message: m.answerMissing(label) });
    } else {
      const answer = readAnswer(question, value);
      if (answer === undefined) errors.push({ pointer, message: m.answerWrong(label, expected(question, language)) });
      else answers[name] = answer;
    }
  }
  return answers;
}

const pointerTo = (name: string): string => `/answers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const isAsked = ({ showWhen }: Question, answers: Answers): boolean =>
  showWhen === undefined || answers[showWhen.answer] === showWhen.is;

/** When a question is asked: the other question's answer, as a program writes it. */
function condition(asked: Readonly<Record<string, Question>>, { showWhen }: Question, language: Language): string {
  if (showWhen === undefined) return '';
  return `”${asked[showWhen.answer]?.question[language] ?? showWhen.answer}” = ${showWhen.is}`;
}

function readAnswer({ type, values }: Question, value: Answer): Answer | undefined {
  switch (type) {
    case 'text':
    case 'longText':
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
    case 'yesNo':
      return typeof value === 'boolean' ? value : undefined;
    case 'code':
      return typeof value === 'string' && Object.hasOwn(values ?? {}, value) ? value : undefined;
    case 'date':
      return typeof value === 'string' && isLocalDate(value) ? value : undefined;
    case 'dates':
      return typeof value === 'object' && value.length > 0 && value.every(isLocalDate) ? value.toSorted() : undefined;
  }
}

function expected({ type, values }: Question, language: Language): string {
  const m = problems[language].expected;
  switch (type) {
    case 'text':
    case 'longText':
      return m.text;
    case 'code':
      return m.code(Object.keys(values ?? {}));
    case 'yesNo':
    case 'date':
    case 'dates':
      return m[type];
  }
}
