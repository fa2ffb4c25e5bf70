import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, CaseId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { type RequestChannel, type RequestKind, type RequestOutcome, type RequestState, stateOf } from '../request.ts';

export type RequestContent = Readonly<{
  asked: string;
  registerPart: string;
  /** Empty when who asks for an official document has not said who they are. */
  asker: string;
  askerContact: string;
  authority: string;
  provision: string;
  contactData?: boolean;
}>;

export type OfficialRequest = Readonly<{
  id: string;
  number: string;
  kind: RequestKind;
  channel: RequestChannel;
  urgent: boolean;
  arrivedAt: Date;
  registeredAt: Date;
  registeredBy: AccountId;
  registeredByName: string;
  dueOn: LocalDate;
  fourEyes: boolean;
  decider?: AccountId;
  deciderName?: string;
  version: number;
  state: RequestState;
  outcome?: RequestOutcome;
  /** How many decisions there have been: what a form remembers having seen. */
  decisions: number;
  assessments: number;
  /** Absent when it is about somebody whose identity is protected, and the actor is not of the team. */
  content?: RequestContent;
}>;

type Row = Readonly<{
  id: string;
  number: string;
  kind: RequestKind;
  channel: RequestChannel;
  urgent: boolean;
  arrived_at: Date;
  registered_at: Date;
  registered_by: AccountId;
  registered_by_name: string;
  due_on: LocalDate;
  four_eyes: boolean;
  decider: AccountId | null;
  decider_name: string | null;
  version: number;
  outcome: RequestOutcome | null;
  decisions: number | null;
  assessments: number;
  handed_out: boolean;
  asked: string | null;
  register_part: string | null;
  asker: string | null;
  asker_contact: string | null;
  authority: string | null;
  provision: string | null;
  contact_data: boolean | null;
}>;

function requestOf(row: Row): OfficialRequest {
  const decider = row.decider ?? undefined;
  const outcome = row.outcome ?? undefined;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    channel: row.channel,
    urgent: row.urgent,
    arrivedAt: row.arrived_at,
    registeredAt: row.registered_at,
    registeredBy: row.registered_by,
    registeredByName: row.registered_by_name,
    dueOn: row.due_on,
    fourEyes: row.four_eyes,
    ...(decider === undefined ? {} : { decider }),
    ...(row.decider_name === null ? {} : { deciderName: row.decider_name }),
    version: row.version,
    state: stateOf({
      ...(decider === undefined ? {} : { decider }),
      ...(outcome === undefined ? {} : { outcome }),
      handedOut: row.handed_out,
    }),
    ...(outcome === undefined ? {} : { outcome }),
    decisions: row.decisions ?? 0,
    assessments: row.assessments,
    ...(row.asked === null
      ? {}
      : {
          content: {
            asked: row.asked,
            registerPart: row.register_part ?? '',
            asker: row.asker ?? '',
            askerContact: row.asker_contact ?? '',
            authority: row.authority ?? '',
            provision: row.provision ?? '',
            ...(row.contact_data === null ? {} : { contactData: row.contact_data }),
          },
        }),
  };
}

const columns = sql`r.id, r.number, r.kind, r.channel, r.urgent, r.arrived_at, r.registered_at, r.registered_by,
  p.display_name as registered_by_name, r.due_on, r.four_eyes, r.decider, q.display_name as decider_name, r.version,
  d.outcome, d.position as decisions, s.n as assessments, coalesce(h.there, false) as handed_out,
  n.asked, n.register_part, n.asker, n.asker_contact, n.authority, n.provision, n.contact_data`;

const source = sql`official_request r
  join account p on p.municipality = r.municipality and p.id = r.registered_by
  left join account q on q.municipality = r.municipality and q.id = r.decider
  left join official_request_content n on n.municipality = r.municipality and n.request = r.id
  left join lateral (
    select e.outcome, e.position from official_request_decision e
    where e.municipality = r.municipality and e.request = r.id order by e.position desc limit 1
  ) d on true
  left join lateral (
    select count(*)::integer as n from official_request_assessment e where e.municipality = r.municipality and e.request = r.id
  ) s on true
  left join lateral (
    select true as there from official_request_handout e
    where e.municipality = r.municipality and e.request = r.id and e.decision = d.position limit 1
  ) h on true`;

export const requestFilters = ['open', 'mine', 'to-hand-out', 'closed', 'all'] as const;
export type RequestFilter = (typeof requestFilters)[number];

const open = sql`d.outcome is null`;
const toHandOut = sql`(d.outcome in ('granted', 'in-part') and h.there is null)`;

/** A page of the area's register: what is to be answered first comes first; what is closed, the latest first. */
export async function listRequests(
  { db, actor }: Scope,
  filter: RequestFilter,
  page: Readonly<{ size: number; number: number }>,
): Promise<Readonly<{ requests: readonly OfficialRequest[]; counts: Readonly<Record<RequestFilter, number>> }>> {
  const of = {
    open,
    mine: sql`r.decider = ${actor.account} and (${open} or ${toHandOut})`,
    'to-hand-out': toHandOut,
    closed: sql`d.outcome is not null and not ${toHandOut}`,
    all: sql`true`,
  } as const satisfies Record<RequestFilter, unknown>;
  const order =
    filter === 'closed' || filter === 'all' ? sql`r.arrived_at desc, r.id` : sql`r.due_on, r.arrived_at, r.id`;
  const { rows } = await sql<Row>`select ${columns} from ${source}
    where r.municipality = ${actor.municipality} and ${of[filter]}
    order by ${order} limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(db);
  const counted = await sql<Record<RequestFilter, number>>`select
    count(*) filter (where ${of.open})::integer as open, count(*) filter (where ${of.mine})::integer as mine,
    count(*) filter (where ${toHandOut})::integer as "to-hand-out", count(*) filter (where ${of.closed})::integer as closed,
    count(*)::integer as all from ${source} where r.municipality = ${actor.municipality}`.execute(db);
  return {
    requests: rows.map(requestOf),
    counts: counted.rows[0] ?? { open: 0, mine: 0, 'to-hand-out': 0, closed: 0, all: 0 },
  };
}

export async function findRequest({ db, actor }: Scope, id: string): Promise<OfficialRequest | undefined> {
  const { rows } = await sql<Row>`select ${columns} from ${source}
    where r.municipality = ${actor.municipality} and r.id = ${id}`.execute(db);
  return rows[0] && requestOf(rows[0]);
}

export async function requestWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from official_request
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id;
}

export type LinkedCases = Readonly<{
  /** Those that the actor sees. */
  seen: readonly Readonly<{ id: CaseId; number: string }>[];
  /** How many there are, whoever sees them. */
  all: number;
}>;

export async function casesOf({ db, actor }: Scope, request: string): Promise<LinkedCases> {
  const { rows } = await sql<{ id: CaseId; number: string }>`select c.id, c.case_number as number
    from official_request_case l join case_file c on c.municipality = l.municipality and c.id = l.case_id
    where l.municipality = ${actor.municipality} and l.request = ${request} order by c.case_number`.execute(db);
  const counted = await sql<{ n: number }>`select access.request_cases(${request}) as n`.execute(db);
  return { seen: rows, all: counted.rows[0]?.n ?? 0 };
}

/** Those of the area whose roles let them decide. */
export async function deciders({
  db,
  actor,
}: Scope): Promise<readonly Readonly<{ account: AccountId; name: string }>[]> {
  const { rows } = await sql<{
    account: AccountId;
    name: string;
  }>`select distinct a.id as account, a.display_name as name
    from account a
    join account_role h on h.municipality = a.municipality and h.account = a.id
    join role_permission p on p.municipality = h.municipality and p.role = h.role and p.permission = 'officialRequest:decide'
    where a.municipality = ${actor.municipality} and a.secrecy_area = ${actor.area} and a.active
    order by a.display_name, a.id`.execute(db);
  return rows;
}

export async function targets({ db, actor }: Scope) {
  const { rows } = await sql<{ kind: RequestKind; urgent: boolean; workingDays: number }>`
    select kind, urgent, working_days as "workingDays" from official_request_target
    where municipality = ${actor.municipality}`.execute(db);
  return rows;
}
