import { sql } from 'kysely';
import type { Concerning, FollowedUp, Placed } from '../../register/index.ts';

/** What placements say of the register's providers and units. */
export const concerning: Concerning = {
  async placedWith({ db, actor }, keeper, provider) {
    if (!actor.permissions.has('stop:recommendation') && !actor.permissions.has('stop:order')) return undefined;
    const { rows } = await sql<Placed>`
      select c.kind, c.number, c.administration, coalesce(v.name, '') as "unitName", c.starts_on as "startsOn"
      from access.concerned_by_stop(${keeper}, ${provider}) c
      left join lateral (
        select v.name from provider_unit_version v where v.municipality = ${keeper} and v.unit = c.unit
        order by v.valid_from desc, v.position desc limit 1
      ) v on true
      order by c.kind, c.starts_on, c.number`.execute(db);
    return rows;
  },
  async stopped({ db }, keeper, provider) {
    await sql`select access.tell_of_stop(${keeper}, ${provider})`.execute(db);
  },
  async followedUp({ db }, keeper, unit) {
    const { rows } =
      await sql<FollowedUp>`select * from access.stays_at_unit(${keeper}, ${unit}) order by months`.execute(db);
    return rows;
  },
};
