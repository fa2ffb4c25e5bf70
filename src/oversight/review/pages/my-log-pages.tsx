import { paths as casework } from '../../../casework/index.ts';
import { type CaseId, findId } from '../../../kernel/ids.ts';
import type { Language } from '../../../kernel/text.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { messages as oversight } from '../../messages/index.ts';
import { openingInWords } from '../../opening-in-words.ts';
import { readBefore, writtenBefore } from '../../pages/before.ts';
import { paths } from '../../paths.ts';
import { messages } from '../messages/index.ts';
import { insertAnswer, type OwnOpening, ownOpenings, type OwnQuestion, ownQuestions } from '../store/my-log.ts';
import { answerField, MyLog, type OwnLine } from '../views/index.ts';

const size = 50;
type Asking = Get<typeof paths.myLog.pattern>;
type Answering = Readonly<{ question: string; typed: Typed; message: string }>;

function lineOf(row: OwnOpening, language: Language): OwnLine {
  const m = oversight[language];
  const own = messages[language].myLog;
  return {
    key: String(row.id),
    at: row.at.toISOString(),
    what: openingInWords({ ...row, listed: row.cases > 1 }, m),
    refused: row.outcome === 'refused',
    reason: row.reason === null ? undefined : m.reason(row.reason),
    which: row.cases > 1 ? own.several(row.cases) : (row.case_number ?? (row.cases === 0 ? own.none : own.outOfReach)),
    href: row.case_id === null ? undefined : casework.caseFile({ case: row.case_id }),
    how: m.channels[row.channel] ?? m.channels['page'] ?? '',
  };
}

function aboutInWords(question: OwnQuestion, language: Language): string {
  const m = messages[language].myLog;
  if (question.kind === 'refusals') return m.aboutRefusals;
  if (question.case_numbers.length === 0) return m.aboutOther;
  return question.case_numbers.length < question.cases
    ? m.aboutMany(question.cases)
    : m.aboutCases(question.case_numbers.join(', '));
}

async function show(request: Asking, again?: Answering) {
  const { language } = request.actor;
  const before = readBefore(request.query.get('fore'));
  const rows = await ownOpenings(request, before, size + 1);
  const lines = rows.slice(0, size);
  const last = rows.length > size ? lines.at(-1) : undefined;
  const questions = await ownQuestions(request);
  request.touched({ cases: lines.flatMap((row) => (row.case_id ?? []) as CaseId[]), parts: ['audit', 'number'] });
  return (
    <MyLog
      answered={request.query.get('svarat') === 'ja'}
      questions={questions.map((one) => {
        const typed = again?.question === one.id ? again.typed : {};
        const field = `${answerField}-${one.id}`;
        return {
          key: one.id,
          by: one.asked_by,
          at: one.asked_at.toISOString(),
          question: one.question,
          about: aboutInWords(one, language),
          firstAt: one.first_at.toISOString(),
          lastAt: one.last_at.toISOString(),
          answer: one.answer ?? undefined,
          typed: first(typed, field),
          frame:
            one.answer === null
              ? {
                  action: paths.myLogAnswer({ question: one.id }),
                  hidden: frameFields(request.csrf, typed),
                  errors: again?.question === one.id ? [{ field, message: again.message }] : [],
                  cancelHref: paths.myLog(),
                }
              : undefined,
        };
      })}
      lines={lines.map((row) => lineOf(row, language))}
      olderHref={last && paths.myLog({ fore: writtenBefore(last) })}
      newestHref={before && paths.myLog()}
    />
  );
}

/** Everybody sees what they have opened themselves, and answers for it when asked. */
export const myLogPages: readonly Route[] = [
  get({
    path: paths.myLog,
    may: 'account:own',
    audit: 'my-log.list',
    handle: async (request) => page({ content: await show(request) }),
  }),
  post({
    path: paths.myLogAnswer,
    may: 'account:own',
    audit: 'my-log.answer',
    handle: async (request) => {
      const question = findId<never>(request.parameters.question);
      const known = (await ownQuestions(request)).find(({ id }) => id === question);
      if (!known) return notFound;
      const typed = typedFrom(request.form);
      const answer = first(typed, `${answerField}-${known.id}`);
      const key = keyIn(typed);
      if (answer === '' || !key) {
        const message = messages[request.actor.language].myLog.answerMissing;
        return invalid({ content: await show(request, { question: known.id, typed, message }) });
      }
      request.touched({ parts: ['access-review'] });
      await insertAnswer(request, known.id, answer, key);
      return redirect(paths.myLog({ svarat: 'ja' }));
    },
  }),
];
