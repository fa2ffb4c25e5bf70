import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, keyIn, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { placementPaths as paths } from '../../paths.ts';
import { type Reason, reasons } from '../../store/desks.ts';
import { type Recommendation, recommendationsOf } from '../../store/recommendations.ts';
import { type Request, isOpen } from '../../store/requests.ts';
import { answer, pause, reopen, sayTo, withdraw } from '../actions/respond.ts';
import { endsInWords } from '../ends.ts';
import { requestMessages } from '../messages/index.ts';
import { AnswerForm, PauseForm, requestFields as f, WithdrawForm } from '../views/forms.tsx';
import {
  place,
  longest,
  type Asking,
  type Shown,
  find,
  findToWrite,
  answerHref,
  frameOf,
  choicesOf,
  reasonIn,
  saved,
  namingIn,
  ended,
} from './open.ts';
import { requestPage } from './request-view.tsx';

async function pauseForm(request: Asking, known: Request, what: 'pause' | 'reopen', shown: Shown = {}) {
  const action = paths[what]({ request: known.id });
  const ends = what === 'pause' ? await endsInWords(request, known.id, 'pause') : [];
  return <PauseForm {...frameOf(request, known, action, shown)} what={what} ends={ends} />;
}

const pausing = (what: 'pause' | 'reopen'): readonly Route[] => [
  get({
    path: paths[what],
    may: 'placement:request',
    audit: `placement.${what}.form`,
    handle: async (request) => {
      const known = await find(request);
      return known && isOpen(known) ? page({ place, content: await pauseForm(request, known, what) }) : notFound;
    },
  }),
  post({
    path: paths[what],
    may: 'placement:request',
    audit: `placement.${what}`,
    handle: async (request) => {
      const known = await findToWrite(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!known || !key || !isOpen(known)) return notFound;
      const { problems, reasonMissing } = requestMessages[request.actor.language];
      const again = async (errors: readonly FieldError[]) =>
        invalid({ place, content: await pauseForm(request, known, what, { typed, errors }) });
      const reason = first(typed, f.reason).slice(0, longest);
      const naming = await namingIn(request, known, typed, [f.reason]);
      if (reason === '') return again([{ field: f.reason, message: reasonMissing }]);
      if (naming.length > 0) return again(naming);
      const done = await (what === 'pause' ? pause : reopen)(request, known, reason, key);
      return ended(done, known, again, f.reason, problems.overtaken);
    },
  }),
];

async function withdrawForm(request: Asking, known: Request, shown: Shown = {}) {
  const frame = frameOf(request, known, paths.withdraw({ request: known.id }), shown);
  const ends = await endsInWords(request, known.id, 'withdraw');
  const choices = choicesOf(await reasons(request, 'withdraw'), frame.value(f.reason), request.actor.language);
  return <WithdrawForm {...frame} ends={ends} reasons={choices} />;
}

async function findOpen(request: Get<typeof paths.answer.pattern>, known: Request | undefined) {
  if (!known) return undefined;
  return (await recommendationsOf(request, known.id)).find(({ id }) => id === request.parameters.recommendation);
}

async function answerForm(request: Asking, known: Request, recommendation: Recommendation, shown: Shown = {}) {
  const { language } = request.actor;
  const m = requestMessages[language].recommendation.respond;
  const frame = frameOf(request, known, answerHref(known.id, recommendation.id), shown);
  const answers = [
    ...recommendation.items.map(({ offer, body }) => ({ value: offer, label: m.accept(body.unitName) })),
    { value: 'avboj', label: m.decline },
    { value: 'fler', label: m.more },
  ].map((choice) => ({ ...choice, checked: frame.value(f.answer) === choice.value }));
  const consequence = ({ consequence: what, days = 0 }: Reason): string =>
    what === 'days' ? m.consequence.days(days) : m.consequence[what];
  return (
    <AnswerForm
      {...frame}
      answers={answers}
      reasons={choicesOf(await reasons(request, 'decline'), frame.value(f.reason), language, consequence)}
    />
  );
}

async function handleAnswer(request: Post<typeof paths.answer.pattern>): Promise<Answer> {
  const known = await findToWrite(request);
  const recommendation = await findOpen(request, known);
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!known || !recommendation || !key) return notFound;
  const { problems } = requestMessages[request.actor.language].recommendation.respond;
  const again = async (errors: readonly FieldError[]) =>
    invalid({ place, content: await answerForm(request, known, recommendation, { typed, errors }) });
  const said = first(typed, f.answer);
  const offer = recommendation.items.find((item) => item.offer === said)?.offer;
  const reason = said === 'avboj' ? await reasonIn(request, 'decline', first(typed, f.reason)) : undefined;
  const errors: FieldError[] = [];
  if (offer === undefined && said !== 'avboj' && said !== 'fler')
    errors.push({ field: f.answer, message: problems.choose });
  if (said === 'avboj' && reason === undefined) errors.push({ field: f.reason, message: problems.reason });
  errors.push(...(await namingIn(request, known, typed, [f.note])));
  if (errors.length > 0) return again(errors);
  const text = first(typed, f.note).slice(0, longest);
  const done = await answer(
    request,
    known,
    recommendation,
    offer !== undefined
      ? { answer: 'accepted', chosen: offer, text }
      : reason === undefined
        ? { answer: 'more', text }
        : { answer: 'declined', reason, text },
    key,
  );
  return ended(done, known, again, f.answer, problems.answered);
}

export const requestPages: readonly Route[] = [
  get({
    path: paths.request,
    may: 'placement:request',
    audit: 'placement.read',
    handle: async (request) => {
      const known = await find(request);
      return known ? page({ place, content: await requestPage(request, known) }) : notFound;
    },
  }),
  post({
    path: paths.message,
    may: 'placement:request',
    audit: 'placement.message',
    handle: async (request) => {
      const known = await findToWrite(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!known || !key || known.state === 'withdrawn') return notFound;
      const text = first(typed, f.text).slice(0, longest);
      const missing = { field: f.text, message: requestMessages[request.actor.language].page.messageMissing };
      const errors = text === '' ? [missing] : await namingIn(request, known, typed, [f.text]);
      if (errors.length > 0) return invalid({ place, content: await requestPage(request, known, { typed, errors }) });
      await sayTo(request, known, text, key);
      return saved(known);
    },
  }),
  ...pausing('pause'),
  ...pausing('reopen'),
  get({
    path: paths.withdraw,
    may: 'placement:request',
    audit: 'placement.withdraw.form',
    handle: async (request) => {
      const known = await find(request);
      return known && isOpen(known) ? page({ place, content: await withdrawForm(request, known) }) : notFound;
    },
  }),
  post({
    path: paths.withdraw,
    may: 'placement:request',
    audit: 'placement.withdraw',
    handle: async (request) => {
      const known = await findToWrite(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!known || !key) return notFound;
      const m = requestMessages[request.actor.language];
      const again = async (errors: readonly FieldError[]) =>
        invalid({ place, content: await withdrawForm(request, known, { typed, errors }) });
      const reason = await reasonIn(request, 'withdraw', first(typed, f.reason));
      const naming = await namingIn(request, known, typed, [f.note]);
      if (reason === undefined) return again([{ field: f.reason, message: m.withdraw.problem }, ...naming]);
      if (naming.length > 0) return again(naming);
      const text = first(typed, f.note).slice(0, longest);
      return ended(await withdraw(request, known, { reason, text }, key), known, again, f.reason, m.problems.overtaken);
    },
  }),
  get({
    path: paths.answer,
    may: 'placement:request',
    audit: 'placement.answer.form',
    handle: async (request) => {
      const known = await find(request);
      const recommendation = await findOpen(request, known);
      if (!known || !recommendation) return notFound;
      if (recommendation.answer !== undefined) return redirect(paths.request({ request: known.id }));
      return page({ place, content: await answerForm(request, known, recommendation) });
    },
  }),
  post({ path: paths.answer, may: 'placement:request', audit: 'placement.answer', handle: handleAnswer }),
];
