import { sql } from 'kysely';
import { expect } from 'vitest';
import { test } from '../support/fixtures.ts';
import { alexsCase, through } from './world.ts';

type Granted = 'all' | readonly string[];
type Grants = Readonly<{ select?: Granted; insert?: Granted; update?: Granted; delete?: Granted }>;

/** Everything the application may do to each table: nothing that is not in this list. */
const expected: Readonly<Record<string, Grants>> = {
  municipality: { select: 'all' },
  secrecy_area: { select: 'all' },
  unit: { select: 'all' },
  ground: {
    select: 'all',
    insert: 'all',
    update: [
      'decided_on',
      'fields',
      'name_en',
      'name_sv',
      'note',
      'owner',
      'provision',
      'rests_on_consent',
      'valid_from',
      'valid_to',
      'version',
    ],
  },
  contact_route: {
    select: 'all',
    insert: 'all',
    update: [
      'checked_on',
      'mail',
      'other',
      'phone',
      'reason',
      'serves',
      'source',
      'unit_name',
      'version',
      'warn_after_days',
      'withdrawn',
    ],
  },
  contact_route_version: { select: 'all' },
  insluss_request: {
    select: 'all',
    insert: 'all',
    update: [
      'conditional_release',
      'consent_on',
      'decline_reason',
      'declined_at',
      'family_name',
      'given_name',
      'identity_kind',
      'identity_number',
      'needs',
      'sent_at',
      'supervision_end',
      'to_area',
      'to_unit',
    ],
    delete: 'all',
  },
  individual_search: {},
  ground_version: { select: 'all' },
  account_role: { select: 'all' },
  role: { select: 'all' },
  role_permission: { select: 'all' },
  consent: { select: 'all', insert: 'all' },
  attachment: { select: 'all', insert: 'all', update: ['consent', 'insluss_request'] },
  intake_rule: { select: 'all', insert: 'all', update: ['removed_at', 'removed_by'] },
  intake_notice: { select: 'all', update: ['close_reason', 'closed_at', 'closed_by', 'run_id'] },
  attachment_part: { select: 'all', insert: 'all' },
  notice: { select: 'all', insert: 'all', update: ['seen_at'] },
  meeting: {
    select: 'all',
    insert: 'all',
    update: ['cancelled_at', 'day', 'ends', 'invited', 'kind', 'link', 'parties', 'place', 'starts', 'version'],
  },
  calendar_feed: {
    select: ['account', 'id', 'made_at', 'municipality', 'revoked_at'],
    insert: 'all',
    update: ['revoked_at'],
  },
  handover_note: { select: 'all', insert: 'all' },
  disclosure_draft: { select: 'all', insert: 'all', update: ['body', 'saved_at', 'version'], delete: 'all' },
  disclosure: { select: 'all', insert: 'all' },
  disclosure_receipt: { select: 'all', insert: 'all' },
  outbox: { select: 'all', insert: ['address', 'disclosure', 'municipality', 'next_attempt_at', 'queued_at'] },
  shared_plan: { select: 'all', insert: 'all', update: ['ended_at', 'goal', 'title', 'version'] },
  shared_plan_party: { select: 'all', insert: 'all', update: ['ended_at'] },
  shared_plan_step: {
    select: 'all',
    insert: 'all',
    update: ['done_on', 'due', 'hidden_from', 'removed_at', 'version', 'what'],
  },
  protected_identity: { select: 'all' },
  protected_team: { select: 'all' },
  sheltered_address: { select: 'all', insert: 'all', update: ['replaced_at'] },
  out_of_hours_cover: { select: 'all' },
  break_glass: { select: 'all', insert: 'all', update: ['ended_at'] },
  access_review_setting: { select: 'all', insert: 'all' },
  access_review: { select: 'all' },
  access_review_item: { select: 'all' },
  access_review_decision: { select: 'all', insert: 'all' },
  access_review_question: { select: 'all', insert: 'all' },
  access_review_answer: { select: 'all', insert: 'all' },
  official_request_target: { select: 'all' },
  official_request_counter: {},
  official_request: { select: 'all', insert: 'all', update: ['decider', 'version'] },
  official_request_content: { select: 'all', insert: 'all' },
  official_request_case: { select: 'all' },
  official_request_assessment: { select: 'all', insert: 'all' },
  official_request_decision: { select: 'all', insert: 'all' },
  official_request_handout: { select: 'all', insert: 'all' },
  run_at_night: {},
  run_tally: { select: 'all', insert: 'all', update: ['outline', 'tallies'] },
  deviation: {
    select: 'all',
    insert: [
      'consequence',
      'happened_on',
      'id',
      'idempotency_key',
      'municipality',
      'obligation',
      'proposal',
      'registered_at',
      'registered_by',
      'routine',
      'run_id',
      'secrecy_area',
      'unit',
      'what',
    ],
    update: ['closed_at', 'closed_by', 'conclusion', 'due_on', 'responsible', 'version'],
  },
  deviation_measure: { select: 'all', insert: 'all' },
  adherence_figure: { select: 'all' },
  adherence_stay: { select: 'all' },
  self_audit_questions: { select: 'all', insert: 'all' },
  self_audit: { select: 'all', update: ['closed_at', 'conclusion'] },
  self_audit_item: { select: ['municipality', 'number', 'self_audit'] },
  self_audit_answer: { select: 'all', insert: 'all', update: ['answer', 'answered_at', 'finding'] },
  self_audit_action: {
    select: 'all',
    insert: [
      'due_on',
      'id',
      'idempotency_key',
      'municipality',
      'responsible',
      'self_audit',
      'what',
      'written_at',
      'written_by',
    ],
    update: ['done_at'],
  },
  retention_policy: { select: 'all' },
  retention_proposal: {
    select: 'all',
    insert: [
      'action',
      'counted_to',
      'decided_on',
      'export_first',
      'id',
      'idempotency_key',
      'municipality',
      'note',
      'notice_months',
      'owner',
      'proposed_at',
      'proposed_by',
      'reference',
      'research_days',
      'source',
      'valid_from',
      'years',
    ],
  },
  retention_proposal_decision: { select: 'all', insert: 'all' },
  retention_law_point: { select: 'all' },
  legal_hold: { select: 'all', insert: 'all', update: ['lift_reason', 'lifted_at', 'lifted_by'] },
  disposal_list: { select: 'all' },
  disposal_item: { select: 'all' },
  disposal_decision: { select: 'all', insert: 'all' },
  archive_export: { select: 'all', insert: 'all' },
  // Not the hash of the password.
  account: {
    select: [
      'active',
      'demo',
      'display_name',
      'external_id',
      'id',
      'language',
      'municipality',
      'removed_at',
      'secrecy_area',
      'username',
      'version',
    ],
  },
  delegation: { select: 'all', insert: 'all', update: ['ended_at'] },
  absence: { select: 'all', insert: 'all', update: ['removed_at'] },
  // Not the hash of the token.
  scim_client: { select: ['account', 'ended_at', 'id', 'made_at', 'made_by', 'municipality', 'name'] },
  scim_group: { select: 'all' },
  scim_group_member: { select: 'all' },
  organisation_change: { select: 'all' },
  session: {},
  known_browser: {},
  account_totp: {},
  account_recovery_code: {},
  account_passkey: {},
  account_identity: {},
  sign_in_step: {},
  sign_in_rule: { select: 'all' },
  // Not the hash of the token.
  sign_in_link: { select: ['account', 'expires_at', 'made_at', 'made_by', 'municipality', 'reset', 'resets'] },
  sign_in_reset: { select: 'all' },
  sign_in_attempt: {},
  case_counter: {},
  individual: { select: 'all', insert: 'all' },
  case_file: { select: 'all', insert: 'all' },
  run: { select: 'all', insert: 'all', update: ['ended_on', 'evaluated_on', 'routine_version', 'version'] },
  run_move: { select: 'all', insert: 'all' },
  routine_draft: { select: 'all', insert: 'all', update: ['discarded_at'] },
  routine_draft_text: { select: 'all', insert: 'all' },
  routine_draft_reader: { select: 'all', insert: 'all' },
  routine_draft_comment: { select: 'all', insert: 'all' },
  routine_version: { select: 'all', insert: 'all' },
  assignment: { select: 'all', insert: 'all', update: ['valid_to'] },
  fact: { select: 'all', insert: 'all' },
  entry: { select: 'all', insert: 'all' },
  event: { select: 'all', insert: 'all' },
  work_item: { select: 'all', insert: 'all', update: 'all', delete: 'all' },
  draft: { select: 'all', insert: 'all', update: 'all', delete: 'all' },
  audit: { insert: 'all' },
  audit_seal: {},
  taken_on: { select: 'all', insert: 'all' },
  reminder: { select: 'all', insert: 'all' },
  reminder_setting: { select: 'all', insert: 'all', update: ['changed_at', 'level'] },
  account_email: { select: 'all', insert: 'all', update: ['address'], delete: 'all' },
  mail: {
    select: 'all',
    insert: [
      'account',
      'address',
      'body',
      'id',
      'inquiry',
      'kind',
      'municipality',
      'next_attempt_at',
      'queued_at',
      'sealed_link',
      'subject',
      'until',
    ],
    update: ['attempts', 'code', 'next_attempt_at', 'sealed_link', 'settled_at', 'state', 'taken_by'],
  },
  placement_order: {
    select: 'all',
    insert: [
      'decided_at',
      'decided_by',
      'forms',
      'idempotency_key',
      'keys',
      'municipality',
      'reason',
      'valid_from',
      'version',
    ],
    update: ['withdrawn_at', 'withdrawn_by'],
  },
  placement_competence: { select: 'all', insert: 'all', update: ['ended_at', 'ended_by'] },
  unit_note: { select: 'all', insert: 'all' },
  // Not the hashes of the links.
  placement_inquiry: {
    select: [
      'answer',
      'answer_text',
      'answered_at',
      'asked_at',
      'asked_by',
      'body',
      'cancelled_at',
      'cancelled_by',
      'email',
      'expires_at',
      'free_from',
      'id',
      'idempotency_key',
      'language',
      'lapsed_at',
      'match',
      'municipality',
      'offer',
      'provider',
      'register',
      'remind_at',
      'reminded_at',
      'request',
      'unit',
    ],
    insert: [
      'asked_at',
      'asked_by',
      'body',
      'email',
      'expires_at',
      'id',
      'idempotency_key',
      'language',
      'match',
      'municipality',
      'offer',
      'provider',
      'register',
      'remind_at',
      'request',
      'secret_sha256',
      'unit',
    ],
    update: ['cancelled_at', 'cancelled_by', 'lapsed_at'],
  },
  direct_award: {
    select: 'all',
    insert: ['begun_at', 'begun_by', 'id', 'idempotency_key', 'match', 'municipality', 'request', 'why'],
    update: [
      'comparison',
      'contract_on',
      'daily_rate',
      'days',
      'decided_at',
      'decided_by',
      'decision_reason',
      'documented_at',
      'documented_by',
      'end_reason',
      'ended_at',
      'ended_by',
      'value',
      'version',
    ],
  },
  direct_award_bid: {
    select: 'all',
    insert: [
      'asked_by',
      'asked_how',
      'asked_on',
      'award',
      'id',
      'idempotency_key',
      'municipality',
      'offer',
      'provider',
      'register',
    ],
    update: ['answer', 'answer_text', 'answered_on', 'chosen', 'daily_rate', 'told_how', 'told_on'],
  },
  placement_complaint: {
    select: 'all',
    insert: ['id', 'idempotency_key', 'municipality', 'registered_at', 'registered_by', 'request', 'what'],
    update: ['closed_at', 'closed_by', 'conclusion'],
  },
  placement_complaint_measure: { select: 'all', insert: 'all' },
  placement_sample: {
    select: 'all',
    insert: ['drawn_at', 'drawn_by', 'month', 'municipality', 'request'],
    update: ['answered_at', 'answered_by', 'answers', 'note'],
  },
  influx_counter: {},
  influx_assignment: {
    select: 'all',
    insert: 'all',
    update: [
      'areas',
      'arrives_on',
      'closed_at',
      'handled_by',
      'language',
      'needs',
      'note',
      'people',
      'protection',
      'received_on',
      'state',
      'together_with',
      'version',
    ],
  },
  influx_person: { select: 'all', insert: 'all', delete: 'all' },
  influx_event: { select: 'all', insert: 'all' },
  influx_housing: {
    select: 'all',
    insert: 'all',
    update: ['area', 'closes_on', 'contact', 'meets', 'name', 'note', 'opens_on', 'takes', 'version'],
  },
  influx_room: { select: 'all', insert: 'all', update: ['closes_on'] },
  influx_proposal: {
    select: 'all',
    insert: [
      'asked_at',
      'asked_by',
      'assignment',
      'departure',
      'housing',
      'id',
      'idempotency_key',
      'match',
      'municipality',
      'rank',
      'rooms',
    ],
    update: ['answer', 'answer_text', 'answered_at', 'answered_by'],
  },
  influx_stay: { select: 'all', insert: 'all', update: ['arrived_on', 'end_kind', 'ended_on', 'version'] },
  influx_follow_up: { select: 'all', insert: 'all' },
  influx_import: { select: 'all', insert: 'all' },
  influx_earlier: { select: 'all', insert: 'all', update: ['households', 'people', 'written_at', 'written_by'] },
  influx_use: { select: 'all', insert: 'all', update: ['days', 'released_at'] },
  placement_desk: { select: 'all', insert: 'all', update: ['called', 'unit'], delete: 'all' },
  placement_counter: {},
  historical_request: {},
  historical_key: {},
  placement_draft: { select: 'all', insert: 'all', update: ['body', 'saved_at', 'version'], delete: 'all' },
  placement_request: {
    select: 'all',
    insert: 'all',
    update: [
      'assigned_by',
      'assigned_to',
      'closed_at',
      'first_recommended_at',
      'intervention',
      'is_acute',
      'revision',
      'starts_on',
      'state',
      'subcategory',
      'version',
      'waiting_for',
    ],
  },
  placement_revision: { select: 'all', insert: 'all' },
  placement_event: { select: 'all', insert: 'all' },
  placement_match: { select: 'all', insert: 'all' },
  placement_recommendation: {
    select: 'all',
    insert: ['id', 'idempotency_key', 'made_at', 'made_by', 'match', 'municipality', 'note', 'request'],
    update: ['answer', 'answer_reason', 'answer_text', 'answered_at', 'answered_by', 'chosen'],
  },
  placement_recommendation_item: { select: 'all', insert: 'all' },
  placement_reason: { select: 'all', insert: 'all', update: ['valid_to'] },
  placement: {
    select: 'all',
    insert: 'all',
    update: ['daily_rate', 'end_reason', 'ended_on', 'place_use', 'version', 'was_planned'],
  },
  placement_outcome: { select: 'all', insert: 'all' },
  placement_follow_up: {
    select: 'all',
    insert: ['due_on', 'months', 'municipality', 'placement'],
    update: ['answered_at', 'answered_by', 'cause', 'idempotency_key', 'note', 'result', 'would_choose_again'],
  },
  register_party: { select: 'all' },
  open_data_decision: { select: 'all', insert: 'all' },
  municipal_list: { select: 'all', insert: 'all', update: ['valid_to'] },
  provision_form_rule: { select: 'all', insert: 'all', update: ['valid_to'] },
  placement_subcategory: { select: 'all', insert: 'all', update: ['valid_to'] },
  provider: { select: 'all', insert: 'all' },
  provider_version: { select: 'all', insert: 'all' },
  provider_unit: { select: 'all', insert: 'all' },
  provider_unit_version: { select: 'all', insert: 'all' },
  provider_unit_address: { select: 'all', insert: 'all' },
  offer: { select: 'all', insert: 'all' },
  offer_version: { select: 'all', insert: 'all' },
  control_list: { select: 'all', insert: 'all' },
  provider_control: { select: 'all', insert: 'all' },
  provider_state: { select: 'all', insert: 'all' },
  register_import: { select: 'all', insert: 'all' },
  agreement: { select: 'all', insert: 'all', update: ['change_reason', 'changed_at', 'changed_by', 'valid_to'] },
  permit: { select: 'all', insert: 'all', update: ['change_reason', 'changed_at', 'changed_by', 'valid_to'] },
  price: { select: 'all', insert: 'all', update: ['valid_to'] },
  provider_control_decision: {
    select: 'all',
    insert: 'all',
    update: ['answer', 'answered_on', 'told_how', 'told_on'],
  },
  provider_stop: {
    select: 'all',
    insert: 'all',
    update: ['lift_reason', 'lifted_at', 'lifted_by', 'lifted_on'],
  },
  place: { select: 'all', insert: 'all', update: ['valid_to'] },
  place_use: { select: 'all', insert: 'all', update: ['release_reason', 'released_at', 'released_by'] },
  // Not the application's business at all.
  migration: {},
};

test('the application may do to each table what is written here, and nothing else', async ({ database }) => {
  const { rows } = await database.owner.query<{
    table: string;
    column: string | null;
    grantee: string;
    privilege: string;
  }>(`
    select c.relname as table, null as column, coalesce(r.rolname, 'public') as grantee, lower(a.privilege_type) as privilege
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
    where n.nspname in ('public', 'access') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and a.grantee <> c.relowner
    union all
    select c.relname, t.attname, coalesce(r.rolname, 'public'), lower(a.privilege_type)
    from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace
    cross join lateral aclexplode(t.attacl) a left join pg_roles r on r.oid = a.grantee
    where n.nspname in ('public', 'access') and a.grantee <> c.relowner
    order by 1, 2`);
  const granted: Record<string, Record<string, Granted>> = {};
  const { rows: every } = await database.owner.query<{ name: string }>(`select c.relname as name from pg_class c
    join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'access') and c.relkind in ('r', 'p', 'v', 'm', 'f')`);
  for (const { name } of every) granted[name] = {};
  for (const { table, column, privilege } of rows) {
    const its = (granted[table] ??= {});
    const before = its[privilege] ?? [];
    its[privilege] = column === null || before === 'all' ? 'all' : [...before, column].toSorted();
  }
  expect([...new Set(rows.map(({ grantee }) => grantee))]).toEqual(['hemvist_app']);
  expect(granted).toEqual(expected);
});

test('every table has row-level security, and no view or rule leads around it', async ({ database }) => {
  const { rows } = await database.owner.query<{
    name: string;
    kind: string;
    secured: boolean;
  }>(`select c.relname as name, c.relkind as kind,
    c.relrowsecurity as secured from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`);
  expect(rows.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual(['migration']);
  expect(rows.filter(({ kind }) => kind !== 'r').map(({ name, kind }) => [name, kind])).toEqual([
    ['audit', 'p'],
    // pg-boss' own.
    ['job', 'p'],
    ['queue_stats', 'p'],
  ]);
});

test('of the tables of pg-boss the application has what doing jobs takes, and none of the others', async ({
  database,
}) => {
  const { rows } = await database.owner.query<{ name: string; may: string }>(
    `select table_name as name, string_agg(lower(privilege_type), ' ' order by privilege_type) as may
    from information_schema.table_privileges where table_schema = 'pgboss' and grantee = 'hemvist_app' group by 1 order by 1`,
  );
  expect(Object.fromEntries(rows.map(({ name, may }) => [name, may]))).toEqual({
    job: 'delete insert select update',
    job_common: 'delete insert select update',
    job_dependency: 'delete select',
    queue: 'insert select update',
    schedule: 'delete insert select update',
    version: 'select',
  });
});

test('every policy is for the application’s role, and every table it may touch has one for what it may do', async ({
  database,
}) => {
  const { rows } = await database.owner.query<{ tablename: string; roles: string[]; cmd: string; permissive: string }>(
    `select tablename, roles::text[] as roles, lower(cmd) as cmd, permissive from pg_policies where schemaname = 'public'`,
  );
  expect(rows.filter(({ roles }) => roles.join() !== 'hemvist_app')).toEqual([]);
  const has = (table: string, what: string): boolean =>
    rows.some(({ tablename, cmd }) => tablename === table && (cmd === what || cmd === 'all'));
  for (const [table, grants] of Object.entries(expected)) {
    for (const what of ['select', 'insert', 'update', 'delete'] as const) {
      expect(has(table, what), `${table} ${what}`).toBe(grants[what] !== undefined);
    }
  }
});

test('the application’s role is no superuser, passes no policy by, owns nothing and is a member of nothing', async ({
  database,
}) => {
  const { rows } = await database.owner
    .query(`select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolcanlogin,
      (select count(*)::int from pg_shdepend d where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o') as owns,
      (select count(*)::int from pg_auth_members m where m.member = r.oid) as member_of
    from pg_roles r where rolname = 'hemvist_app'`);
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolcanlogin: false,
      owns: 0,
      member_of: 0,
    },
  ]);
  const { rows: creates } = await database.owner
    .query(`select nspname from pg_namespace where has_schema_privilege('hemvist_app', oid, 'create')
    and nspname not like 'pg_temp%' and nspname not like 'pg_toast_temp%'`);
  expect(creates).toEqual([]);
});

test('every connection of the application is in that role from its first statement', async ({ database }) => {
  const { rows } = await database.app.query<{ current_user: string }>('select current_user');
  expect(rows).toEqual([{ current_user: 'hemvist_app' }]);
});

test('every function that runs as its owner has a search path of its own, and the public may call none', async ({
  database,
}) => {
  const { rows } = await database.owner.query<{ name: string; definer: boolean; path: string | null; open: boolean }>(`
    select p.proname as name, p.prosecdef as definer,
      (select s from unnest(p.proconfig) s where s like 'search_path=%') as path,
      has_function_privilege('public', p.oid, 'execute') as open
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname not in ('pg_catalog', 'information_schema')`);
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter(({ open }) => open)).toEqual([]);
  const definers = rows.filter(({ definer }) => definer);
  expect(definers.length).toBeGreaterThan(10);
  expect(definers.filter(({ path }) => path !== 'search_path=pg_catalog, public, pg_temp')).toEqual([]);
});

test('what has been written, and that somebody looked, can be neither changed nor taken away', async ({ database }) => {
  await alexsCase(database.db, database.owner);
  const changes: Readonly<Record<string, string>> = {
    audit: `outcome = 'ok'`,
    event: `payload = '{}'`,
    entry: `answers = '{}'`,
    fact: `value = 'true'`,
    individual: `given_name = 'Annan'`,
    case_file: `case_number = '26-9999'`,
    account: 'active = active',
    account_role: 'role = role',
    migration: 'name = name',
  };
  const code = (statement: string) =>
    through(database.db, 'alex', ({ db }) => sql.raw(statement).execute(db)).then(
      () => 'done',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );
  for (const [table, change] of Object.entries(changes)) {
    expect(await code(`update ${table} set ${change}`), `update ${table}`).toBe('42501');
    expect(await code(`delete from ${table}`), `delete from ${table}`).toBe('42501');
    expect(await code(`truncate ${table} cascade`), `truncate ${table}`).toBe('42501');
  }
  for (const statement of [
    'delete from run',
    'delete from assignment',
    'select * from audit',
    'select * from audit_partition.rest',
    'insert into audit_partition.rest select',
    'select * from audit_seal',
    'delete from audit_seal',
    'select * from job',
    `insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, tx) values ('1480', now(), access.account(), access.area(), 'x', 'cli', 'ok', '1')`,
    'select * from session',
    'select * from sign_in_attempt',
    'select * from case_counter',
    'select password_hash from account',
    'select * from migration',
    'create table mine (id int)',
    'alter table entry disable row level security',
    'drop policy reads on entry',
    'set session authorization default; alter role hemvist_app bypassrls',
  ]) {
    expect(await code(statement), statement).toMatch(/^42/);
  }
});
