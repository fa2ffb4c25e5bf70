import { termIn } from '../../../matching/index.ts';
import {
  ActionLink,
  Alert,
  Back,
  Button,
  CheckboxGroup,
  type Column,
  DateField,
  DescriptionList,
  EmptyState,
  LinkButton,
  Main,
  Select,
  ShortDate,
  StatusMark,
  Table,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
} from '../../../ui/index.ts';
import { Step } from '../../desk/views/forms.tsx';
import { influxAreas, influxNeeds } from '../assignment-body.ts';
import { type HousingField, notKnown, type RoomField } from '../housing-body.ts';
import { takenKinds } from '../match.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import type { Housing, HousingRoom } from '../store/housing.ts';
import type { StepProps, ValuesOf } from './forms.tsx';

export const housingNames = {
  name: 'namn',
  area: 'omrade',
  contact: 'kontakt',
  takes: 'tar-emot',
  meets: 'har',
  opensOn: 'oppnar',
  closesOn: 'stanger',
  note: 'att-veta',
} as const satisfies Record<HousingField, string>;
export const roomNames = {
  name: 'namn',
  beds: 'sangplatser',
  opensOn: 'fran',
  closesOn: 'till',
} as const satisfies Record<RoomField, string>;
export const dayName = 'dag';

export interface HousingLine {
  readonly housing: Housing;
  readonly rooms: readonly HousingRoom[];
}

const bedsIn = (rooms: readonly HousingRoom[]): number => rooms.reduce((sum, { beds }) => sum + beds, 0);
const freeOf = (rooms: readonly HousingRoom[]): readonly HousingRoom[] => rooms.filter(({ isTaken }) => !isTaken);

/** All assigned housing, with how much is free on a day. */
export function HousingList({
  lines,
  day,
  newHref,
}: {
  readonly lines: readonly HousingLine[];
  readonly day: string;
  /** Absent for who does not keep it. */
  readonly newHref: string | undefined;
}) {
  const all = useMessages(assignmentMessages);
  const m = all.housing;
  const columns: readonly Column<HousingLine>[] = [
    { key: 'name', heading: m.columns.name, Cell: NameCell },
    { key: 'area', heading: m.columns.area, Cell: AreaCell },
    { key: 'takes', heading: m.columns.takes, Cell: TakesCell },
    { key: 'rooms', heading: m.columns.rooms, numeric: true, Cell: RoomsCell },
    { key: 'beds', heading: m.columns.beds, numeric: true, Cell: BedsCell },
  ];
  const free = lines.flatMap(({ rooms }) => freeOf(rooms));
  return (
    <Main title={m.title}>
      <Back href={paths.intake()}>{all.title}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {newHref === undefined ? undefined : (
        <p className="buttons">
          <LinkButton href={newHref}>{m.add}</LinkButton>
        </p>
      )}
      <form method="get" action={paths.allHousing()} className="filter">
        <DateField name={dayName} label={m.day} value={day} required />
        <Button emphasis="secondary">{m.show}</Button>
      </form>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <>
          <p>{m.free(free.length, bedsIn(free))}</p>
          <Table
            caption={m.caption}
            captionHidden
            columns={columns}
            rows={lines}
            rowKey={({ housing }) => housing.id}
          />
        </>
      )}
    </Main>
  );
}

interface CellProps {
  readonly row: HousingLine;
}
const NameCell = ({ row: { housing } }: CellProps) => (
  <a href={paths.housing({ housing: housing.id })}>{housing.name}</a>
);
function AreaCell({ row: { housing } }: CellProps) {
  const language = useLanguage();
  return housing.area === '' ? '' : termIn(language, housing.area);
}
function TakesCell({ row: { housing } }: CellProps) {
  const all = useMessages(assignmentMessages);
  return housing.takes === undefined ? (
    <span className="quiet">{all.housing.unknown}</span>
  ) : (
    housing.takes.map((kind) => all.kinds[kind]).join(', ') || all.housing.nobody
  );
}
const RoomsCell = ({ row: { rooms } }: CellProps) =>
  useMessages(assignmentMessages).housing.ofAll(freeOf(rooms).length, rooms.length);
const BedsCell = ({ row: { rooms } }: CellProps) =>
  useMessages(assignmentMessages).housing.ofAll(bedsIn(freeOf(rooms)), bedsIn(rooms));

/** One housing, with its rooms as they are on a day. */
export function HousingPage({
  housing,
  rooms,
  day,
  saved,
  keeps,
}: {
  readonly housing: Housing;
  readonly rooms: readonly HousingRoom[];
  readonly day: string;
  readonly saved: boolean;
  readonly keeps: boolean;
}) {
  const all = useMessages(assignmentMessages);
  const m = all.housing;
  const language = useLanguage();
  const address = { housing: housing.id };
  const list = (codes: readonly string[] | undefined, word: (code: string) => string): string =>
    codes === undefined ? m.unknown : codes.map(word).join(', ') || m.nothing;
  const columns: readonly Column<HousingRoom>[] = [
    { key: 'name', heading: m.columns.room, Cell: RoomCell },
    { key: 'beds', heading: m.columns.bedsOf, numeric: true, Cell: RoomBedsCell },
    { key: 'state', heading: m.columns.state, Cell: RoomStateCell },
    { key: 'until', heading: m.columns.until, Cell: RoomUntilCell },
    ...(keeps ? [{ key: 'close', heading: m.columns.change, Cell: RoomCloseCell }] : []),
  ];
  return (
    <Main title={housing.name}>
      <Back href={paths.allHousing()}>{m.title}</Back>
      <h1>{housing.name}</h1>
      {saved ? (
        <Alert tone="ok" live="calm">
          {all.household.saved}
        </Alert>
      ) : undefined}
      {keeps ? (
        <p className="buttons">
          <LinkButton href={paths.addRoom(address)}>{m.addRoom}</LinkButton>
          <LinkButton href={paths.changeHousing(address)} emphasis="secondary">
            {m.change}
          </LinkButton>
        </p>
      ) : undefined}
      <DescriptionList
        items={[
          {
            key: 'area',
            term: m.fields.area,
            detail: housing.area === '' ? m.unknown : termIn(language, housing.area),
          },
          {
            key: 'contact',
            term: m.fields.contact,
            detail: <span className="written">{housing.contact === '' ? m.unknown : housing.contact}</span>,
          },
          {
            key: 'takes',
            term: m.fields.takes,
            detail: list(housing.takes, (code) => all.kinds[code as keyof typeof all.kinds]),
          },
          { key: 'meets', term: m.fields.meets, detail: list(housing.meets, (code) => termIn(language, code)) },
          { key: 'opens', term: m.fields.opensOn, detail: <ShortDate date={housing.opensOn} /> },
          ...(housing.closesOn === undefined
            ? []
            : [{ key: 'closes', term: m.fields.closesOn, detail: <ShortDate date={housing.closesOn} /> }]),
          ...(housing.note === ''
            ? []
            : [{ key: 'note', term: m.fields.note, detail: <span className="written">{housing.note}</span> }]),
        ]}
      />
      <section>
        <h2>{m.rooms}</h2>
        <form method="get" action={paths.housing(address)} className="filter">
          <DateField name={dayName} label={m.day} value={day} required />
          <Button emphasis="secondary">{m.show}</Button>
        </form>
        {rooms.length === 0 ? (
          <EmptyState>{m.noRooms}</EmptyState>
        ) : (
          <Table caption={m.rooms} captionHidden columns={columns} rows={rooms} rowKey={({ id }) => id} />
        )}
      </section>
    </Main>
  );
}

interface RoomProps {
  readonly row: HousingRoom;
}
const RoomCell = ({ row }: RoomProps) => row.name;
const RoomBedsCell = ({ row }: RoomProps) => row.beds;
function RoomStateCell({ row }: RoomProps) {
  const m = useMessages(assignmentMessages).housing;
  return row.isTaken ? m.taken : <StatusMark mark="done" word={m.isFree} />;
}
const RoomUntilCell = ({ row }: RoomProps) => (row.closesOn === undefined ? '' : <ShortDate date={row.closesOn} />);
function RoomCloseCell({ row }: RoomProps) {
  const m = useMessages(assignmentMessages).housing;
  return (
    <ActionLink href={paths.closeRoom({ housing: row.housing, room: row.id })} context={row.name}>
      {m.closeRoom}
    </ActionLink>
  );
}

// ── Forms of whoever keeps it ─────────────────────────────────────────────────────────────────────────────────────────

export function HousingForm({
  values,
  isChange = false,
  ...step
}: StepProps & { readonly values: ValuesOf; readonly isChange?: boolean | undefined }) {
  const all = useMessages(assignmentMessages);
  const m = all.housing;
  const language = useLanguage();
  const value = (field: HousingField): string => values(housingNames[field])[0] ?? '';
  const list = (field: 'takes' | 'meets', codes: readonly string[], word: (code: string) => string) => [
    ...codes.map((code) => ({
      value: code,
      label: word(code),
      checked: values(housingNames[field]).includes(code),
    })),
    { value: notKnown, label: m.notKnown, checked: values(housingNames[field]).includes(notKnown) },
  ];
  return (
    <Step title={isChange ? m.changeTitle : m.addTitle} save={m.save} {...step}>
      <TextField name={housingNames.name} label={m.fields.name} value={value('name')} required />
      <Select
        name={housingNames.area}
        label={m.fields.area}
        groups={[
          {
            choices: influxAreas.map((code) => ({
              value: code,
              label: termIn(language, code),
              checked: value('area') === code,
            })),
          },
        ]}
      />
      <TextField name={housingNames.contact} label={m.fields.contact} help={m.help.contact} value={value('contact')} />
      <CheckboxGroup
        name={housingNames.takes}
        label={m.fields.takes}
        help={m.help.list}
        choices={list('takes', takenKinds, (code) => all.kinds[code as keyof typeof all.kinds])}
      />
      <CheckboxGroup
        name={housingNames.meets}
        label={m.fields.meets}
        help={m.help.list}
        choices={list('meets', influxNeeds, (code) => termIn(language, code))}
      />
      <DateField name={housingNames.opensOn} label={m.fields.opensOn} value={value('opensOn')} required />
      <DateField name={housingNames.closesOn} label={m.fields.closesOn} value={value('closesOn')} />
      <TextArea name={housingNames.note} label={m.fields.note} value={value('note')} />
    </Step>
  );
}

export function RoomForm({ values, ...step }: StepProps & { readonly values: ValuesOf }) {
  const m = useMessages(assignmentMessages).housing;
  const value = (field: RoomField): string => values(roomNames[field])[0] ?? '';
  return (
    <Step title={m.addRoomTitle} intro={m.roomIntro} save={m.saveRoom} {...step}>
      <TextField
        name={roomNames.name}
        label={m.roomFields.name}
        help={m.help.room}
        value={value('name')}
        width={20}
        required
      />
      <TextField
        name={roomNames.beds}
        label={m.roomFields.beds}
        value={value('beds')}
        inputMode="numeric"
        width={4}
        required
      />
      <DateField name={roomNames.opensOn} label={m.roomFields.opensOn} value={value('opensOn')} required />
      <DateField name={roomNames.closesOn} label={m.roomFields.closesOn} value={value('closesOn')} />
    </Step>
  );
}

export function CloseRoomForm({
  name,
  lastDay,
  ...step
}: StepProps & { readonly name: string; readonly lastDay: string }) {
  const m = useMessages(assignmentMessages).housing;
  return (
    <Step title={m.closeTitle(name)} intro={m.closeIntro} save={m.close} {...step}>
      <DateField name={roomNames.closesOn} label={m.roomFields.closesOn} value={lastDay} required />
    </Step>
  );
}
