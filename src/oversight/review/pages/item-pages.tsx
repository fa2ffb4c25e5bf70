import { isLocalDate } from '../../../kernel/date.ts';
import { findId } from '../../../kernel/ids.ts';
import {
  conflict,
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
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { ask, decide, needsNote, openName, touchedBy } from '../actions/decide.ts';
import { messages } from '../messages/index.ts';
import { decisionsOf, questionsOf } from '../store/decisions.ts';
import { outcomes } from '../outcome.ts';
import { caseNumbers, findItem, itemsOfReview, type ReviewItem } from '../store/reviews.ts';
import { askField, decideFields, Item, type ItemProps, nameField } from '../views/index.ts';
import { casesInWords, kindInWords, partsInWords } from './in-words.ts';

type Asking = Get<typeof paths.reviewItem.pattern>;
type Posting = Post<typeof paths.reviewItem.pattern>;
type Which = 'decide' | 'ask' | 'name';
type Shown = Readonly<{
  /** Which of the forms was sent, and is shown again with what was typed. */
  sent?: Which;
  typed?: Typed;
  errors?: readonly FieldError[];
  overtaken?: boolean;
  name?: string;
}>;

const itemAsked = async (request: Asking): Promise<ReviewItem | undefined> => {
  const id = findId<never>(request.parameters.item);
  return id === undefined ? undefined : findItem(request, id);
};

/** The next item of the review that needs somebody to look: what is odd before what was drawn. */
async function nextHref(request: Asking, item: ReviewItem): Promise<string | undefined> {
  for (const filter of ['left', 'plain'] as const) {
    const { items } = await itemsOfReview(request, item.review, filter, { size: 3, number: 1 });
    const next = items.find(({ id, own, state }) => id !== item.id && !own && state === 'open');
    if (next) return paths.reviewItem({ item: next.id });
  }
  return undefined;
}

async function show(request: Asking, item: ReviewItem, shown: Shown = {}) {
  const { language } = request.actor;
  const m = messages[language];
  const { sent, typed = {}, errors = [], overtaken = false, name } = shown;
  const numbers = await caseNumbers(request, item.cases);
  const decisions = await decisionsOf(request, item.id);
  const questions = await questionsOf(request, item.id);
  const latest = decisions[0];
  const address = { item: item.id };
  const frame = (which: Which, action: string, seen = 0) => ({
    action,
    hidden: {
      ...frameFields(request.csrf, sent === which ? typed : {}, seen),
      // After somebody else's decision has been shown, sending again is meant.
      ...(overtaken ? { [hidden.seen]: String(item.position) } : {}),
    },
    errors: sent === which ? errors : [],
    cancelHref: paths.review({ review: item.review }),
  });
  const of = (field: string, which: Which, otherwise: string): string =>
    sent === which ? first(typed, field) : otherwise;
  return (
    <Item
      number={item.number}
      month={item.month}
      backHref={paths.review({ review: item.review }, item.rules.length === 0 ? { visa: 'plain' } : {})}
      nextHref={await nextHref(request, item)}
      what={kindInWords(item, language)}
      who={item.readerName}
      organisation={item.foreign ? item.readerAreaName : undefined}
      unit={item.unitName}
      firstAt={item.firstAt.toISOString()}
      lastAt={item.lastAt.toISOString()}
      times={item.times}
      cases={casesInWords(item, numbers, language)}
      manyCases={item.cases.length > 1}
      parts={partsInWords(item.parts, language)}
      relation={item.relation && m.relations[item.relation]}
      reason={item.reason}
      why={item.rules.map((rule) => m.rules[rule].why)}
      sampled={item.sampled}
      state={item.state}
      own={item.own}
      plain={item.rules.length === 0}
      subject={subjectOf(item, name, () => ({
        frame: frame('name', paths.reviewName(address)),
        typed: of(nameField, 'name', ''),
        open: sent === 'name',
      }))}
      decisions={decisions.map((one) => ({
        key: String(one.position),
        outcome: one.outcome,
        note: one.note,
        by: one.by,
        at: one.at.toISOString(),
        reportedOn: one.reportedOn,
      }))}
      questions={questions.map((one) => ({
        key: one.id,
        question: one.question,
        by: one.by,
        at: one.at.toISOString(),
        answer: one.answer,
        answeredAt: one.answeredAt?.toISOString(),
      }))}
      ask={
        item.own
          ? undefined
          : { frame: frame('ask', paths.reviewAsk(address)), typed: of(askField, 'ask', ''), open: sent === 'ask' }
      }
      decide={
        item.own
          ? undefined
          : {
              frame: frame('decide', paths.reviewDecide(address), item.position),
              outcome: of(decideFields.outcome, 'decide', latest?.outcome ?? ''),
              note: of(decideFields.note, 'decide', ''),
              reported: of(decideFields.reported, 'decide', latest?.reportedOn ?? ''),
              overtaken,
            }
      }
      done={doneIn(request.query.get('klart'))}
    />
  );
}

const doneIn = (text: string | null): ItemProps['done'] =>
  text === 'beslut' ? 'decided' : text === 'fraga' ? 'asked' : undefined;

function subjectOf(
  item: ReviewItem,
  name: string | undefined,
  form: () => Omit<Extract<ItemProps['subject'], { kind: 'hidden' }>, 'kind'>,
): ItemProps['subject'] {
  if (item.individuals.length !== 1) return { kind: 'nobody' };
  if (name !== undefined) return name === '' ? { kind: 'not-shown' } : { kind: 'shown', name };
  return item.own || !item.ownCase ? { kind: 'not-shown' } : { kind: 'hidden', ...form() };
}

const leastReason = 10;

export const itemPages: readonly Route[] = [
  get({
    path: paths.reviewItem,
    may: 'access:review',
    audit: 'review.item.read',
    handle: async (request) => {
      const item = await itemAsked(request);
      if (!item) return notFound;
      touchedBy(request, [item]);
      return page({ place: 'review', content: await show(request, item) });
    },
  }),
  post({
    path: paths.reviewDecide,
    may: 'access:review',
    audit: 'review.item.decide',
    stepUp: true,
    handle: async (request) => decideAnswer(request),
  }),
  post({
    path: paths.reviewAsk,
    may: 'access:review',
    audit: 'review.item.ask',
    handle: async (request) => {
      const item = await itemAsked(request);
      if (!item) return notFound;
      const typed = typedFrom(request.form);
      const question = first(typed, askField);
      const key = keyIn(typed);
      if (question === '' || !key) {
        const errors = [{ field: askField, message: messages[request.actor.language].item.askMissing }];
        return invalid({ place: 'review', content: await show(request, item, { sent: 'ask', typed, errors }) });
      }
      const { outcome } = await ask(request, item.id, question, key);
      return outcome === 'asked' ? redirect(paths.reviewItem({ item: item.id }, { klart: 'fraga' })) : notFound;
    },
  }),
  post({
    path: paths.reviewName,
    may: 'access:review',
    audit: 'review.name.open',
    handle: async (request) => {
      const item = await itemAsked(request);
      if (!item) return notFound;
      const typed = typedFrom(request.form);
      const why = first(typed, nameField);
      if (why.length < leastReason) {
        const errors = [{ field: nameField, message: messages[request.actor.language].item.nameReasonMissing }];
        return invalid({ place: 'review', content: await show(request, item, { sent: 'name', typed, errors }) });
      }
      const found = await openName(request, item, why);
      const name = found ? `${found.givenName} ${found.familyName}` : '';
      return page({ place: 'review', content: await show(request, item, { name }) });
    },
  }),
];

async function decideAnswer(request: Posting) {
  const item = await itemAsked(request);
  if (!item) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].item;
  const outcome = outcomes.find((one) => one === first(typed, decideFields.outcome));
  const note = first(typed, decideFields.note);
  const reported = first(typed, decideFields.reported);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (!outcome) errors.push({ field: decideFields.outcome, message: m.outcomeMissing });
  else if (note === '' && needsNote(item, outcome)) errors.push({ field: decideFields.note, message: m.noteMissing });
  if (reported !== '' && (!isLocalDate(reported) || reported > request.today))
    errors.push({ field: decideFields.reported, message: m.reportedWrong });
  else if (reported !== '' && outcome !== undefined && outcome !== 'unauthorised')
    errors.push({ field: decideFields.reported, message: m.reportedOnlyIf });
  if (item.own) return notFound;
  const again = async (more: Shown = {}) => show(request, item, { sent: 'decide', typed, errors, ...more });
  if (!outcome || !key || errors.length > 0) return invalid({ place: 'review', content: await again() });
  const decided = await decide(request, {
    item: item.id,
    outcome,
    note,
    ...(isLocalDate(reported) ? { reportedOn: reported } : {}),
    seen: seenIn(typed),
    key,
  });
  switch (decided.outcome) {
    case 'decided':
      return redirect(paths.reviewItem({ item: item.id }, { klart: 'beslut' }));
    case 'overtaken':
      return conflict({ place: 'review', content: await again({ overtaken: true }) });
    case 'note-missing':
    case 'own':
    case 'not-found':
      return notFound;
  }
}
