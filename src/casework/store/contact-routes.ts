import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import type { ContactRoute } from '../contact-routes.ts';

type Row = Readonly<{
  id: string;
  unit_name: string;
  serves: readonly string[];
  mail: string;
  phone: string;
  other: string;
  source: string;
  checked_on: LocalDate;
  warn_after_days: number;
  reason: string;
  withdrawn: boolean;
  version: number;
}>;

const toRoute = (row: Row): ContactRoute => ({
  id: row.id,
  unitName: row.unit_name,
  serves: row.serves,
  mail: row.mail,
  phone: row.phone,
  other: row.other,
  source: row.source,
  checkedOn: row.checked_on,
  warnAfterDays: row.warn_after_days,
  reason: row.reason,
  withdrawn: row.withdrawn,
  version: row.version,
});

const columns = sql`unit_name, serves, mail, phone, other, source, checked_on, warn_after_days, reason, withdrawn, version`;

/** Every route of the municipality, those that are withdrawn last. */
export async function contactRoutes({ db, actor }: Scope): Promise<readonly ContactRoute[]> {
  const { rows } = await sql<Row>`select id, ${columns} from contact_route
    where municipality = ${actor.municipality} order by withdrawn, unit_name collate "sv-x-icu", id`.execute(db);
  return rows.map(toRoute);
}

export type ContactRouteVersion = ContactRoute & Readonly<{ writtenBy: string; writtenAt: Date }>;

/** Every version that a route has had, newest first. */
export async function contactRouteVersions({ db, actor }: Scope, id: string): Promise<readonly ContactRouteVersion[]> {
  const { rows } = await sql<Row & { written_by: string; written_at: Date }>`
    select v.route as id, v.unit_name, v.serves, v.mail, v.phone, v.other, v.source, v.checked_on, v.warn_after_days, v.reason, v.withdrawn,
      v.version, a.display_name as written_by, v.written_at
    from contact_route_version v join account a on a.municipality = v.municipality and a.id = v.written_by
    where v.municipality = ${actor.municipality} and v.route = ${id} order by v.version desc`.execute(db);
  return rows.map((row) => ({ ...toRoute(row), writtenBy: row.written_by, writtenAt: row.written_at }));
}

const values = (route: ContactRoute) => ({
  unit_name: route.unitName,
  serves: [...route.serves],
  mail: route.mail,
  phone: route.phone,
  other: route.other,
  source: route.source,
  checked_on: route.checkedOn,
  warn_after_days: route.warnAfterDays,
  reason: route.reason,
  withdrawn: route.withdrawn,
  version: route.version,
});

/** Writes a new one; nothing when the same form has been sent before. */
export async function insertContactRoute({ db, actor }: Scope, route: ContactRoute): Promise<void> {
  await db
    .insertInto('contact_route')
    .values({ municipality: actor.municipality, id: route.id, ...values(route) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Writes the next version; `overtaken` when somebody else has written one since `route.version - 1` was read. */
export async function updateContactRoute({ db, actor }: Scope, route: ContactRoute): Promise<'written' | 'overtaken'> {
  const { numUpdatedRows } = await db
    .updateTable('contact_route')
    .set(values(route))
    .where('municipality', '=', actor.municipality)
    .where('id', '=', route.id)
    .where('version', '=', route.version - 1)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'written' : 'overtaken';
}
