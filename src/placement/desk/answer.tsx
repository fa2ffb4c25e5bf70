import type { ReactNode } from 'react';
import { isLocalDate, type LocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import { localDateOf } from '../../kernel/stockholm.ts';
import type { Db } from '../../platform/database.ts';
import { first, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { deskMessages } from './messages/index.ts';
import { deskPaths as paths } from './paths.ts';
import { answerInquiry, openInquiry, type OpenedInquiry } from './store/answers.ts';
import { inquiryAnswers } from './store/inquiries.ts';
import { AnswerInquiry, answerFields, InquiryClosed } from './views/inquiry.tsx';

/** How many answers one address may send in a quarter of an hour, and how many links that lead nowhere it may try in a minute. */
export const answerLimits = { perAddress: 40, windowMinutes: 15, wrongPerMinute: 20 } as const;
const longest = 2000;

export type InquiryPage = Readonly<{ status: 200 | 404 | 410 | 422; content: ReactNode }>;

const nowhere: InquiryPage = { status: 404, content: <InquiryClosed state="nothing" /> };

const formOf = (secret: string, opened: OpenedInquiry, typed: Typed, errors: readonly FieldError[]): ReactNode =>
  opened.body === undefined ? undefined : (
    <AnswerInquiry
      frame={{ action: paths.answer({ secret }), hidden: {}, errors, cancelHref: paths.answer({ secret }) }}
      body={opened.body}
      expiresAt={opened.expiresAt.toISOString()}
      value={(field) => first(typed, field)}
    />
  );

/** What whoever has been given a link sees: what is asked, or in words that there is nothing to answer any more. */
export async function inquiryPage(db: Db, secret: string, now: Date): Promise<InquiryPage> {
  const opened = await openInquiry(db, secret, now);
  if (!opened) return nowhere;
  if (opened.state === 'open') return { status: 200, content: formOf(secret, opened, {}, []) };
  return {
    status: opened.state === 'answered' ? 200 : 410,
    content: <InquiryClosed state={opened.state} opened={opened} />,
  };
}

/** Takes an answer, or gives the form back with what is wrong with it. Answered is answered: nothing is taken twice. */
export async function takeAnswer(
  db: Db,
  secret: string,
  form: FormData,
  language: Language,
  now: Date,
): Promise<'taken' | InquiryPage> {
  const opened = await openInquiry(db, secret, now);
  if (opened?.state !== 'open') return inquiryPage(db, secret, now);
  const { problems } = deskMessages[language].answer;
  const typed = typedFrom(form);
  const answer = inquiryAnswers.find((one) => one === first(typed, answerFields.answer));
  const text = first(typed, answerFields.text);
  const date = first(typed, answerFields.freeFrom);
  const freeFrom: LocalDate | undefined = isLocalDate(date) && date >= localDateOf(now) ? date : undefined;
  const errors: FieldError[] = [];
  if (answer === undefined) errors.push({ field: answerFields.answer, message: problems.answer });
  if (answer === 'later' && freeFrom === undefined)
    errors.push({ field: answerFields.freeFrom, message: problems.freeFrom });
  if (answer === 'no' && text === '') errors.push({ field: answerFields.text, message: problems.text });
  if (text.length > longest) errors.push({ field: answerFields.text, message: problems.long });
  if (answer === undefined || errors.length > 0) return { status: 422, content: formOf(secret, opened, typed, errors) };
  const done = await answerInquiry(
    db,
    secret,
    { answer, text, ...(answer === 'later' && freeFrom !== undefined ? { freeFrom } : {}) },
    now,
  );
  return done === 'taken' ? 'taken' : inquiryPage(db, secret, now);
}
