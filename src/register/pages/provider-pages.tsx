import { addMonths, type LocalDate } from '../../kernel/date.ts';
import { findId } from '../../kernel/ids.ts';
import { type Answer, type Get, get, notFound, page, type Route } from '../../platform/route.ts';
import type { Concerning } from '../concerning.ts';
import { stateOfItem } from '../controls.ts';
import type { ProviderState, StopKind } from '../codes.ts';
import { isPersonalNumber } from '../fields.ts';
import { providerFacts, unitFacts } from '../kinds.ts';
import { registerPaths as paths } from '../paths.ts';
import { controlsOf } from '../store/control-states.ts';
import { registerKeeper, registerParties } from '../store/kept.ts';
import { placesOf } from '../store/places.ts';
import {
  agreementsOf,
  closuresOf,
  controlsMade,
  decisionsOf,
  findProvider,
  findUnit,
  offersOfUnits,
  permitsOf,
  pricesOf,
  stopsOf,
  unitsOfProvider,
  versionOf,
  versionsOf,
} from '../store/read.ts';
import { ProviderPage, type StateLine, write } from '../views/provider.tsx';
import { AddressPage, UnitPage } from '../views/unit.tsx';
import { dayIn } from './list-pages.tsx';

const place = 'providers';
const may = 'register:read';

const keepsIt = async (request: Get<string>): Promise<boolean> =>
  request.actor.permissions.has('register:keep') && (await registerKeeper(request)) === request.actor.municipality;

const columnsOf = (fields: readonly Readonly<{ column: string }>[]) => fields.map(({ column }) => column);
const contactColumns = columnsOf(providerFacts).filter((column) => column !== 'name');

async function provider(request: Get<typeof paths.provider.pattern>): Promise<Answer> {
  const id = findId(request.parameters.provider);
  const found = id === undefined ? undefined : await findProvider(request, id);
  const keeper = await registerKeeper(request);
  if (!found || keeper === undefined) return notFound;
  request.touched({ parts: ['register', `provider:${found.id}`] });
  const { actor, today } = request;
  const day = dayIn(request);
  const versions = await versionsOf(request, 'provider', found.id);
  const states = await versionsOf(request, 'state', found.id);
  const now = versionOf(versions, day);
  const state = states.findLast(({ validFrom }) => validFrom <= day);
  const units = await unitsOfProvider(request, found.id, day);
  const offers = await offersOfUnits(
    request,
    units.map((one) => one.id),
    day,
  );
  const controls = (await controlsOf(request, keeper, [found.id], day)).get(found.id);
  const made = await controlsMade(request, found.id);
  const keeps = await keepsIt(request);
  const parties = new Map((await registerParties(request)).map(({ code, name }) => [code, name]));
  const decides = (kind: StopKind): boolean =>
    keeper === actor.municipality && actor.permissions.has(`stop:${kind}`) && day === today;
  return page({
    place,
    content: (
      <ProviderPage
        id={found.id}
        name={typeof now?.facts['name'] === 'string' ? now.facts['name'] : found.name}
        // Of a sole trader the number is a person's.
        organisationNumber={
          isPersonalNumber(found.organisation_number) && !keeps ? undefined : found.organisation_number
        }
        asOf={day === today ? undefined : day}
        facts={now?.facts ?? {}}
        columns={contactColumns.filter((column) => column !== 'of_municipality')}
        inHouseOf={parties.get(String(now?.facts['of_municipality'] ?? ''))}
        state={
          state &&
          ({
            state: state.facts['state'] as ProviderState,
            from: state.validFrom,
            reason: String(state.facts['reason'] ?? ''),
          } satisfies StateLine)
        }
        stops={await stopsOf(request, { provider: found.id })}
        units={units.map((one) => ({ ...one, offers: offers.filter((offer) => offer.unit === one.id) }))}
        agreements={await agreementsOf(request, { provider: found.id })}
        parties={parties}
        controls={{
          state: controls?.state ?? 'missing',
          items: (controls?.items ?? []).map((item) => {
            const checked = controls?.checked.get(item.code);
            return {
              code: item.code,
              name: item.name[actor.language],
              required: item.required,
              state: stateOfItem(checked, day),
              checkedOn: checked?.checkedOn,
              nextCheck: checked?.nextCheck,
              evidence: made.find((one) => one.item === item.code && one.checked_on === checked?.checkedOn)?.evidence,
            };
          }),
        }}
        decisions={await decisionsOf(request, found.id)}
        versions={versions}
        states={states}
        keeps={keeps && day === today}
        stopHrefs={{
          ...(decides('recommendation') && offers.some((one) => one.form === 'direct-award' && !one.ended)
            ? { recommendation: paths.recommendationStop({ provider: found.id }) }
            : {}),
          ...(decides('order') && offers.some((one) => one.form === 'framework' && !one.ended)
            ? { order: paths.orderStop({ provider: found.id }) }
            : {}),
        }}
      />
    ),
  });
}

async function unit(request: Get<typeof paths.unit.pattern>, { followedUp }: Concerning): Promise<Answer> {
  const id = findId(request.parameters.unit);
  const found = id === undefined ? undefined : await findUnit(request, id);
  if (!found) return notFound;
  request.touched({ parts: ['register', `unit:${found.id}`] });
  const { actor, today } = request;
  const day: LocalDate = dayIn(request);
  const versions = await versionsOf(request, 'unit', found.id);
  const offers = await offersOfUnits(request, [found.id], day);
  const { places, taken } = await placesOf(request, found.id, day, addMonths(day, 3));
  const line = (await unitsOfProvider(request, found.provider, day)).find((one) => one.id === found.id);
  return page({
    place,
    content: (
      <UnitPage
        unit={{ ...found, name: line?.name ?? found.name }}
        asOf={day === today ? undefined : day}
        facts={versionOf(versions, day)?.facts ?? {}}
        columns={columnsOf(unitFacts).filter(
          (column) => column !== 'name' && !(found.is_sheltered && column === 'address'),
        )}
        offers={offers}
        agreements={
          new Map(
            (await agreementsOf(request, { provider: found.provider })).map((one) => [
              one.id,
              [one.name, one.lot].filter(Boolean).join(', '),
            ]),
          )
        }
        prices={await pricesOf(
          request,
          offers.map((one) => one.id),
        )}
        permits={await permitsOf(request, found.id)}
        places={places}
        taken={taken}
        closures={await closuresOf(request, { unit: found.id })}
        free={line?.free ?? null}
        followedUp={await followedUp(request, (await registerKeeper(request)) ?? '', found.id)}
        versions={versions}
        keeps={day === today && (await keepsIt(request))}
        {...(found.is_sheltered && actor.permissions.has('register:address')
          ? { addressHref: paths.address({ unit: found.id }) }
          : {})}
      />
    ),
  });
}

async function address(request: Get<typeof paths.address.pattern>): Promise<Answer> {
  const id = findId(request.parameters.unit);
  const found = id === undefined ? undefined : await findUnit(request, id);
  if (!found?.is_sheltered) return notFound;
  request.touched({ parts: ['sheltered-address', `unit:${found.id}`] });
  const now = versionOf(await versionsOf(request, 'address', found.id), request.today);
  return page({
    place,
    content: (
      <AddressPage
        unit={found}
        address={now && String(now.facts['address'])}
        {...((await keepsIt(request)) ? { writeHref: write('adress', found.id) } : {})}
      />
    ),
  });
}

export const unitPages = (concerning: Concerning): readonly Route[] => [
  get({ path: paths.unit, may, audit: 'register.unit', handle: (request) => unit(request, concerning) }),
  get({ path: paths.address, may: 'register:address', audit: 'register.address', handle: address }),
];
export const providerPages: readonly Route[] = [
  get({ path: paths.provider, may, audit: 'register.provider', handle: provider }),
];
