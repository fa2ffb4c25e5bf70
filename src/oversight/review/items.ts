import type { LocalDate } from '../../kernel/date.ts';
import { nameOf } from './names.ts';
import { isBulk, odditiesOf, type Oddity, type Relation, type ReviewRules, type Visit } from './oddities.ts';
import { keyOf } from './sample.ts';
import type { EmergencyRow, RefusalRow, VisitRow } from './store/material.ts';

/** What is to be decided, before it has a number. `key` is what it is called in the draw; only visits are drawn. */
export type Item = Readonly<{
  key?: string;
  kind: 'visit' | 'bulk' | 'refusals' | 'emergency' | 'ended';
  reader: string;
  readerArea: string;
  unit: string | null;
  cases: readonly string[];
  individuals: readonly string[];
  ownCase: boolean;
  relation?: Relation;
  rules: readonly Oddity[];
  parts: readonly string[];
  firstAt: Date;
  lastAt: Date;
  times: number;
  auditIds: readonly number[];
  emergency?: Readonly<{ id: string; reason: string }>;
}>;

const between = (moments: readonly Date[]): Pick<Item, 'firstAt' | 'lastAt' | 'times'> => {
  const [first] = moments;
  const last = moments.at(-1);
  if (!first || !last) throw new RangeError('There is no reading without a moment');
  return { firstAt: first, lastAt: last, times: moments.length };
};

/** What the rules go by. An account has no identity number and an individual no address yet: those two rules have nothing. */
export const visitOf = (row: VisitRow): Visit => ({
  reader: nameOf(row.reader_name ?? ''),
  readerRoles: row.reader_roles,
  individual: { given: row.given_name ?? '', family: row.family_name ?? '' },
  sameIdentity: undefined,
  sameAddress: undefined,
  colleague: row.colleague,
  relation: row.relation,
  moments: row.moments,
});

export const visitKey = (row: VisitRow, day: LocalDate): string =>
  keyOf(row.reader, row.case_id ?? row.individual, day);

export const itemOfVisit = (row: VisitRow, day: LocalDate, rules: ReviewRules): Item => ({
  key: visitKey(row, day),
  kind: 'visit',
  reader: row.reader,
  readerArea: row.reader_area,
  unit: row.own_case ? row.case_unit : row.reader_unit,
  cases: row.case_id === null ? [] : [row.case_id],
  individuals: [row.individual],
  ownCase: row.own_case,
  relation: row.relation,
  rules: odditiesOf(visitOf(row), rules),
  parts: row.parts,
  ...between(row.moments),
  auditIds: row.audit_ids,
});

const by = <Row>(rows: readonly Row[], key: (row: Row) => string): readonly (readonly [Row, ...Row[]])[] => [
  ...rows
    .reduce((groups, row) => {
      const group = groups.get(key(row));
      if (group) group.push(row);
      else groups.set(key(row), [row]);
      return groups;
    }, new Map<string, [Row, ...Row[]]>())
    .values(),
];

const inOrder = (moments: readonly Date[]): readonly Date[] =>
  moments.toSorted((left, right) => left.getTime() - right.getTime());

/** Those who opened many cases during a day, once each. */
export const bulkItems = (day: readonly VisitRow[], rules: ReviewRules): readonly Item[] =>
  by(day, ({ reader }) => reader)
    .filter((rows) =>
      isBulk(
        rows.flatMap(({ moments: [first] }) => first ?? []),
        rules,
      ),
    )
    .map((rows) => ({
      kind: 'bulk',
      reader: rows[0].reader,
      readerArea: rows[0].reader_area,
      unit: rows[0].reader_unit,
      cases: rows.flatMap(({ case_id: file }) => file ?? []),
      individuals: [],
      ownCase: rows.every(({ own_case: own }) => own),
      rules: ['bulk'],
      parts: [],
      ...between(inOrder(rows.flatMap(({ moments }) => moments))),
      auditIds: rows.flatMap(({ audit_ids: ids }) => ids),
    }));

/** Those who during a day were refused so often that they may have been trying. */
export const refusalItems = (day: readonly RefusalRow[], area: string, rules: ReviewRules): readonly Item[] =>
  day
    .filter(({ moments }) => moments.length >= rules.refusalsDay)
    .map((row) => ({
      kind: 'refusals',
      reader: row.reader,
      readerArea: area,
      unit: row.reader_unit,
      cases: [],
      individuals: [],
      ownCase: false,
      rules: ['refusals'],
      parts: [],
      ...between(row.moments),
      auditIds: row.audit_ids,
    }));

/** Those who on several days of the month opened a case in which nothing was going on any more. */
export const endedItems = (month: readonly VisitRow[], rules: ReviewRules): readonly Item[] =>
  by(
    month.filter(({ ended }) => ended),
    ({ reader, case_id: file }) => `${reader}/${file}`,
  )
    .filter((days) => days.length >= rules.endedMonth)
    .map((days) => ({
      kind: 'ended',
      reader: days[0].reader,
      readerArea: days[0].reader_area,
      unit: days[0].own_case ? days[0].case_unit : days[0].reader_unit,
      cases: days[0].case_id === null ? [] : [days[0].case_id],
      individuals: [days[0].individual],
      ownCase: days[0].own_case,
      relation: days[0].relation,
      rules: ['ended-case'],
      parts: [...new Set(days.flatMap(({ parts }) => parts))],
      ...between(inOrder(days.flatMap(({ moments }) => moments))),
      times: days.length,
      auditIds: days.flatMap(({ audit_ids: ids }) => ids),
    }));

/** Every opening in an emergency is looked at, whatever came of it. */
export const emergencyItem = (row: EmergencyRow): Item => ({
  kind: 'emergency',
  reader: row.reader,
  readerArea: row.reader_area,
  unit: row.unit,
  cases: [row.case_id],
  individuals: [row.individual],
  ownCase: row.own_case,
  relation: 'emergency',
  rules: ['break-glass'],
  parts: row.parts,
  firstAt: row.opened_at,
  lastAt: row.last_at,
  times: Math.max(1, row.audit_ids.length),
  auditIds: row.audit_ids,
  emergency: { id: row.id, reason: row.reason },
});
