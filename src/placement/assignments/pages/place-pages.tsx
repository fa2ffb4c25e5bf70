import { findId } from '../../../kernel/ids.ts';
import { parseLocalDate } from '../../../kernel/date.ts';
import { writtenDate } from '../../../kernel/words.ts';
import { get, notFound, page, redirect, type Route } from '../../../platform/route.ts';
import { first, keyIn, seenIn } from '../../../platform/typed.ts';
import { followUpHousehold } from '../actions/follow-up.ts';
import { arrivals, askHousing, matchNow, passedOver, recordArrival, takeHousingAnswer } from '../actions/place.ts';
import { followUpResults } from '../follow-up.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import { findHousing } from '../store/housing.ts';
import { openStay, proposalsOf } from '../store/places.ts';
import { formNames } from '../views/forms.tsx';
import {
  FollowUpForm,
  AnswerForm,
  ArrivalForm,
  AskForm,
  MatchPage,
  placeNames,
  proposalAnswers,
} from '../views/place.tsx';
import { about, formRoutes } from './form-routes.tsx';
import { type Asking, frameOf, may, openHousehold, place, typedIn } from './open.ts';

async function matchAnswer(request: Asking) {
  const found = await openHousehold(request);
  if (!found || found.state !== 'waiting') return found ? redirect(paths.household({ household: found.id })) : notFound;
  request.touched({ parts: ['influx-match'] });
  return page({
    place,
    content: (
      <MatchPage
        number={found.number}
        backHref={paths.household({ household: found.id })}
        match={await matchNow(request, found)}
        askHref={(housing) => paths.ask({ household: found.id, housing })}
        housingHref={(housing) => paths.housing({ housing })}
        allHousingHref={paths.allHousing()}
      />
    ),
  });
}

/** Where a household is to live: the match, the question to a housing, what it answers, and whether they came. */
export const placePages: readonly Route[] = [
  get({ path: paths.match, may, audit: 'influx.match', handle: matchAnswer }),
  ...formRoutes(paths.ask, 'influx.ask', {
    form: async (request, found, shown = {}) => {
      const id = findId<never>(request.parameters.housing);
      const housing = id === undefined ? undefined : await findHousing(request, id);
      const match = await matchNow(request, found);
      const candidate = match.candidates.find((one) => one.housing === id);
      if (!housing || !candidate || candidate.rooms.length === 0) return undefined;
      return (
        <AskForm
          frame={{
            ...frameOf(request, paths.ask({ household: found.id, housing: housing.id }), found, shown),
            cancelHref: paths.match({ household: found.id }),
          }}
          about={assignmentMessages[request.actor.language].match.title(found.number)}
          problem={shown.problem}
          name={housing.name}
          contact={housing.contact}
          rooms={candidate.rooms.map(({ name }) => name)}
          passed={passedOver(match, housing.id).map(({ name }) => name)}
          departure={typedIn(shown, formNames.reason)}
        />
      );
    },
    take: async (request, found, typed) => {
      const m = assignmentMessages[request.actor.language].ask;
      const housing = findId<never>(request.parameters.housing);
      const key = keyIn(typed);
      if (housing === undefined || !key) return { written: 'not-found' };
      const departure = first(typed, formNames.reason);
      const asked = await askHousing(request, found.id, housing, { departure, seen: seenIn(typed), key });
      if (asked === 'unexplained') return { errors: [{ field: formNames.reason, message: m.departureMissing }] };
      return { written: asked === 'no-longer' ? 'overtaken' : asked };
    },
    canBe: (_, { state }) => state === 'waiting',
    backHref: ({ id }) => paths.match({ household: id }),
  }),
  ...formRoutes(paths.answer, 'influx.answer', {
    form: async (request, found, shown = {}) => {
      const [latest] = await proposalsOf(request, found.id);
      return (
        <AnswerForm
          frame={frameOf(request, paths.answer({ household: found.id }), found, shown)}
          about={about(request, found)}
          problem={shown.problem}
          name={latest?.housingName ?? ''}
          answer={typedIn(shown, placeNames.answer)}
          text={typedIn(shown, formNames.text)}
        />
      );
    },
    take: async (request, found, typed) => {
      const m = assignmentMessages[request.actor.language].answer;
      const answer = proposalAnswers.find((one) => one === first(typed, placeNames.answer));
      const text = first(typed, formNames.text);
      if (answer === undefined) return { errors: [{ field: placeNames.answer, message: m.missing }] };
      if (answer === 'no' && text === '') return { errors: [{ field: formNames.text, message: m.textMissing }] };
      return { written: await takeHousingAnswer(request, found.id, { answer, text, seen: seenIn(typed) }) };
    },
    canBe: (_, { state }) => state === 'asked',
  }),
  ...formRoutes(paths.arrival, 'influx.arrival', {
    form: async (request, found, shown = {}) => (
      <ArrivalForm
        frame={frameOf(request, paths.arrival({ household: found.id }), found, shown)}
        about={about(request, found)}
        problem={shown.problem}
        name={(await openStay(request, found.id))?.housingName ?? ''}
        result={typedIn(shown, placeNames.result)}
        on={shown.typed ? typedIn(shown, placeNames.on) : request.today}
        today={request.today}
        text={typedIn(shown, formNames.text)}
      />
    ),
    take: async (request, found, typed) => {
      const m = assignmentMessages[request.actor.language].arrival;
      const result = arrivals.find((one) => one === first(typed, placeNames.result));
      const on = parseLocalDate(first(typed, placeNames.on));
      const text = first(typed, formNames.text);
      if (result === undefined) return { errors: [{ field: placeNames.result, message: m.missing }] };
      if (result === 'arrived' && (on === undefined || on > request.today || on < found.receivedOn))
        return { errors: [{ field: placeNames.on, message: m.onMissing }] };
      if (result !== 'arrived' && text === '') return { errors: [{ field: formNames.text, message: m.textMissing }] };
      const seen = seenIn(typed);
      const written = await recordArrival(request, found.id, { result, on: on ?? request.today, text, seen });
      return written === 'not-free' ? { errors: [{ field: placeNames.on, message: m.notFree }] } : { written };
    },
    canBe: (_, { state }) => state === 'placed',
  }),
  ...formRoutes(paths.followUp, 'influx.follow-up', {
    form: async (request, found, shown = {}) => {
      const { language } = request.actor;
      const stay = await openStay(request, found.id);
      return (
        stay?.arrivedOn && (
          <FollowUpForm
            frame={frameOf(request, paths.followUp({ household: found.id }), found, shown)}
            about={about(request, found)}
            problem={shown.problem}
            intro={assignmentMessages[language].followUp.intro(stay.housingName, writtenDate(stay.arrivedOn, language))}
            result={typedIn(shown, placeNames.result)}
            on={typedIn(shown, placeNames.on)}
            today={request.today}
            text={typedIn(shown, formNames.text)}
          />
        )
      );
    },
    take: async (request, found, typed) => {
      const { language } = request.actor;
      const m = assignmentMessages[language].followUp;
      const result = followUpResults.find((one) => one === first(typed, placeNames.result));
      const on = parseLocalDate(first(typed, placeNames.on));
      if (result === undefined) return { errors: [{ field: placeNames.result, message: m.missing }] };
      const notThen = { errors: [{ field: placeNames.on, message: m.onMissing }] };
      if (result !== 'living' && on === undefined) return notThen;
      const [text, seen] = [first(typed, formNames.text), seenIn(typed)];
      const written = await followUpHousehold(request, found.id, { result, on: on ?? request.today, text, seen });
      if (written === 'not-then') return notThen;
      if (written !== 'too-early') return { written };
      const day = writtenDate(found.followUp?.on ?? request.today, language);
      return { errors: [{ field: placeNames.result, message: m.tooEarly(day) }] };
    },
    canBe: (_, { state }) => state === 'living',
  }),
];
