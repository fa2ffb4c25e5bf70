import type { Pool } from 'pg';
import { type StandardRole, standardRoles } from '../kernel/actor.ts';
import type { Language } from '../kernel/text.ts';
import { permissionsOf } from './permissions.ts';

export const standardRoleNames: Readonly<Record<StandardRole, Readonly<Record<Language, string>>>> = {
  caseworker: { sv: 'socialsekreterare', en: 'caseworker' },
  housingStaff: { sv: 'boendepersonal', en: 'housing staff' },
  unitManager: { sv: 'enhetschef', en: 'unit manager' },
  processLead: { sv: 'processledare', en: 'process lead' },
  outOfHours: { sv: 'socialjour', en: 'out-of-hours staff' },
  administrator: { sv: 'administratör', en: 'administrator' },
  lawyer: { sv: 'jurist', en: 'lawyer' },
  accessReviewer: { sv: 'loggranskare', en: 'access reviewer' },
  archivist: { sv: 'arkivarie', en: 'archivist' },
  probationOfficer: { sv: 'frivårdsinspektör', en: 'probation officer' },
  provisioner: { sv: 'katalog', en: 'directory' },
  intakeWorker: { sv: 'mottagning', en: 'intake' },
  placementOfficer: { sv: 'placeringshandläggare', en: 'placement officer' },
  placementLead: { sv: 'verksamhetschef för placeringsstöd', en: 'head of placement support' },
  registerKeeper: { sv: 'registervård', en: 'register maintenance' },
  procurementOfficer: { sv: 'upphandlare', en: 'procurement officer' },
};

/**
 * Brings the standard roles of every municipality in the database to what this program says they are. As the owner of the tables, at
 * start: a new version may know permissions that an old one did not. Roles that a municipality has made itself are left alone.
 */
export async function writeStandardRoles(owner: Pick<Pool, 'query'>): Promise<void> {
  const roles = standardRoles.map((id) => ({
    id,
    sv: standardRoleNames[id].sv,
    en: standardRoleNames[id].en,
    covers: id === 'unitManager',
  }));
  const pairs = standardRoles.flatMap((role) => permissionsOf[role].map((permission) => ({ role, permission })));
  // In one statement: two processes that start at once write the same, and nobody sees a role without its permissions.
  await owner.query(
    `with wanted as (select * from jsonb_to_recordset($1) as r (id text, sv text, en text, covers boolean)),
      allowed as (select * from jsonb_to_recordset($2) as p (role text, permission text)),
      written as (
        insert into role (municipality, id, name_sv, name_en, covers_unit, standard)
        select m.code, w.id, w.sv, w.en, w.covers, true from municipality m cross join wanted w
        on conflict (municipality, id) do update set name_sv = excluded.name_sv, name_en = excluded.name_en, covers_unit = excluded.covers_unit
        returning municipality, id
      ),
      taken as (
        delete from role_permission p using role r
        where r.municipality = p.municipality and r.id = p.role and r.standard
          and not exists (select from allowed a where a.role = p.role and a.permission = p.permission)
      )
    insert into role_permission (municipality, role, permission)
    select w.municipality, a.role, a.permission from written w join allowed a on a.role = w.id
    on conflict do nothing`,
    [JSON.stringify(roles), JSON.stringify(pairs)],
  );
}
