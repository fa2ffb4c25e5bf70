import { amountIn } from '../../../kernel/number.ts';
import type { ReactNode } from 'react';
import { addMonths, isLocalDate, type LocalDate } from '../../../kernel/date.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import { findId } from '../../../kernel/ids.ts';
import { listed } from '../../../kernel/words.ts';
import {
  type Answer,
  conflict,
  file,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, hidden, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { offersInWords } from '../../../register/index.ts';
import type { Scope } from '../../../platform/door.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import type { Request } from '../../store/requests.ts';
import { beginAward, comparablesFor, decide, finish, missingIn, reasonsOf } from '../actions/award.ts';
import { awardClock, quartersUntil, thresholdsOn } from '../award-clock.ts';
import { awardPaper } from '../award-paper.ts';
import { kronor } from '../../../kernel/number.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths as paths } from '../paths.ts';
import type { Comparable } from '../price.ts';
import {
  answerBid,
  type Award,
  awardsOf,
  type Bid,
  bidAnswers,
  decidedAwards,
  endAward,
  findAward,
  insertBid,
  tellBidders,
} from '../store/awards.ts';
import { findMatch, type StoredMatch } from '../store/matches.ts';
import {
  AskBidder,
  awardFields as fields,
  AwardPage,
  AwardsList,
  BeginAward,
  DecideAward,
  EndAward,
  TellBidders,
  WriteBid,
} from '../views/award.tsx';
import { wordsFor } from './match-pages.tsx';
import type { Shown } from '../../shown.ts';
import { frameOf, may, openMatch, type OfMatch, openRequest, place, typedIn } from './open.ts';

type OfAward = Get<typeof paths.award.pattern>;
type ToAward = Post<typeof paths.award.pattern>;
type Opened = Readonly<{ found: Request; award: Award; stored: StoredMatch }>;

async function openAward(request: OfAward): Promise<Opened | undefined> {
  const found = await openRequest(request);
  const id = findId<never>(request.parameters.award);
  const award = found && id !== undefined ? await findAward(request, found.id, id) : undefined;
  const stored = found && award ? await findMatch(request, found.id, award.match) : undefined;
  return found && award && stored ? { found, award, stored } : undefined;
}

const isUnderWay = ({ decidedAt, endedAt }: Award): boolean => decidedAt === null && endedAt === null;
const toAward = ({ found, award }: Opened): Answer =>
  redirect(paths.award({ request: found.id, award: award.id }, { sparat: 'ja' }));

async function namesOf(scope: Scope, { award, stored }: Opened): Promise<(offer: string) => string> {
  const words = await wordsFor(
    scope,
    stored,
    award.bids.map(({ offer }) => offer),
  );
  return (offer) => words.get(offer)?.providerName ?? offer;
}

/** What the price is compared with: as it was decided by, or as it is now. */
const comparablesOf = async (scope: Scope, { award, stored }: Opened): Promise<readonly Comparable[]> =>
  award.comparison ?? comparablesFor(scope, stored);

const clockOf = ({ contractOn, documentedAt }: Award, today: LocalDate) =>
  contractOn === null
    ? undefined
    : awardClock(contractOn, today, documentedAt === null ? undefined : localDateOf(documentedAt));

async function awardAnswer(request: OfAward): Promise<Answer> {
  const opened = await openAward(request);
  if (!opened) return notFound;
  const { found, award } = opened;
  const m = deskMessages[request.actor.language].award;
  const address = { request: found.id, award: award.id };
  const open = isUnderWay(award);
  const canTell = award.decidedAt !== null && award.bids.some(({ toldOn }) => toldOn === null);
  const canDecide = open && award.bids.some(({ answer }) => answer === 'offered');
  return page({
    place,
    content: (
      <AwardPage
        award={award}
        number={found.number}
        backHref={paths.request({ request: found.id })}
        nameOf={await namesOf(request, opened)}
        clock={clockOf(award, request.today)}
        comparables={await comparablesOf(request, opened)}
        steps={[
          ...(canDecide ? [{ href: paths.decideAward(address), text: m.decide }] : []),
          ...(canTell ? [{ href: paths.tellBidders(address), text: m.tell }] : []),
          ...(open ? [{ href: paths.askBidder(address), text: m.ask }] : []),
          ...(open ? [{ href: paths.endAward(address), text: m.end }] : []),
        ]}
        bidHref={open ? (bid) => paths.bid({ ...address, bid }) : undefined}
        finish={
          award.documentedAt === null && award.endedAt === null
            ? { action: paths.documentAward(address), hidden: { [hidden.csrf]: request.csrf } }
            : undefined
        }
        missing={missingIn(award)}
        fileHref={paths.awardFile(address)}
        saved={request.query.get('sparat') === 'ja'}
      />
    ),
  });
}

async function beginForm(request: OfMatch, shown: Shown = {}): Promise<ReactNode> {
  const opened = await openMatch(request);
  if (opened?.found.state !== 'submitted') return undefined;
  const { found } = opened;
  const stored = await findMatch(request, found.id, opened.stored.id);
  if (!stored) return undefined;
  const { why, serving } = await reasonsOf(request, found.id, stored);
  const words = await wordsFor(request, stored, [...why.map(({ offer }) => offer), ...serving]);
  const nameOf = (offer: string): string => words.get(offer)?.unitName ?? offer;
  const address = { request: found.id, match: stored.id };
  return (
    <BeginAward
      frame={frameOf(request, paths.beginAward(address), found, shown, paths.match(address))}
      about={deskMessages[request.actor.language].match.title(found.number)}
      why={why.map((one) => ({ ...one, name: nameOf(one.offer) }))}
      serving={serving.map(nameOf)}
    />
  );
}

async function beginAnswer(request: Post<typeof paths.beginAward.pattern>): Promise<Answer> {
  const opened = await openMatch(request);
  const key = keyIn(typedFrom(request.form));
  if (!opened || !key) return notFound;
  const begun = await beginAward(request, opened.found.id, opened.stored.id, key);
  switch (begun.outcome) {
    case 'begun':
      return redirect(paths.award({ request: opened.found.id, award: begun.award }));
    case 'already':
      return redirect(paths.request({ request: opened.found.id }));
    case 'serving':
      return invalid({ place, content: (await beginForm(request)) as Exclude<ReactNode, PromiseLike<unknown>> });
    case 'not-found':
      return notFound;
  }
}

// ── The small forms ───────────────────────────────────────────────────────────────────────────────────────────────────

type Shows = (request: OfAward, opened: Opened, shown?: Shown) => ReactNode | Promise<ReactNode>;

const frame = (request: OfAward, { found, award }: Opened, action: string, shown: Shown) =>
  frameOf(request, action, found, shown, paths.award({ request: found.id, award: award.id }));
const value = (shown: Shown) => (field: string) => typedIn(shown, field);

/** Direct-award offers of the match that have not been asked yet. */
async function askable(scope: Scope, { award, stored }: Opened) {
  const offers = stored.result.candidates
    .filter(({ form, offer }) => form === 'direct-award' && !award.bids.some((bid) => bid.offer === offer))
    .map(({ offer }) => offer);
  return wordsFor(scope, stored, offers);
}

const askForm: Shows = async (request, opened, shown = {}) => {
  const offers = await askable(request, opened);
  const chosen = typedIn(shown, fields.offer);
  const { found, award } = opened;
  return (
    <AskBidder
      frame={frame(request, opened, paths.askBidder({ request: found.id, award: award.id }), shown)}
      about={deskMessages[request.actor.language].award.title(found.number)}
      offers={[...offers.values()].map(({ offer, unitName, providerName }) => ({
        value: offer,
        label: `${providerName}, ${unitName}`,
        checked: offer === chosen,
      }))}
      value={value(shown)}
    />
  );
};

/** The day of a field, when it is one that has come. */
function dayIn(typed: Typed, field: string, today: LocalDate): LocalDate | undefined {
  const text = first(typed, field);
  return isLocalDate(text) && text <= today ? text : undefined;
}

async function askAnswer(request: ToAward, opened: Opened): Promise<Answer> {
  const m = deskMessages[request.actor.language].award;
  const typed = typedFrom(request.form);
  const offers = await askable(request, opened);
  const offer = offers.get(first(typed, fields.offer));
  const askedOn = dayIn(typed, fields.askedOn, request.today);
  const askedHow = first(typed, fields.how);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (!offer) errors.push({ field: fields.offer, message: m.providerMissing });
  if (!askedOn) errors.push({ field: fields.askedOn, message: m.dayWrong });
  if (askedHow === '') errors.push({ field: fields.how, message: m.howMissing });
  if (!offer || !askedOn || errors.length > 0 || !key) return again(request, opened, askForm, { typed, errors });
  await insertBid(request, opened.award.id, {
    register: opened.stored.register,
    provider: offer.provider,
    offer: offer.offer,
    askedOn,
    askedHow,
    key,
  });
  return toAward(opened);
}

const again = async (request: OfAward, opened: Opened, show: Shows, shown: Shown): Promise<Answer> =>
  invalid({ place, content: (await show(request, opened, shown)) as Exclude<ReactNode, PromiseLike<unknown>> });

const bidOf = (request: OfAward, { award }: Opened): Bid | undefined => {
  const { bid } = request.parameters as Readonly<Record<string, string>>;
  return award.bids.find(({ id, chosen }) => id === bid && !chosen);
};

const bidForm: Shows = async (request, opened, shown = {}) => {
  const bid = bidOf(request, opened);
  if (!bid) return undefined;
  const { found, award } = opened;
  const typed: Typed =
    shown.typed ??
    Object.fromEntries(
      [
        [fields.answer, bid.answer ?? ''],
        [fields.answeredOn, bid.answeredOn ?? ''],
        [fields.rate, bid.dailyRate === null ? '' : kronor(bid.dailyRate, 'sv')],
        [fields.text, bid.answerText],
      ].map(([name = '', text = '']) => [name, [text]]),
    );
  return (
    <WriteBid
      frame={frame(request, opened, paths.bid({ request: found.id, award: award.id, bid: bid.id }), shown)}
      about={deskMessages[request.actor.language].award.title(found.number)}
      name={(await namesOf(request, opened))(bid.offer)}
      value={value({ typed })}
    />
  );
};

async function bidAnswer(request: ToAward, opened: Opened): Promise<Answer> {
  const bid = bidOf(request, opened);
  if (!bid) return notFound;
  const m = deskMessages[request.actor.language].award;
  const typed = typedFrom(request.form);
  const answer = bidAnswers.find((one) => one === first(typed, fields.answer));
  const answeredOn = dayIn(typed, fields.answeredOn, request.today);
  const dailyRate = answer === 'offered' ? amountIn(first(typed, fields.rate), 9) : undefined;
  const errors: FieldError[] = [];
  if (!answer) errors.push({ field: fields.answer, message: m.answerMissing });
  if (!answeredOn) errors.push({ field: fields.answeredOn, message: m.dayWrong });
  if (answer === 'offered' && dailyRate === undefined) errors.push({ field: fields.rate, message: m.rateWrong });
  if (!answer || !answeredOn || errors.length > 0) return again(request, opened, bidForm, { typed, errors });
  await answerBid(request, opened.award.id, bid.id, { answer, answeredOn, dailyRate, text: first(typed, fields.text) });
  return toAward(opened);
}

const decideForm: Shows = async (request, opened, shown = {}) => {
  const { found, award } = opened;
  const { language } = request.actor;
  const m = deskMessages[language].award;
  const nameOf = await namesOf(request, opened);
  const chosen = typedIn(shown, fields.bid);
  return (
    <DecideAward
      frame={frame(request, opened, paths.decideAward({ request: found.id, award: award.id }), shown)}
      about={m.title(found.number)}
      bids={award.bids.flatMap(({ id, offer, dailyRate }) =>
        dailyRate === null
          ? []
          : [{ value: id, label: `${nameOf(offer)}, ${m.rate(kronor(dailyRate, language))}`, checked: id === chosen }],
      )}
      problem={shown.problem}
      value={value(shown)}
    />
  );
};

async function decideAnswer(request: ToAward, opened: Opened): Promise<Answer> {
  const { found, award } = opened;
  const m = deskMessages[request.actor.language].award;
  const typed = typedFrom(request.form);
  const bid = award.bids.find(({ id, answer }) => id === first(typed, fields.bid) && answer === 'offered');
  const days = /^[1-9]\d{0,3}$/.test(first(typed, fields.days)) ? Number(first(typed, fields.days)) : 0;
  const contractOn = dayIn(typed, fields.contractOn, request.today);
  const reason = first(typed, fields.reason);
  const errors: FieldError[] = [];
  if (!bid) errors.push({ field: fields.bid, message: m.whichMissing });
  if (days < 1 || days > 3650) errors.push({ field: fields.days, message: m.daysWrong });
  if (!contractOn) errors.push({ field: fields.contractOn, message: m.dayWrong });
  if (reason === '') errors.push({ field: fields.reason, message: m.reasonMissing });
  if (!bid || !contractOn || errors.length > 0) return again(request, opened, decideForm, { typed, errors });
  const { outcome } = await decide(request, found.id, award.id, { bid: bid.id, days, reason, contractOn });
  if (outcome === 'decided') return toAward(opened);
  if (outcome === 'not-found') return notFound;
  return conflict({
    place,
    content: (await decideForm(request, opened, { typed, problem: m.tooLate })) as Exclude<
      ReactNode,
      PromiseLike<unknown>
    >,
  });
}

const tellForm: Shows = async (request, opened, shown = {}) => {
  const { found, award } = opened;
  const { language } = request.actor;
  const nameOf = await namesOf(request, opened);
  const names = award.bids.filter(({ toldOn }) => toldOn === null).map(({ offer }) => nameOf(offer));
  return (
    <TellBidders
      frame={frame(request, opened, paths.tellBidders({ request: found.id, award: award.id }), shown)}
      about={deskMessages[language].award.title(found.number)}
      names={listed(names, language)}
      value={value(shown)}
    />
  );
};

async function tellAnswer(request: ToAward, opened: Opened): Promise<Answer> {
  const m = deskMessages[request.actor.language].award;
  const typed = typedFrom(request.form);
  const on = dayIn(typed, fields.toldOn, request.today);
  const how = first(typed, fields.how);
  const errors: FieldError[] = [];
  if (!on) errors.push({ field: fields.toldOn, message: m.dayWrong });
  if (how === '') errors.push({ field: fields.how, message: m.howMissing });
  if (!on || errors.length > 0) return again(request, opened, tellForm, { typed, errors });
  await tellBidders(request, opened.award.id, on, how);
  return toAward(opened);
}

const endForm: Shows = (request, opened, shown = {}) => (
  <EndAward
    frame={frame(request, opened, paths.endAward({ request: opened.found.id, award: opened.award.id }), shown)}
    about={deskMessages[request.actor.language].award.title(opened.found.number)}
    value={value(shown)}
  />
);

async function endAnswer(request: ToAward, opened: Opened): Promise<Answer> {
  const typed = typedFrom(request.form);
  const reason = first(typed, fields.reason);
  if (reason === '') {
    const errors = [{ field: fields.reason, message: deskMessages[request.actor.language].award.endMissing }];
    return again(request, opened, endForm, { typed, errors });
  }
  await endAward(request, opened.award.id, reason);
  return toAward(opened);
}

/** A form of an award, shown and sent while the award is in the state that it is for. */
function step<Pattern extends string>(
  path: typeof paths.award & Readonly<{ pattern: Pattern }>,
  audit: string,
  isFor: (award: Award) => boolean,
  show: Shows,
  take: (request: ToAward, opened: Opened) => Promise<Answer>,
): readonly Route[] {
  return [
    get({
      path,
      may,
      audit: 'placement.form',
      handle: async (request) => {
        const opened = await openAward(request as unknown as OfAward);
        const content = opened && isFor(opened.award) ? await show(request as unknown as OfAward, opened) : undefined;
        return content === undefined
          ? notFound
          : page({ place, content: content as Exclude<ReactNode, PromiseLike<unknown>> });
      },
    }),
    post({
      path,
      may,
      audit,
      handle: async (request) => {
        const opened = await openAward(request as unknown as OfAward);
        if (!opened) return notFound;
        // Sent twice, or overtaken by a colleague: the page tells how it stands.
        return isFor(opened.award) ? take(request as unknown as ToAward, opened) : toAward(opened);
      },
    }),
  ];
}
const asAward = (path: Readonly<{ pattern: string }>) => path as unknown as typeof paths.award;

async function awardsAnswer(request: Get<string>): Promise<Answer> {
  const { today, actor } = request;
  const quarters = quartersUntil(today, 4);
  const since = quarters.at(-1)?.from ?? today;
  const yearAgo = addMonths(today, -12);
  const awards = await decidedAwards(request, since);
  const words = await offersInWords(
    request,
    awards.map(({ offer }) => offer),
    { day: today },
  );
  const nameOf = (offer: string): string => words.get(offer)?.providerName ?? '';
  const thresholds = thresholdsOn(today);
  const byProvider = Map.groupBy(
    awards.filter(({ contractOn }) => contractOn > yearAgo),
    ({ provider }) => provider,
  );
  const markOf = (sum: number): 'notice' | 'documentation' | undefined =>
    thresholds === undefined
      ? undefined
      : sum >= thresholds.notice
        ? 'notice'
        : sum > thresholds.documentation
          ? 'documentation'
          : undefined;
  return page({
    place,
    content: (
      <AwardsList
        backHref={paths.queue()}
        thresholds={thresholds}
        providers={[...byProvider]
          .map(([provider, its]) => {
            const sum = its.reduce((all, { value: one }) => all + one, 0);
            return { provider, name: nameOf(its[0]?.offer ?? ''), count: its.length, value: sum, mark: markOf(sum) };
          })
          .toSorted((left, right) => right.value - left.value || left.name.localeCompare(right.name, actor.language))}
        quarters={quarters.map(({ name, from, to }) => ({
          name,
          lines: awards
            .filter(({ contractOn }) => contractOn >= from && contractOn <= to)
            .map((award) => ({
              award,
              href: paths.award({ request: award.request, award: award.id }),
              name: nameOf(award.offer),
              clock: awardClock(
                award.contractOn,
                today,
                award.documentedAt === null ? undefined : localDateOf(award.documentedAt),
              ),
            })),
        }))}
      />
    ),
  });
}

/** The direct awards of a request, for its page. */
export const awardLines = async (scope: Scope, id: string) =>
  (await awardsOf(scope, id)).map((award) => ({ award, href: paths.award({ request: id, award: award.id }) }));

/** What has been awarded directly: an address of its own, which stands before those with a request in it. */
export const awardListPages: readonly Route[] = [
  get({ path: paths.awards, may, audit: 'placement.awards', handle: awardsAnswer }),
];

/** A direct award, from why no agreement serves to its documentation as one file. */
export const awardPages: readonly Route[] = [
  get({
    path: paths.beginAward,
    may,
    audit: 'placement.form',
    handle: async (request) => {
      const content = await beginForm(request);
      return content === undefined
        ? notFound
        : page({ place, content: content as Exclude<ReactNode, PromiseLike<unknown>> });
    },
  }),
  post({ path: paths.beginAward, may, audit: 'placement.award-start', handle: beginAnswer }),
  get({ path: paths.award, may, audit: 'placement.award-read', handle: awardAnswer }),
  ...step(asAward(paths.askBidder), 'placement.award-ask', isUnderWay, askForm, askAnswer),
  ...step(asAward(paths.bid), 'placement.award-bid', isUnderWay, bidForm, bidAnswer),
  ...step(asAward(paths.decideAward), 'placement.award-decide', isUnderWay, decideForm, decideAnswer),
  ...step(
    asAward(paths.tellBidders),
    'placement.award-tell',
    ({ decidedAt, bids }) => decidedAt !== null && bids.some(({ toldOn }) => toldOn === null),
    tellForm,
    tellAnswer,
  ),
  ...step(asAward(paths.endAward), 'placement.award-end', isUnderWay, endForm, endAnswer),
  post({
    path: paths.documentAward,
    may,
    audit: 'placement.award-document',
    handle: async (request) => {
      const opened = await openAward(request);
      if (!opened) return notFound;
      await finish(request, opened.found.id, opened.award.id);
      return toAward(opened);
    },
  }),
  get({
    path: paths.awardFile,
    may,
    audit: 'placement.award-file',
    handle: async (request) => {
      const opened = await openAward(request);
      if (!opened) return notFound;
      const { found, award } = opened;
      const { language } = request.actor;
      const body = await awardPaper({
        award,
        request: found,
        comparables: await comparablesOf(request, opened),
        nameOf: await namesOf(request, opened),
        now: request.now,
        language,
      });
      return file(deskMessages[language].award.fileName, 'application/pdf', body);
    },
  }),
];
