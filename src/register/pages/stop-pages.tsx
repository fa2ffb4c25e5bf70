import { findId } from '../../kernel/ids.ts';
import { stopScopes } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
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
} from '../../platform/route.ts';
import { frameFields, keyIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { lift, stopProvider } from '../actions/stops.ts';
import { formStopped, type StopKind } from '../codes.ts';
import type { Concerning } from '../concerning.ts';
import type { Field } from '../fields.ts';
import { validFrom, validTo } from '../kinds.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import { keepsRegister, registerKeeper } from '../store/kept.ts';
import { findProvider, offersOfUnits, type Stop, stopsOf, unitsOfProvider } from '../store/read.ts';
import { controlOf } from '../views/keep-form.tsx';
import { NewStop, type OfferConcerned, StopPage } from '../views/stop.tsx';
import { errorsIn, shownIn, writtenIn } from './keep-pages.tsx';

const place = 'providers';
const required = true;

const stopFields: readonly Field[] = [
  { column: 'scope', kind: 'code', codes: stopScopes, required },
  { column: 'needs', kind: 'codes', choosing: true },
  validFrom,
  validTo,
  { column: 'reason', kind: 'long', required },
];
const liftFields: readonly Field[] = [
  { column: 'lifted_on', kind: 'date', required },
  { column: 'reason', kind: 'long', required },
];

const pathOf = { recommendation: paths.recommendationStop, order: paths.orderStop } as const;
const liftPathOf = { recommendation: paths.liftRecommendationStop, order: paths.liftOrderStop } as const;

async function offersConcerned(scope: Scope, provider: string, kind: StopKind): Promise<readonly OfferConcerned[]> {
  const units = await unitsOfProvider(scope, provider, scope.today);
  const offers = await offersOfUnits(
    scope,
    units.map(({ id }) => id),
    scope.today,
  );
  return offers
    .filter((one) => one.form === formStopped[kind] && !one.ended)
    .map((one) => ({ ...one, unitName: units.find(({ id }) => id === one.unit)?.name ?? '' }));
}

/** What a stop of a provider is about: offers, who lives there, and to whom it is proposed. */
const concernedBy = async (scope: Scope, provider: string, kind: StopKind, { placedWith }: Concerning) => ({
  offers: await offersConcerned(scope, provider, kind),
  placed: await placedWith(scope, (await registerKeeper(scope)) ?? '', provider),
});

type Deciding = Get<typeof paths.orderStop.pattern>;

async function newStop(
  request: Deciding,
  kind: StopKind,
  concerning: Concerning,
  typed?: Typed,
  errors: readonly FieldError[] = [],
) {
  const id = findId(request.parameters.provider);
  const found = id === undefined ? undefined : await findProvider(request, id);
  if (!found || !(await keepsRegister(request))) return undefined;
  request.touched({ parts: ['register', `provider:${found.id}`] });
  const href = paths.provider({ provider: found.id });
  return {
    place,
    content: (
      <NewStop
        kind={kind}
        provider={{ name: found.name, href }}
        frame={{
          action: pathOf[kind]({ provider: found.id }),
          hidden: frameFields(request.csrf, typed ?? {}),
          errors,
          cancelHref: href,
        }}
        fields={stopFields}
        shown={shownIn(typed, { valid_from: request.today })}
        {...await concernedBy(request, found.id, kind, concerning)}
      />
    ),
  } as const;
}

async function decide(
  request: Post<typeof paths.orderStop.pattern>,
  kind: StopKind,
  concerning: Concerning,
): Promise<Answer> {
  const { language } = request.actor;
  const typed = typedFrom(request.form);
  const read = writtenIn(stopFields, typed);
  const key = keyIn(typed);
  const noNeed =
    read.ok &&
    read.values['scope'] === 'needs' &&
    !(Array.isArray(read.values['needs']) && read.values['needs'].length > 0);
  const shown = await newStop(request, kind, concerning, typed, [
    ...(read.ok ? [] : errorsIn(read.problems, language)),
    ...(noNeed ? [{ field: controlOf('needs'), message: registerMessages[language].stop.needs }] : []),
  ]);
  const provider = findId(request.parameters.provider);
  if (!shown || provider === undefined) return notFound;
  if (!read.ok || noNeed || !key) {
    request.rejected();
    return invalid(shown);
  }
  const stop = await stopProvider(request, provider, kind, read.values, key);
  if (stop === undefined) return invalid(shown);
  await concerning.stopped(request, (await registerKeeper(request)) ?? '', provider);
  return redirect(paths.stop({ stop }));
}

type Reading = Get<typeof paths.stop.pattern>;

async function stopPage(
  request: Reading,
  found: Stop,
  concerning: Concerning,
  typed?: Typed,
  errors: readonly FieldError[] = [],
) {
  const provider = await findProvider(request, found.provider);
  if (!provider) return undefined;
  request.touched({ parts: ['register', `provider:${provider.id}`] });
  const href = paths.provider({ provider: provider.id });
  const lifts = request.actor.permissions.has(`stop:${found.kind}`) && (await keepsRegister(request));
  return {
    place,
    content: (
      <StopPage
        stop={found}
        provider={{ name: provider.name, href }}
        {...await concernedBy(request, provider.id, found.kind, concerning)}
        {...(lifts && found.lifted_on === null
          ? {
              lift: {
                frame: {
                  action: liftPathOf[found.kind]({ stop: found.id }),
                  hidden: frameFields(request.csrf, typed ?? {}),
                  errors,
                  cancelHref: href,
                },
                fields: liftFields,
                shown: shownIn(typed, { lifted_on: request.today }),
              },
            }
          : {})}
      />
    ),
  } as const;
}

async function stopIn(request: Reading): Promise<Stop | undefined> {
  const id = findId(request.parameters.stop);
  return id === undefined ? undefined : (await stopsOf(request, { id }))[0];
}

async function liftIt(
  request: Post<typeof paths.stop.pattern>,
  kind: StopKind,
  concerning: Concerning,
): Promise<Answer> {
  const found = await stopIn(request);
  if (found?.kind !== kind) return notFound;
  const typed = typedFrom(request.form);
  const read = writtenIn(liftFields, typed);
  if (!read.ok) {
    const shown = await stopPage(request, found, concerning, typed, errorsIn(read.problems, request.actor.language));
    request.rejected();
    return shown ? invalid(shown) : notFound;
  }
  // Sent twice, it has been lifted by the first.
  if (found.lifted_on === null && !(await lift(request, found.id, read.values))) return notFound;
  return redirect(paths.stop({ stop: found.id }));
}

const newStopPages = (kind: StopKind, concerning: Concerning): readonly Route[] => [
  get({
    path: pathOf[kind],
    may: `stop:${kind}`,
    audit: `register.stop.${kind}.form`,
    handle: async (request) => {
      const shown = await newStop(request, kind, concerning);
      return shown ? page(shown) : notFound;
    },
  }),
  post({
    path: pathOf[kind],
    may: `stop:${kind}`,
    audit: `register.stop.${kind}`,
    handle: (request) => decide(request, kind, concerning),
  }),
];

/** What is decided of a provider: who may is another for each kind. */
export const stopPages = (concerning: Concerning): readonly Route[] => [
  get({
    path: paths.stop,
    may: 'register:read',
    audit: 'register.stop',
    handle: async (request) => {
      const found = await stopIn(request);
      const shown = found && (await stopPage(request, found, concerning));
      return shown ? page(shown) : notFound;
    },
  }),
  ...(['recommendation', 'order'] as const).map((kind) =>
    post({
      path: liftPathOf[kind],
      may: `stop:${kind}`,
      audit: `register.stop.${kind}.lift`,
      handle: (request) => liftIt(request, kind, concerning),
    }),
  ),
];
export const newStops = (concerning: Concerning): readonly Route[] => [
  ...newStopPages('recommendation', concerning),
  ...newStopPages('order', concerning),
];
