import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { Db } from '../../../platform/database.ts';
import type { Scope } from '../../../platform/door.ts';
import type { FigureRow, StayRow } from '../figures.ts';
import type { Period } from '../periods.ts';
import { stay } from '../measures.ts';

/** Counts the periods that have ended anew, for every area. Gives the number of figures. Safe to do again. */
export async function countAdherence(db: Db, today: LocalDate): Promise<number> {
  const { rows } = await sql<{ n: number }>`select access.count_adherence(${today}) as n`.execute(db);
  return rows[0]?.n ?? 0;
}

const yearOf = ({ starts }: Period) => ({
  from: `${starts.slice(0, 4)}-01-01` as LocalDate,
  to: `${starts.slice(0, 4)}-12-31` as LocalDate,
});

type StoredFigure = Omit<FigureRow, 'quartiles'> & Readonly<{ quartiles: readonly [number, number, number] | null }>;

/** Every figure of the routine in the year of the period, in the actor's area: what is hidden is decided from all of them. */
export async function figuresOf(scope: Scope, routine: string, period: Period): Promise<readonly FigureRow[]> {
  const { from, to } = yearOf(period);
  const { rows } = await sql<StoredFigure>`
    select span, starts, unit, measure, part, n, individuals, quartiles from adherence_figure
    where municipality = ${scope.actor.municipality} and secrecy_area = ${scope.actor.area} and routine = ${routine}
      and starts between ${from} and ${to}
    union all
    select span, starts, unit, ${stay}, part, sum(events + censored)::integer, sum(events + censored)::integer, null from adherence_stay
    where municipality = ${scope.actor.municipality} and secrecy_area = ${scope.actor.area} and routine = ${routine}
      and starts between ${from} and ${to}
    group by span, starts, unit, part`.execute(scope.db);
  return rows.map(({ quartiles, ...row }) => (quartiles === null ? row : { ...row, quartiles }));
}

/** How long those stayed whose start meeting was to be held in the period. */
export async function staysOf(scope: Scope, routine: string, period: Period): Promise<readonly StayRow[]> {
  const { rows } = await sql<StayRow>`
    select span, starts, unit, part, days, events, censored from adherence_stay
    where municipality = ${scope.actor.municipality} and secrecy_area = ${scope.actor.area} and routine = ${routine}
      and span = ${period.span} and starts = ${period.starts}`.execute(scope.db);
  return rows;
}

export type UnitName = Readonly<{ id: string; name: string }>;

/** The units of the actor's area, by name. */
export async function unitsOfArea({ db, actor }: Scope): Promise<readonly UnitName[]> {
  const { rows } = await sql<UnitName>`select id, name from unit
    where municipality = ${actor.municipality} and secrecy_area = ${actor.area} order by name, id`.execute(db);
  return rows;
}
