import { isLocalDate } from '../../../kernel/date.ts';
import { findId } from '../../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { liftTheHold, placeHold } from '../actions/retention.ts';
import { messages } from '../messages/index.ts';
import { findHold, type Hold, holdsOfArea, touchedByHolds } from '../store/retention.ts';
import { holdFields, HoldsPage, liftFields, LiftHoldPage, PlaceHoldPage } from '../views/index.ts';

const place = 'retention';

const placeForm = (request: Get<string>, typed: Typed = {}, errors: readonly FieldError[] = []) =>
  ({
    place,
    content: (
      <PlaceHoldPage
        frame={{
          action: paths.placeHold(),
          hidden: frameFields(request.csrf, typed),
          errors,
          cancelHref: paths.holds(),
        }}
        values={{
          number: first(typed, holdFields.number),
          reason: first(typed, holdFields.reason),
          until: first(typed, holdFields.until),
        }}
      />
    ),
  }) as const;

type Asking = Get<typeof paths.liftHold.pattern>;

async function openedHold(request: Asking): Promise<Hold | undefined> {
  const id = findId<never>(request.parameters.hold);
  const hold = id === undefined ? undefined : await findHold(request, id);
  if (hold) request.touched(touchedByHolds([hold]));
  return hold;
}

const liftForm = (request: Asking, hold: Hold, typed: Typed = {}, errors: readonly FieldError[] = []) =>
  ({
    place,
    content: (
      <LiftHoldPage
        frame={{
          action: paths.liftHold({ hold: hold.id }),
          hidden: frameFields(request.csrf, typed),
          errors,
          cancelHref: paths.holds(),
        }}
        hold={hold}
        reason={first(typed, liftFields.reason)}
      />
    ),
  }) as const;

/** What must not be disposed of, whatever its age. */
export const holdPages: readonly Route[] = [
  get({
    path: paths.holds,
    may: 'retention:plan',
    audit: 'retention.hold.list',
    handle: async (request) => {
      const holds = await holdsOfArea(request);
      request.touched(touchedByHolds(holds));
      return page({
        place,
        content: (
          <HoldsPage
            placeHref={paths.placeHold()}
            backHref={paths.retention()}
            lines={holds.map((hold) => ({
              ...hold,
              liftHref: hold.liftedAt === null ? paths.liftHold({ hold: hold.id }) : undefined,
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.placeHold,
    may: 'retention:plan',
    audit: 'retention.hold.form',
    handle: async (request) => page(placeForm(request)),
  }),
  post({
    path: paths.placeHold,
    may: 'retention:plan',
    audit: 'retention.hold.place',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const m = messages[request.actor.language].place;
      const errors: FieldError[] = [];
      const number = first(typed, holdFields.number);
      const reason = first(typed, holdFields.reason);
      const until = first(typed, holdFields.until);
      if (!/^(\d{2}-\d{4,8}|[\dA-Z]{4}-[\dA-Z]{4})$/i.test(number))
        errors.push({ field: holdFields.number, message: m.numberMissing });
      if (reason === '') errors.push({ field: holdFields.reason, message: m.reasonMissing });
      if (until !== '' && (!isLocalDate(until) || until < request.today))
        errors.push({ field: holdFields.until, message: m.untilWrong });
      const key = keyIn(typed);
      if (errors.length > 0 || !key) return invalid(placeForm(request, typed, errors));
      const placed = await placeHold(request, {
        number,
        reason,
        until: isLocalDate(until) ? until : undefined,
        key,
      });
      if (placed.outcome === 'placed') return redirect(paths.holds());
      return invalid(placeForm(request, typed, [{ field: holdFields.number, message: m.numberUnknown }]));
    },
  }),
  get({
    path: paths.liftHold,
    may: 'retention:plan',
    audit: 'retention.hold.lift.form',
    handle: async (request) => {
      const hold = await openedHold(request);
      return hold ? page(liftForm(request, hold)) : notFound;
    },
  }),
  post({
    path: paths.liftHold,
    may: 'retention:plan',
    audit: 'retention.hold.lift',
    handle: async (request) => {
      const hold = await openedHold(request);
      if (!hold) return notFound;
      const typed = typedFrom(request.form);
      const reason = first(typed, liftFields.reason);
      if (reason === '') {
        const message = messages[request.actor.language].lift.reasonMissing;
        return invalid(liftForm(request, hold, typed, [{ field: liftFields.reason, message }]));
      }
      // Lifted by somebody else meanwhile, it is lifted: the list says by whom.
      await liftTheHold(request, hold.id, reason);
      return redirect(paths.holds());
    },
  }),
];
