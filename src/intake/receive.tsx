import { randomBytes } from 'node:crypto';
import type { ReactNode } from 'react';
import { type AttachmentId, findId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Language } from '../kernel/text.ts';
import type { Db } from '../platform/database.ts';
import { kindOf } from '../platform/file-kind.ts';
import { first, hidden, keyIn, type Typed, typedFrom } from '../platform/typed.ts';
import type { Upload } from '../platform/upload.ts';
import { newId } from '../kernel/ids.ts';
import { type Attachment, attachmentFields, attachmentMessages, problemWith } from '../secrecy/index.ts';
import type { FieldError } from '../ui/form-frame.ts';
import { intakeMessages } from './messages/index.ts';
import { noticeFields, type NoticeProblem, readNotice } from './notice.ts';
import { intakePaths as paths } from './paths.ts';
import { keepNoticeFile, pendingNoticeFile, receiveNotice } from './store/receive.ts';
import { NoticeForm } from './views/public-form.tsx';

export type Municipality = Readonly<{ code: string; name: string }>;

/** How many times one address may send the form in a quarter of an hour. */
export const noticeLimits = { perAddress: 40, windowMinutes: 15 } as const;

type Sent = Readonly<{
  municipality: Municipality;
  form: FormData;
  files: readonly Upload[];
  language: Language;
  now: Date;
  scanned: boolean;
}>;
export type NoticeAnswer = Readonly<{ receipt: string }> | Readonly<{ again: ReactNode }> | 'no-intake';

export const emptyNoticeForm = (municipality: Municipality): ReactNode => formOf(municipality, {}, []);

function formOf(
  { code, name }: Municipality,
  typed: Typed,
  errors: readonly FieldError[],
  file?: Readonly<{ attachment: Attachment; claim: string }>,
): ReactNode {
  return (
    <NoticeForm
      frame={{
        action: paths.form({ municipality: code }),
        hidden: {
          [hidden.key]: keyIn(typed) ?? newId(),
          ...(file ? { [noticeFields.claim]: file.claim } : {}),
        },
        errors,
        takesFiles: true,
        cancelHref: paths.forms(),
      }}
      municipality={name}
      value={(field) => first(typed, field)}
      kept={file?.attachment}
    />
  );
}

/** Takes in what somebody has sent, or gives the form back with what is wrong with it. Nothing that is known is looked at on the way. */
export async function takeNotice(db: Db, sent: Sent): Promise<NoticeAnswer> {
  const { municipality, language, now } = sent;
  const typed = typedFrom(sent.form);
  const { said, wrong } = readNotice(typed, localDateOf(now));
  const key = keyIn(typed);
  const { problems } = intakeMessages[language];
  const errors: FieldError[] = wrong.map((problem) => ({ field: fieldOf(problem), message: problems[problem] }));
  const { file, problem } = await readFile(db, sent, typed);
  if (problem !== undefined) errors.push({ field: attachmentFields.file, message: problem });
  if (!said || !key || errors.length > 0) return { again: formOf(municipality, typed, errors, file) };
  const receipt = await receiveNotice(
    db,
    municipality.code,
    said,
    key,
    now,
    file && { id: file.attachment.id, claim: file.claim },
  );
  return receipt === undefined ? 'no-intake' : { receipt };
}

const fieldOf = (problem: NoticeProblem): string => noticeFields[problem === 'reach' ? 'phone' : problem];

type Kept = Readonly<{ attachment: Attachment; claim: string }>;

async function readFile(
  db: Db,
  { municipality, files, language, now, scanned }: Sent,
  typed: Typed,
): Promise<Readonly<{ file?: Kept; problem?: string }>> {
  const upload = files.find(({ field }) => field === attachmentFields.file);
  if (upload) {
    const problem = await problemWith(upload, language);
    const kind = problem === undefined ? await kindOf(upload.pieces) : undefined;
    if (kind === undefined) return { problem: problem ?? attachmentMessages[language].problems.kind };
    const claim = randomBytes(32).toString('base64url');
    return {
      file: { attachment: await keepNoticeFile(db, municipality.code, claim, upload, kind, { now, scanned }), claim },
    };
  }
  const id = findId<AttachmentId>(first(typed, attachmentFields.kept));
  const claim = first(typed, noticeFields.claim);
  if (id === undefined || first(typed, attachmentFields.dropped) !== '') return {};
  const attachment = await pendingNoticeFile(db, municipality.code, id, claim);
  // Also when the form was sent twice, and the file hangs on the notice by now: the same form gets the same receipt.
  return attachment ? { file: { attachment, claim } } : {};
}
