import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import { permitRequired } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import type { ControlsState } from '../codes.ts';
import { type Checked, type ControlItem, itemsTogether, stateOfControls } from '../controls.ts';
import { versionOn } from './kept.ts';

export type ListKey = Readonly<{ legalForm: string; permitKind: string }>;
export type ControlList = ListKey & Readonly<{ version: number; validFrom: LocalDate; items: readonly ControlItem[] }>;

type ItemRow = Readonly<{ code: string; sv: string; en: string; required: boolean; months?: number }>;

const toItem = ({ code, sv, en, required, months }: ItemRow): ControlItem => ({
  code,
  name: { sv, en },
  required,
  ...(months === undefined ? {} : { months }),
});

/** An item as the database keeps it. */
export const itemRow = ({ code, name, required, months }: ControlItem): ItemRow => ({
  code,
  ...name,
  required,
  ...(months === undefined ? {} : { months }),
});

/** Of each legal form and kind of permit, the list that holds on a day. */
export async function controlLists({ db }: Scope, keeper: string, day: LocalDate): Promise<readonly ControlList[]> {
  const { rows } = await sql<ListKey & Readonly<{ version: number; valid_from: LocalDate; items: readonly ItemRow[] }>>`
    select distinct on (legal_form, permit_kind) legal_form as "legalForm", permit_kind as "permitKind", version, valid_from, items
    from control_list where municipality = ${keeper} and valid_from <= ${day}
    order by legal_form, permit_kind, valid_from desc, version desc`.execute(db);
  return rows.map(({ valid_from, items, ...row }) => ({ ...row, validFrom: valid_from, items: items.map(toItem) }));
}

/** How many versions of a list have been written, whatever days they hold from. */
export async function listVersions({ db, actor }: Scope, { legalForm, permitKind }: ListKey): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(version) as last from control_list
    where municipality = ${actor.municipality} and legal_form = ${legalForm} and permit_kind = ${permitKind}`.execute(
    db,
  );
  return rows[0]?.last ?? 0;
}

export type ProviderControls = Readonly<{
  items: readonly ControlItem[];
  checked: ReadonlyMap<string, Checked>;
  state: ControlsState;
}>;

type Row = Readonly<{
  provider: string;
  legal_form: string;
  kinds: readonly string[] | null;
  checked:
    | readonly Readonly<{ item: string; result: Checked['result']; on: LocalDate; next: LocalDate | null }>[]
    | null;
}>;

/** What is controlled of each of the providers, what has been found, and whether that is enough: as of a day. */
export async function controlsOf(
  scope: Scope,
  keeper: string,
  providers: readonly string[],
  day: LocalDate,
): Promise<ReadonlyMap<string, ProviderControls>> {
  if (providers.length === 0) return new Map();
  const lists = await controlLists(scope, keeper, day);
  const { rows } = await sql<Row>`
    select p.id as provider, v.legal_form, k.kinds, c.checked
    from provider p
    cross join lateral ${versionOn('provider_version', 'p', day, true)} v
    left join lateral (
      select array_agg(distinct o.intervention) as kinds
      from provider_unit u join offer o on o.municipality = u.municipality and o.unit = u.id
      where u.municipality = p.municipality and u.provider = p.id and o.form <> 'in-house'
        and o.intervention = any(${[...permitRequired]})
    ) k on true
    left join lateral (
      select json_agg(json_build_object('item', l.item, 'result', l.result, 'on', l.checked_on, 'next', l.next_check)) as checked
      from (
        select distinct on (c.item) c.item, c.result, c.checked_on, c.next_check from provider_control c
        where c.municipality = p.municipality and c.provider = p.id and c.checked_on <= ${day}
        order by c.item, c.checked_on desc, c.written_at desc, c.id desc
      ) l
    ) c on true
    where p.municipality = ${keeper} and p.id = any(${[...providers]}::uuid[])`.execute(scope.db);
  return new Map(
    rows.map(({ provider, legal_form, kinds, checked }) => {
      const items = itemsTogether(
        lists
          .filter(({ legalForm, permitKind }) => legalForm === legal_form || (kinds ?? []).includes(permitKind))
          .map((list) => list.items),
      );
      const found = new Map(
        (checked ?? []).map(({ item, result, on, next }): [string, Checked] => [
          item,
          { result, checkedOn: on, ...(next === null ? {} : { nextCheck: next }) },
        ]),
      );
      return [provider, { items, checked: found, state: stateOfControls(items, found, day) }];
    }),
  );
}
