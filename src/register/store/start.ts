import type { Pool } from 'pg';
import { newId } from '../../kernel/ids.ts';
import { formsAllowed, interventions, permitRequired, type Intervention } from '../../matching/index.ts';
import { legalForms } from '../codes.ts';
import { defaultLists, defaultPermitList } from '../controls.ts';
import { itemRow } from './control-states.ts';

/** The sub-categories of document 003, chapter 3, as a register begins with them. */
const subcategories: Partial<Record<Intervention, readonly (readonly [id: string, sv: string, en: string])[]>> = {
  'residential-care': [
    ['acute', 'akut', 'acute'],
    ['treatment', 'behandling', 'treatment'],
    ['investigation', 'utredning', 'investigation'],
  ],
  'sheltered-housing': [
    ['violence', 'våld i nära relation eller heder', 'violence in close relations or honour'],
    ['defector', 'avhoppare', 'defector'],
    ['other', 'annan orsak', 'other cause'],
  ],
  'short-term-housing': [
    ['physical', 'fysisk funktionsnedsättning', 'physical disability'],
    ['mental', 'psykisk funktionsnedsättning', 'mental disability'],
  ],
  'foster-home': [
    ['foster-home', 'familjehem', 'foster home'],
    ['emergency-foster-home', 'jourhem', 'emergency foster home'],
  ],
  'supported-social-housing': [
    ['emergency', 'akut', 'emergency'],
    ['short-term-communal', 'korttid, kollektivt', 'short-term, communal'],
    ['apartment', 'lägenhet', 'apartment'],
    ['reinforced-communal', 'förstärkt kollektivt', 'reinforced communal'],
  ],
};

type Municipality = Readonly<{ code: string; name: string }>;

/** What cannot be done, in words for who runs the command. */
export class RegisterError extends Error {}

const inserts = {
  register_party: `insert into register_party select * from jsonb_populate_recordset(null::register_party, $1::jsonb)
    on conflict do nothing`,
  control_list: `insert into control_list select * from jsonb_populate_recordset(null::control_list, $1::jsonb) on conflict do nothing`,
  placement_subcategory: `insert into placement_subcategory
    select * from jsonb_populate_recordset(null::placement_subcategory, $1::jsonb) on conflict do nothing`,
  provision_form_rule: `insert into provision_form_rule
    select * from jsonb_populate_recordset(null::provision_form_rule, $1::jsonb) on conflict do nothing`,
} as const;

const writeRows = (owner: Pool, table: keyof typeof inserts, rows: readonly object[]) =>
  owner.query(inserts[table], [JSON.stringify(rows)]);

/**
 * Starts a register that one municipality keeps for itself and others, with the forms, sub-categories and lists of controls that it begins
 * with. Started again with more parties, it gets those; what it has is left as it is. As the owner of the tables: which municipality
 * uses whose register is nobody's to decide from a page. Throws a RegisterError when a municipality uses another's.
 */
export async function startRegister(
  owner: Pool,
  keeper: string,
  parties: readonly Municipality[],
  from: string,
  now: Date,
): Promise<void> {
  const { rows: known } = await owner.query<Municipality>('select code, name from municipality where code = $1', [
    keeper,
  ]);
  const [its] = known;
  if (!its) throw new RegisterError(`There is no municipality ${keeper}. hemvist organisation municipality makes one.`);
  const everybody = [
    parties.find(({ code }) => code === keeper) ?? its,
    ...parties.filter(({ code }) => code !== keeper),
  ];
  const { rows: elsewhere } = await owner.query<{ party: string; municipality: string }>(
    'select party, municipality from register_party where party = any($1) and municipality <> $2',
    [everybody.map(({ code }) => code), keeper],
  );
  const [other] = elsewhere;
  if (other) throw new RegisterError(`Municipality ${other.party} uses the register of ${other.municipality} already.`);
  const begun = { municipality: keeper, valid_from: from, written_at: now.toISOString() };
  const row = (more: object) => ({ ...begun, id: newId(), idempotency_key: newId(), ...more });
  await writeRows(
    owner,
    'register_party',
    everybody.map(({ code, name }) => ({ municipality: keeper, party: code, name, valid_from: from })),
  );
  const { rowCount } = await owner.query('select from provision_form_rule where municipality = $1 limit 1', [keeper]);
  if (rowCount !== 0) return;
  await writeRows(
    owner,
    'control_list',
    [
      ...legalForms.map((one) => ({ legal_form: one, permit_kind: '', items: defaultLists[one].map(itemRow) })),
      ...[...permitRequired].map((one) => ({
        legal_form: '',
        permit_kind: one,
        items: defaultPermitList.map(itemRow),
      })),
    ].map((list) => row({ version: 1, ...list })),
  );
  await writeRows(
    owner,
    'placement_subcategory',
    Object.entries(subcategories).flatMap(([intervention, all]) =>
      all.map(([id, sv, en]) => row({ intervention, id, name_sv: sv, name_en: en })),
    ),
  );
  // Last: what says that the rest has been written.
  await writeRows(
    owner,
    'provision_form_rule',
    interventions.flatMap((intervention) => formsAllowed[intervention].map((form) => row({ intervention, form }))),
  );
}
