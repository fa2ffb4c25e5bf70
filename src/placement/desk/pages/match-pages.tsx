import { pagerOf } from '../../../ui/index.ts';
import { isLocalDate } from '../../../kernel/date.ts';
import { findId } from '../../../kernel/ids.ts';
import { atStart } from '../../../kernel/words.ts';
import { explain, provisionFormNames, provisionForms } from '../../../matching/index.ts';
import {
  type Answer,
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
import { first, keyIn, pageNumber, typedFrom } from '../../../platform/typed.ts';
import { type OfferInWords, offersInWords } from '../../../register/index.ts';
import type { Scope } from '../../../platform/door.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { openRecommendation } from '../../store/recommendations.ts';
import { type Choice, hold, holdHours, recommend } from '../actions/recommend.ts';
import { type Candidate, filtered } from '../match-filters.ts';
import { deskMessages } from '../messages/index.ts';
import { setAsideOn } from '../order-left.ts';
import { deskPaths as paths } from '../paths.ts';
import { excludedOf, type ShownMatch } from '../store/matches.ts';
import { declinesOf, insertNote, notesOf, placedThere } from '../store/units.ts';
import { fields, HoldPlace, WriteUnitNote } from '../views/forms.tsx';
import { filterFields, MatchPage, type MatchPageProps } from '../views/match.tsx';
import { departureField, noteField, positionField, Recommend, recommendFields } from '../views/recommend.tsx';
import type { Shown } from '../../shown.ts';
import { frameOf, may, type Opened, openMatch, type OfMatch, place, typedIn } from './open.ts';

const pageSize = 25;
/** How many of a match can be recommended from: nobody leaves the order by more without another match. */
const mostToChoose = 25;

/** What the offers of a match are called on the day that it is about. */
export const wordsFor = (scope: Scope, { facts }: Pick<ShownMatch, 'facts'>, offers: readonly string[]) =>
  offersInWords(scope, offers, {
    day: facts.request.start,
    ...(facts.request.supportLevel === undefined ? {} : { supportLevel: String(facts.request.supportLevel) }),
  });

/** The free places of the day that the placement is to begin, as the register told of them. */
const freePlaces = ({ why }: Candidate): number | undefined => {
  const told = why.find(({ code }) => code === 'place-free');
  return told?.code === 'place-free' && told.result !== 'unknown' ? told.fact : undefined;
};

async function candidatesShown(
  request: OfMatch,
  { found, stored }: Opened,
): Promise<Pick<MatchPageProps, 'shown' | 'pager'>> {
  const { query, actor, today } = request;
  const m = deskMessages[actor.language].match;
  const form = provisionForms.find((one) => one === query.get(filterFields.form));
  const free = query.get(filterFields.free) === 'ja';
  const known = query.get(filterFields.known) === 'ja';
  const { shown, hidden } = filtered(stored.result.candidates, { form, free, known });
  const number = pageNumber(query.get('sida'));
  const lines = shown.slice((number - 1) * pageSize, number * pageSize);
  const words = await wordsFor(
    request,
    stored,
    lines.map(({ offer }) => offer),
  );
  const notes = await notesOf(
    request,
    stored.register,
    lines.map(({ unit }) => unit),
  );
  const placed = await placedThere(request, stored.register, found.fromArea);
  const declines = await declinesOf(request, found.id);
  const aside = setAsideOn(declines, today);
  const address = { request: found.id, match: stored.id };
  const works = found.state === 'submitted';
  const forms = provisionForms.filter((one) => stored.result.candidates.some((candidate) => candidate.form === one));
  const at = (sida: number): string =>
    paths.match(address, {
      ...(form === undefined ? {} : { [filterFields.form]: form }),
      ...(free ? { [filterFields.free]: 'ja' } : {}),
      ...(known ? { [filterFields.known]: 'ja' } : {}),
      ...(sida > 1 ? { sida } : {}),
    });
  return {
    shown: {
      kind: 'candidates',
      total: stored.result.candidates.length,
      hidden,
      filter: {
        action: paths.match(address),
        forms: forms.map((value) => ({
          value,
          label: atStart(provisionFormNames[value][actor.language]),
          checked: value === form,
        })),
        free,
        known,
        allHref: paths.match(address),
      },
      lines: lines.map((candidate) => {
        const its = aside.get(candidate.offer);
        const name = declines.find(({ offer, reason }) => offer === its?.offer && reason === its.reason);
        return {
          candidate,
          words: words.get(candidate.offer),
          free: freePlaces(candidate),
          agreementRank: candidate.agreementRank,
          placed: placed.get(candidate.unit) ?? 0,
          from: found.fromAreaName,
          notes: notes.get(candidate.unit) ?? [],
          ...(its ? { aside: { ...its, reasonName: name?.[actor.language] ?? its.reason } } : {}),
          acts: works
            ? [
                { href: paths.inquire({ ...address, offer: candidate.offer }), text: m.inquire },
                ...(candidate.form === 'direct-award' ? [{ href: paths.beginAward(address), text: m.award }] : []),
                { href: paths.hold({ ...address, offer: candidate.offer }), text: m.hold },
                { href: paths.unitNote({ ...address, unit: candidate.unit }), text: m.writeNote },
              ]
            : [],
        };
      }),
    },
    pager: pagerOf({ number, size: pageSize }, lines.length, shown.length, at),
  };
}

async function excludedShown(
  request: OfMatch,
  { found, stored }: Opened,
): Promise<Pick<MatchPageProps, 'shown' | 'pager'>> {
  const number = pageNumber(request.query.get('sida'));
  const all = await excludedOf(request, stored);
  const lines = all.slice((number - 1) * pageSize, number * pageSize);
  const words = await wordsFor(
    request,
    stored,
    lines.map(({ offer }) => offer),
  );
  const at = (sida: number): string =>
    paths.match({ request: found.id, match: stored.id }, { visa: 'passar-inte', ...(sida > 1 ? { sida } : {}) });
  return {
    shown: { kind: 'excluded', lines: lines.map((excluded) => ({ excluded, words: words.get(excluded.offer) })) },
    pager: pagerOf({ number, size: pageSize }, lines.length, all.length, at),
  };
}

async function matchAnswer(request: OfMatch): Promise<Answer> {
  const opened = await openMatch(request);
  if (!opened) return notFound;
  const { found, stored } = opened;
  const all = deskMessages[request.actor.language];
  const address = { request: found.id, match: stored.id };
  const showsExcluded = request.query.get('visa') === 'passar-inte';
  const isOld = stored.revision !== found.revision;
  const waits = await openRecommendation(request, found.id);
  return page({
    place,
    content: (
      <MatchPage
        request={found}
        stored={stored}
        backHref={paths.request({ request: found.id })}
        orderHref={paths.order()}
        isOld={isOld}
        said={
          request.query.get('reserverad') === 'ja'
            ? all.hold.held
            : request.query.get('sparat') === 'ja'
              ? all.request.saved
              : undefined
        }
        recommendHref={
          found.state === 'submitted' && !isOld && !waits && stored.result.candidates.length > 0
            ? paths.recommend(address)
            : undefined
        }
        tabs={[
          {
            href: paths.match(address),
            text: all.match.fits(stored.result.candidates.length),
            current: !showsExcluded,
          },
          {
            href: paths.match(address, { visa: 'passar-inte' }),
            text: all.match.doesNot(stored.excludedCount),
            current: showsExcluded,
          },
        ]}
        {...(showsExcluded ? await excludedShown(request, opened) : await candidatesShown(request, opened))}
      />
    ),
  });
}

// ── Recommending ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function recommendForm(request: OfMatch, { found, stored }: Opened, shown: Shown = {}) {
  const candidates = stored.result.candidates.slice(0, mostToChoose);
  const words = await wordsFor(
    request,
    stored,
    candidates.map(({ offer }) => offer),
  );
  const aside = setAsideOn(await declinesOf(request, found.id), request.today);
  const address = { request: found.id, match: stored.id };
  return (
    <Recommend
      frame={frameOf(request, paths.recommend(address), found, shown, paths.match(address))}
      about={deskMessages[request.actor.language].match.title(found.number)}
      lines={candidates.map((candidate) => ({
        candidate,
        words: words.get(candidate.offer),
        isAside: aside.has(candidate.offer),
      }))}
      total={stored.result.candidates.length}
      order={deskMessages[request.actor.language].order.name(stored.orderVersion)}
      problem={shown.problem}
      value={(field) => typedIn(shown, field)}
    />
  );
}

type Placed = Choice & Readonly<{ position: number; rank: number }>;

async function recommendAnswer(request: Post<typeof paths.recommend.pattern>): Promise<Answer> {
  const opened = await openMatch(request);
  if (!opened) return notFound;
  const { found, stored } = opened;
  const { language } = request.actor;
  const { problems } = deskMessages[language].recommend;
  const typed = typedFrom(request.form);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  const candidates = stored.result.candidates.slice(0, mostToChoose);
  const chosen: Placed[] = [];
  for (const { rank, offer } of candidates) {
    const position = first(typed, positionField(rank));
    if (position === '') continue;
    if (!/^[1-9]\d?$/.test(position) || chosen.some((one) => one.position === Number(position)))
      errors.push({ field: positionField(rank), message: problems.position });
    else
      chosen.push({
        offer,
        rank,
        position: Number(position),
        departure: first(typed, departureField(rank)),
        note: first(typed, noteField(rank)),
      });
  }
  if (chosen.length === 0 && errors.length === 0)
    errors.push({ field: positionField(candidates[0]?.rank ?? 1), message: problems.nothing });
  if (errors.length > 0 || !key)
    return invalid({ place, content: await recommendForm(request, opened, { typed, errors }) });
  const inOrder = chosen.toSorted((left, right) => left.position - right.position);
  const result = await recommend(request, found.id, stored.id, {
    chosen: inOrder,
    note: first(typed, recommendFields.note),
    key,
  });
  const words = await wordsFor(
    request,
    stored,
    inOrder.map(({ offer }) => offer),
  );
  const nameOf = (offer: string): string => words.get(offer)?.unitName ?? offer;
  const rankOf = (offer: string): number => inOrder.find((one) => one.offer === offer)?.rank ?? 1;
  const again = async (more: Shown): Promise<Answer> =>
    invalid({ place, content: await recommendForm(request, opened, { typed, ...more }) });
  switch (result.outcome) {
    case 'recommended':
      return redirect(paths.request({ request: found.id }, { foreslaget: 'ja' }));
    case 'not-found':
    case 'nothing-chosen':
      return notFound;
    case 'one-waits':
      // The same form sent twice: the recommendation that it made is the one that waits.
      return redirect(paths.request({ request: found.id }));
    case 'changed-since':
      return again({ problem: problems.changed });
    case 'unexplained':
      return again({
        errors: result.offers.map((offer) => ({
          field: departureField(rankOf(offer)),
          message: problems.unexplained(nameOf(offer)),
        })),
      });
    case 'warned':
      return again({
        errors: result.warnings.map(({ offer, against }) => ({
          field: positionField(rankOf(offer)),
          message: problems.warned(nameOf(offer), against.map((one) => explain(one, language)).join(' ')),
        })),
      });
  }
}

// ── Notes and holds ───────────────────────────────────────────────────────────────────────────────────────────────────

type OfUnit = Get<typeof paths.unitNote.pattern>;

/** A unit of the match, by what it is called. */
async function unitOf(request: OfUnit, { stored }: Opened): Promise<OfferInWords | undefined> {
  const isIt = ({ unit }: Readonly<{ unit: string }>): boolean => unit === request.parameters.unit;
  const one = stored.result.candidates.find(isIt) ?? (await excludedOf(request, stored)).find(isIt);
  return one && (await wordsFor(request, stored, [one.offer])).get(one.offer);
}

function unitNoteForm(request: OfUnit, { found, stored }: Opened, unit: OfferInWords, shown: Shown = {}) {
  const address = { request: found.id, match: stored.id };
  return (
    <WriteUnitNote
      frame={frameOf(request, paths.unitNote({ ...address, unit: unit.unit }), found, shown, paths.match(address))}
      about={deskMessages[request.actor.language].match.title(found.number)}
      unit={unit.unitName}
      text={typedIn(shown, fields.text)}
      visitedOn={typedIn(shown, fields.visitedOn)}
    />
  );
}

async function unitNoteAnswer(request: Post<typeof paths.unitNote.pattern>): Promise<Answer> {
  const opened = await openMatch(request);
  const unit = opened && (await unitOf(request, opened));
  if (!unit) return notFound;
  const m = deskMessages[request.actor.language].unitNote;
  const typed = typedFrom(request.form);
  const visitedOn = first(typed, fields.visitedOn);
  const note = first(typed, fields.text);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (!isLocalDate(visitedOn) || visitedOn > request.today)
    errors.push({ field: fields.visitedOn, message: m.visitedWrong });
  if (note === '') errors.push({ field: fields.text, message: m.missing });
  if (!isLocalDate(visitedOn) || errors.length > 0 || !key)
    return invalid({ place, content: unitNoteForm(request, opened, unit, { typed, errors }) });
  await insertNote(request, { register: opened.stored.register, unit: unit.unit, visitedOn, note, key });
  return redirect(paths.match({ request: opened.found.id, match: opened.stored.id }, { sparat: 'ja' }));
}

type OfOffer = Get<typeof paths.hold.pattern>;

/** An offer that the match proposes, by what it is called. */
export async function offerOf(
  request: Get<string> & { parameters: { offer: string } },
  { stored }: Opened,
): Promise<OfferInWords | undefined> {
  const offer = findId<never>(request.parameters.offer);
  if (offer === undefined || !stored.result.candidates.some((one) => one.offer === offer)) return undefined;
  return (await wordsFor(request, stored, [offer])).get(offer);
}

function holdForm(request: OfOffer, { found, stored }: Opened, offer: OfferInWords, shown: Shown = {}) {
  const m = deskMessages[request.actor.language];
  const address = { request: found.id, match: stored.id };
  const chosen = typedIn(shown, fields.hours);
  return (
    <HoldPlace
      frame={frameOf(request, paths.hold({ ...address, offer: offer.offer }), found, shown, paths.match(address))}
      about={m.match.title(found.number)}
      unit={offer.unitName}
      choices={holdHours.map((hours) => ({
        value: String(hours),
        label: m.hold.hour(hours),
        checked: chosen === String(hours),
      }))}
      problem={shown.problem}
    />
  );
}

async function holdAnswer(request: Post<typeof paths.hold.pattern>): Promise<Answer> {
  const opened = await openMatch(request);
  const offer = opened && (await offerOf(request, opened));
  if (!offer) return notFound;
  const { found, stored } = opened;
  const m = deskMessages[request.actor.language].hold;
  const typed = typedFrom(request.form);
  const hours = holdHours.find((one) => String(one) === first(typed, fields.hours));
  const key = keyIn(typed);
  if (hours === undefined || !key) {
    const errors = [{ field: fields.hours, message: m.missing }];
    return invalid({ place, content: holdForm(request, opened, offer, { typed, errors }) });
  }
  const { outcome } = await hold(request, found.id, stored.id, offer.offer, hours, key);
  if (outcome === 'not-found') return notFound;
  if (outcome === 'full')
    return invalid({ place, content: holdForm(request, opened, offer, { typed, problem: m.full }) });
  return redirect(paths.match({ request: found.id, match: stored.id }, { reserverad: 'ja' }));
}

/** A match at the desk: what fits and what does not, and what is done from it. */
export const matchPages: readonly Route[] = [
  get({ path: paths.match, may, audit: 'placement.match-read', handle: matchAnswer }),
  get({
    path: paths.recommend,
    may,
    audit: 'placement.form',
    handle: async (request) => {
      const opened = await openMatch(request);
      if (!opened || opened.found.state !== 'submitted' || (await openRecommendation(request, opened.found.id)))
        return notFound;
      return page({ place, content: await recommendForm(request, opened) });
    },
  }),
  post({ path: paths.recommend, may, audit: 'placement.recommend', handle: recommendAnswer }),
  get({
    path: paths.unitNote,
    may,
    audit: 'placement.form',
    handle: async (request) => {
      const opened = await openMatch(request);
      const unit = opened && (await unitOf(request, opened));
      return unit ? page({ place, content: unitNoteForm(request, opened, unit) }) : notFound;
    },
  }),
  post({ path: paths.unitNote, may, audit: 'placement.unit-note', handle: unitNoteAnswer }),
  get({
    path: paths.hold,
    may,
    audit: 'placement.form',
    handle: async (request) => {
      const opened = await openMatch(request);
      const offer = opened?.found.state === 'submitted' ? await offerOf(request, opened) : undefined;
      return opened && offer ? page({ place, content: holdForm(request, opened, offer) }) : notFound;
    },
  }),
  post({ path: paths.hold, may, audit: 'placement.hold', handle: holdAnswer }),
];
