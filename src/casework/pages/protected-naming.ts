import type { CaseId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Choice, FieldError, Question } from '../../ui/form-frame.ts';
import { protectionMessages } from '../messages/protection.ts';
import { findCase } from '../store/cases.ts';
import { first, type Typed } from '../typed.ts';
import { entryFields, type EntryFormProps } from '../views/index.ts';
import type { Seen } from './run-view.ts';

const keeps = 'yes';

/** The fields of a form in which one writes as one likes. */
export const freeTexts = ({
  questions,
  also = [],
}: Pick<EntryFormProps, 'questions' | 'also'>): readonly Question['name'][] =>
  [...questions, ...also.filter(({ checked }) => checked).flatMap((section) => section.questions)]
    .filter(({ type }) => type === 'text' || type === 'longText')
    .map(({ name }) => name);

/** That somebody whose identity is protected is named in what was written, under each field: until the one who writes keeps it. */
export async function protectedNaming(
  scope: Scope,
  { evaluated: { run }, voice: { language } }: Seen,
  fields: readonly string[],
  typed: Typed,
): Promise<readonly FieldError[]> {
  if (run.person.protection === undefined || first(typed, entryFields.keepNaming) === keeps) return [];
  // Who sees the whole case may have written the number.
  const { person } = (await findCase(scope, run.caseId as CaseId)) ?? run;
  return fields
    .filter((field) => person.mentionsIn(first(typed, field)).length > 0)
    .map((field) => ({ field, message: protectionMessages[language].named }));
}

/** The way to keep it, when there is something to keep. */
export const keepNaming = (
  { voice: { language } }: Seen,
  typed: Typed,
  errors: readonly FieldError[] = [],
): Choice | undefined => {
  const m = protectionMessages[language];
  const checked = first(typed, entryFields.keepNaming) === keeps;
  return checked || errors.some(({ message }) => message === m.named)
    ? { value: keeps, label: m.keepNamed, checked }
    : undefined;
};
