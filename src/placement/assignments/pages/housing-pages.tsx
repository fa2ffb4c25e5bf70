import { type LocalDate, parseLocalDate } from '../../../kernel/date.ts';
import { findId } from '../../../kernel/ids.ts';
import {
  type Answer,
  conflict,
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
import { first, frameFields, keyIn, seenIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { type HousingField, type HousingProblem, notKnown, readHousing, readRoom } from '../housing-body.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import {
  closeRoom,
  findHousing,
  type Housing,
  insertHousing,
  insertRoom,
  listHousing,
  roomsOn,
  updateHousing,
} from '../store/housing.ts';
import {
  CloseRoomForm,
  dayName,
  HousingForm,
  HousingList,
  housingNames,
  HousingPage,
  RoomForm,
  roomNames,
} from '../views/housing.tsx';
import type { Shown } from '../../shown.ts';
import { may, place, valuesFrom } from './open.ts';

const keeps = 'massInflux:lead';
type OfHousing = Get<'/anvisningar/boenden/:housing'>;
type ToHousing = Post<'/anvisningar/boenden/:housing'>;

const dayIn = (request: Get<string>): LocalDate => parseLocalDate(request.query.get(dayName) ?? '') ?? request.today;

async function openHousing(request: OfHousing): Promise<Housing | undefined> {
  const id = findId<never>(request.parameters.housing);
  return id === undefined ? undefined : findHousing(request, id);
}

/** With the housing of the address; there is nothing where there is none. */
const withHousing =
  <Request extends OfHousing>(work: (request: Request, housing: Housing) => Answer | Promise<Answer>) =>
  async (request: Request): Promise<Answer> => {
    const housing = await openHousing(request);
    return housing ? work(request, housing) : notFound;
  };

async function listAnswer(request: Get<string>): Promise<Answer> {
  const day = dayIn(request);
  const rooms = Map.groupBy(await roomsOn(request, day, day), ({ housing }) => housing);
  request.touched({ parts: ['influx-housing'] });
  return page({
    place,
    content: (
      <HousingList
        lines={(await listHousing(request)).map((housing) => ({
          housing,
          rooms: (rooms.get(housing.id) ?? []).filter(({ opensOn }) => opensOn <= day),
        }))}
        day={day}
        newHref={request.actor.permissions.has(keeps) ? paths.addHousing() : undefined}
      />
    ),
  });
}

async function housingAnswer(request: OfHousing, housing: Housing): Promise<Answer> {
  const day = dayIn(request);
  return page({
    place,
    content: (
      <HousingPage
        housing={housing}
        rooms={(await roomsOn(request, day, day)).filter((room) => room.housing === housing.id && room.opensOn <= day)}
        day={day}
        saved={request.query.get('sparat') === 'ja'}
        keeps={request.actor.permissions.has(keeps)}
      />
    ),
  });
}

const frameOf = (request: Get<string>, action: string, cancelHref: string, version: number, shown: Shown) => ({
  action,
  hidden: frameFields(request.csrf, shown.typed ?? {}, version),
  errors: shown.errors ?? [],
  cancelHref,
});

function housingForm(request: Get<string>, found: Housing | undefined, shown: Shown = {}) {
  const m = assignmentMessages[request.actor.language].housing;
  const list = (codes: readonly string[] | undefined): readonly string[] => codes ?? [notKnown];
  const before: Readonly<Record<HousingField, readonly string[]>> = found
    ? {
        name: [found.name],
        area: [found.area],
        contact: [found.contact],
        takes: list(found.takes),
        meets: list(found.meets),
        opensOn: [found.opensOn],
        closesOn: found.closesOn === undefined ? [] : [found.closesOn],
        note: [found.note],
      }
    : { name: [], area: [], contact: [], takes: [], meets: [], opensOn: [request.today], closesOn: [], note: [] };
  const action = found ? paths.changeHousing({ housing: found.id }) : paths.addHousing();
  const back = found ? paths.housing({ housing: found.id }) : paths.allHousing();
  return (
    <HousingForm
      frame={frameOf(request, action, back, found?.version ?? 0, shown)}
      about={found?.name ?? m.title}
      problem={shown.problem}
      values={valuesFrom(
        shown,
        Object.fromEntries(Object.entries(before).map(([field, its]) => [housingNames[field as HousingField], its])),
      )}
      isChange={found !== undefined}
    />
  );
}

const messagesOf = <Field extends string>(
  { actor: { language } }: Get<string>,
  problems: readonly Readonly<{ field: Field; problem: HousingProblem }>[],
  names: Readonly<Record<Field, string>>,
) => {
  const { problems: words } = assignmentMessages[language].housing;
  const common = assignmentMessages[language].problems;
  return problems.map(({ field, problem }) => ({
    field: names[field],
    message: { ...common, ...words }[problem],
  }));
};

const saved = (housing: string): Answer => redirect(paths.housing({ housing }, { sparat: 'ja' }));

async function takeHousing(request: Post<string>, found: Housing | undefined): Promise<Answer> {
  const typed = typedFrom(request.form);
  const read = readHousing((field) => typed[housingNames[field]] ?? []);
  const key = keyIn(typed);
  const again = (errors: Shown['errors']): Answer => {
    request.rejected();
    return invalid({ place, content: housingForm(request, found, { typed, errors: errors ?? [] }) });
  };
  if (!read.ok || !key) return again(read.ok ? [] : messagesOf(request, read.problems, housingNames));
  const taken = [{ field: housingNames.name, message: assignmentMessages[request.actor.language].housing.nameTaken }];
  if (!found) {
    const id = await insertHousing(request, read.value, key);
    return id === undefined ? again(taken) : saved(id);
  }
  switch (await updateHousing(request, found.id, read.value, seenIn(typed))) {
    case 'written':
      return saved(found.id);
    case 'name-taken':
      return again(taken);
    case 'overtaken': {
      const problem = assignmentMessages[request.actor.language].household.overtaken;
      const latest = (await findHousing(request, found.id)) ?? found;
      return conflict({ place, content: housingForm(request, latest, { problem }) });
    }
  }
}

function roomForm(request: Get<string>, housing: Housing, shown: Shown = {}) {
  const address = { housing: housing.id };
  return (
    <RoomForm
      frame={frameOf(request, paths.addRoom(address), paths.housing(address), 0, shown)}
      about={housing.name}
      values={valuesFrom(shown, { [roomNames.opensOn]: [housing.opensOn] })}
    />
  );
}

async function takeRoom(request: Post<string>, housing: Housing): Promise<Answer> {
  const m = assignmentMessages[request.actor.language].housing;
  const typed = typedFrom(request.form);
  const read = readRoom((field) => first(typed, roomNames[field]));
  const key = keyIn(typed);
  const again = (errors: Shown['errors']): Answer => {
    request.rejected();
    return invalid({ place, content: roomForm(request, housing, { typed, errors: errors ?? [] }) });
  };
  if (!read.ok || !key) return again(read.ok ? [] : messagesOf(request, read.problems, roomNames));
  return (await insertRoom(request, housing.id, read.value, key))
    ? saved(housing.id)
    : again([{ field: roomNames.name, message: m.roomTaken }]);
}

type OfRoom = Get<typeof paths.closeRoom.pattern>;

async function openRoom(request: OfRoom) {
  const housing = await openHousing(request);
  const room =
    housing &&
    (await roomsOn(request, request.today)).find(
      (one) => one.housing === housing.id && one.id === request.parameters.room,
    );
  return housing && room ? { housing, room } : undefined;
}

function closeForm(
  request: OfRoom,
  { housing, room }: NonNullable<Awaited<ReturnType<typeof openRoom>>>,
  shown: Shown = {},
) {
  const address = { housing: housing.id };
  const typed: Typed = shown.typed ?? {};
  return (
    <CloseRoomForm
      frame={frameOf(request, paths.closeRoom({ ...address, room: room.id }), paths.housing(address), 0, shown)}
      about={housing.name}
      name={room.name}
      lastDay={shown.typed ? first(typed, roomNames.closesOn) : (room.closesOn ?? '')}
    />
  );
}

/** Assigned housing: what it takes and has, its rooms and how many are free on a day. Who leads the reception keeps it. */
export const housingPages: readonly Route[] = [
  get({ path: paths.allHousing, may, audit: 'influx.housing-list', handle: listAnswer }),
  get({
    path: paths.addHousing,
    may: keeps,
    audit: 'influx.form',
    handle: (request) => Promise.resolve(page({ place, content: housingForm(request, undefined) })),
  }),
  post({
    path: paths.addHousing,
    may: keeps,
    audit: 'influx.housing-add',
    handle: (request) => takeHousing(request, undefined),
  }),
  get({ path: paths.housing, may, audit: 'influx.housing', handle: withHousing(housingAnswer) }),
  get({
    path: paths.changeHousing,
    may: keeps,
    audit: 'influx.form',
    handle: withHousing((request, found) => page({ place, content: housingForm(request, found) })),
  }),
  post({
    path: paths.changeHousing,
    may: keeps,
    audit: 'influx.housing-change',
    handle: withHousing<ToHousing>(takeHousing),
  }),
  get({
    path: paths.addRoom,
    may: keeps,
    audit: 'influx.form',
    handle: withHousing((request, found) => page({ place, content: roomForm(request, found) })),
  }),
  post({ path: paths.addRoom, may: keeps, audit: 'influx.room-add', handle: withHousing<ToHousing>(takeRoom) }),
  get({
    path: paths.closeRoom,
    may: keeps,
    audit: 'influx.form',
    handle: async (request) => {
      const opened = await openRoom(request);
      return opened ? page({ place, content: closeForm(request, opened) }) : notFound;
    },
  }),
  post({
    path: paths.closeRoom,
    may: keeps,
    audit: 'influx.room-close',
    handle: async (request) => {
      const opened = await openRoom(request);
      if (!opened) return notFound;
      const m = assignmentMessages[request.actor.language];
      const typed = typedFrom(request.form);
      const lastDay = parseLocalDate(first(typed, roomNames.closesOn));
      const wrong = (message: string): Answer => {
        request.rejected();
        return invalid({
          place,
          content: closeForm(request, opened, { typed, errors: [{ field: roomNames.closesOn, message }] }),
        });
      };
      if (lastDay === undefined) return wrong(m.problems.date);
      return (await closeRoom(request, opened.room.id, lastDay)) ? saved(opened.housing.id) : wrong(m.housing.roomUsed);
    },
  }),
];
