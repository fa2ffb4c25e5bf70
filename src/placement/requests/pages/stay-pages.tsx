import { amountIn } from '../../../kernel/number.ts';
import { isLocalDate } from '../../../kernel/date.ts';
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
import { first, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { offersOfUnit, unitsNamed } from '../../../register/index.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { placementPaths as paths } from '../../paths.ts';
import { reasons } from '../../store/desks.ts';
import { recommendationsOf } from '../../store/recommendations.ts';
import { latestRevision, type Request, isOpen } from '../../store/requests.ts';
import { followUpMonths, followUpResults, outcomeOf, type Stay, stayOf } from '../../store/stays.ts';
import { type Chosen, end, followUp, report } from '../actions/respond.ts';
import { endsInWords } from '../ends.ts';
import { requestMessages } from '../messages/index.ts';
import { rateDigits } from '../typed-body.ts';
import { anotherUnit, EndStayForm, FollowUpForm, OutcomeForm, requestFields as f } from '../views/forms.tsx';
import {
  place,
  longest,
  type Asking,
  type Shown,
  find,
  findToWrite,
  frameOf,
  choicesOf,
  reasonIn,
  saved,
  namingIn,
  ended,
} from './open.ts';

/** What the report can choose among: everything that was recommended, the accepted one first. */
async function chosenOffers(
  request: Asking,
  known: Request,
): Promise<readonly (Chosen & Readonly<{ accepted: boolean }>)[]> {
  const recommendations = await recommendationsOf(request, known.id);
  const all = recommendations.flatMap(({ items, chosen, answer: given }) =>
    items.map((item) => ({
      register: item.register,
      offer: item.offer,
      unit: item.unit,
      provider: item.provider,
      form: item.form,
      unitName: item.body.unitName,
      item,
      accepted: given === 'accepted' && chosen === item.offer,
    })),
  );
  return all
    .filter((one, index) => all.findIndex(({ offer }) => offer === one.offer) === index)
    .toSorted((left, right) => Number(right.accepted) - Number(left.accepted));
}

async function outcomeForm(request: Asking, known: Request, shown: Shown = {}) {
  const { language } = request.actor;
  const offers = await chosenOffers(request, known);
  const accepted = offers.find((one) => one.accepted);
  const { body } = await latestRevision(request, known.id);
  const typed: Typed = shown.typed ?? {
    ...(accepted ? { [f.result]: ['placerad'], [f.offer]: [accepted.offer] } : {}),
    [f.start]: [body.start],
    ...(accepted?.item?.dailyRate === undefined ? {} : { [f.rate]: [String(accepted.item.dailyRate)] }),
  };
  const frame = frameOf(request, known, paths.outcome({ request: known.id }), { ...shown, typed });
  return (
    <OutcomeForm
      {...frame}
      ends={await endsInWords(request, known.id, 'outcome')}
      offers={offers.map((one) => ({
        value: one.offer,
        label: one.unitName,
        help: one.item?.body.providerName,
        checked: frame.value(f.offer) === one.offer,
      }))}
      reasons={choicesOf(await reasons(request, 'none'), frame.value(f.none), language)}
      tellsRun={known.run !== undefined}
    />
  );
}

/** The offer that was chosen: one that was recommended, or another of the register by the name of its unit. */
async function chosenIn(request: Asking, known: Request, typed: Typed): Promise<Chosen | undefined> {
  const offers = await chosenOffers(request, known);
  const among = first(typed, f.offer);
  if (offers.length > 0 && among !== anotherUnit) return offers.find(({ offer }) => offer === among);
  const name = first(typed, f.otherUnit);
  const unit = (await unitsNamed(request, [name])).get(name.toLowerCase());
  const [offer] = unit === undefined ? [] : await offersOfUnit(request, unit, known.intervention);
  return offer && { ...offer, unitName: name };
}

async function handleOutcome(request: Post<typeof paths.outcome.pattern>): Promise<Answer> {
  const known = await findToWrite(request);
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!known || !key) return notFound;
  const { problems } = requestMessages[request.actor.language].outcome;
  if (!isOpen(known)) return (await outcomeOf(request, known.id)) ? saved(known) : notFound;
  const again = async (errors: readonly FieldError[]) =>
    invalid({ place, content: await outcomeForm(request, known, { typed, errors }) });
  const errors: FieldError[] = [...(await namingIn(request, known, typed, [f.note]))];
  const note = first(typed, f.note).slice(0, longest);
  const result = first(typed, f.result);
  if (result === 'ingen') {
    const reason = await reasonIn(request, 'none', first(typed, f.none));
    if (reason === undefined) errors.push({ field: f.none, message: problems.none });
    if (reason === undefined || errors.length > 0) return again(errors);
    return ended(
      await report(request, known, { placed: false, reason, note }, key),
      known,
      again,
      f.result,
      problems.already,
    );
  }
  if (result !== 'placerad') return again([{ field: f.result, message: problems.result }, ...errors]);
  const chosen = await chosenIn(request, known, typed);
  const startsOn = first(typed, f.start);
  const written = first(typed, f.rate);
  const rate = written === '' ? undefined : amountIn(written, rateDigits);
  const named = first(typed, f.otherUnit) !== '';
  const another = [anotherUnit, ''].includes(first(typed, f.offer));
  if (named && !another) errors.push({ field: f.offer, message: problems.both });
  else if (!chosen)
    errors.push(
      named || first(typed, f.offer) === anotherUnit
        ? { field: f.otherUnit, message: problems.unit }
        : { field: f.offer, message: problems.offer },
    );
  if (!isLocalDate(startsOn)) errors.push({ field: f.start, message: problems.start });
  if (written !== '' && rate === undefined) errors.push({ field: f.rate, message: problems.rate });
  if (!chosen || !isLocalDate(startsOn) || errors.length > 0) return again(errors);
  const done = await report(
    request,
    known,
    { placed: true, chosen, startsOn, ...(rate === undefined ? {} : { dailyRate: rate }), note },
    key,
  );
  return ended(done, known, again, f.result, problems.already);
}

type StayAsking = Readonly<{ known: Request; stay: Stay }>;
async function findStay(request: Asking, known: Request | undefined): Promise<StayAsking | undefined> {
  const stay = known && (await stayOf(request, known.id));
  return known && stay && { known, stay };
}

async function followUpForm(request: Asking, { known }: StayAsking, months: number, shown: Shown = {}) {
  const frame = frameOf(request, known, paths.followUp({ request: known.id, months: String(months) }), shown);
  const choices = choicesOf(await reasons(request, 'ended'), frame.value(f.endReason), request.actor.language);
  return <FollowUpForm {...frame} months={months} reasons={choices} />;
}

const monthsIn = ({ parameters: { months } }: Get<typeof paths.followUp.pattern>) =>
  followUpMonths.find((one) => String(one) === months);

async function handleFollowUp(request: Post<typeof paths.followUp.pattern>): Promise<Answer> {
  const found = await findStay(request, await findToWrite(request));
  const months = monthsIn(request);
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!found || months === undefined || !key) return notFound;
  const { known, stay } = found;
  const { problems } = requestMessages[request.actor.language].followUps;
  const again = async (errors: readonly FieldError[]) =>
    invalid({ place, content: await followUpForm(request, found, months, { typed, errors }) });
  const result = followUpResults.find((one) => one === first(typed, f.result));
  const errors: FieldError[] = [...(await namingIn(request, known, typed, [f.cause, f.note]))];
  if (!result) errors.push({ field: f.result, message: problems.result });
  const over = await endIn(request, stay, typed, result !== undefined && result !== 'held', problems, errors);
  const chooseAgain = first(typed, f.again);
  if (chooseAgain !== 'yes' && chooseAgain !== 'no') errors.push({ field: f.again, message: problems.again });
  if (!result || errors.length > 0) return again(errors);
  const done = await followUp(
    request,
    known,
    stay,
    {
      months,
      result,
      cause: first(typed, f.cause).slice(0, longest),
      wouldChooseAgain: chooseAgain === 'yes',
      note: first(typed, f.note).slice(0, longest),
      ...(over ? { ended: over } : {}),
    },
    key,
  );
  return ended(done, known, again, f.result, problems.already);
}

/** The day and the reason of an end, where one is asked for. */
async function endIn(
  request: Asking,
  stay: Stay,
  typed: Typed,
  isAsked: boolean,
  problems: Readonly<{ endedOn: string; endReason: string }>,
  errors: FieldError[],
) {
  if (!isAsked) return undefined;
  const on = first(typed, f.endedOn);
  const reason = await reasonIn(request, 'ended', first(typed, f.endReason));
  if (!isLocalDate(on) || on < stay.startsOn || on > request.today)
    errors.push({ field: f.endedOn, message: problems.endedOn });
  if (reason === undefined) errors.push({ field: f.endReason, message: problems.endReason });
  return isLocalDate(on) && reason !== undefined ? { on, reason } : undefined;
}

async function endForm(request: Asking, { known }: StayAsking, shown: Shown = {}) {
  const frame = frameOf(request, known, paths.endStay({ request: known.id }), shown);
  const choices = choicesOf(await reasons(request, 'ended'), frame.value(f.endReason), request.actor.language);
  return <EndStayForm {...frame} reasons={choices} />;
}

async function handleEnd(request: Post<typeof paths.endStay.pattern>): Promise<Answer> {
  const found = await findStay(request, await findToWrite(request));
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  if (!found || !key) return notFound;
  const { known, stay } = found;
  if (stay.endedOn !== undefined) return saved(known);
  const { problems } = requestMessages[request.actor.language].followUps;
  const errors: FieldError[] = [];
  const again = async (wrong: readonly FieldError[]) =>
    invalid({ place, content: await endForm(request, found, { typed, errors: wrong }) });
  const over = await endIn(request, stay, typed, true, problems, errors);
  const [planned, chooseAgain] = [first(typed, f.planned), first(typed, f.again)];
  if (planned !== 'yes' && planned !== 'no') errors.push({ field: f.planned, message: problems.planned });
  if (chooseAgain !== 'yes' && chooseAgain !== 'no') errors.push({ field: f.again, message: problems.again });
  if (!over || errors.length > 0) return again(errors);
  const done = await end(
    request,
    known,
    stay,
    { ...over, planned: planned === 'yes', wouldChooseAgain: chooseAgain === 'yes' },
    key,
  );
  return ended(done, known, again, f.endedOn, problems.already);
}

/** What came of a request: the report, following it up, and its end. */
export const stayPages: readonly Route[] = [
  get({
    path: paths.outcome,
    may: 'placement:request',
    audit: 'placement.outcome.form',
    handle: async (request) => {
      const known = await find(request);
      if (!known) return notFound;
      if (!isOpen(known)) return redirect(paths.request({ request: known.id }));
      return page({ place, content: await outcomeForm(request, known) });
    },
  }),
  post({ path: paths.outcome, may: 'placement:request', audit: 'placement.outcome', handle: handleOutcome }),
  get({
    path: paths.followUp,
    may: 'placement:request',
    audit: 'placement.follow-up.form',
    handle: async (request) => {
      const found = await findStay(request, await find(request));
      const months = monthsIn(request);
      return found && months !== undefined
        ? page({ place, content: await followUpForm(request, found, months) })
        : notFound;
    },
  }),
  post({ path: paths.followUp, may: 'placement:request', audit: 'placement.follow-up', handle: handleFollowUp }),
  get({
    path: paths.endStay,
    may: 'placement:request',
    audit: 'placement.end.form',
    handle: async (request) => {
      const found = await findStay(request, await find(request));
      return found && found.stay.endedOn === undefined
        ? page({ place, content: await endForm(request, found) })
        : notFound;
    },
  }),
  post({ path: paths.endStay, may: 'placement:request', audit: 'placement.end', handle: handleEnd }),
];
