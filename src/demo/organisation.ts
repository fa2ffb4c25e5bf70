import { writePlacementDesks } from './placement-desks.ts';
import type { Pool } from 'pg';
import { type Actor, type StandardRole, standardRoles } from '../kernel/actor.ts';
import type { AccountId } from '../kernel/ids.ts';
import type { Language } from '../kernel/text.ts';
import { permissionsOfRoles, standardRoleNames, writeStandardRoles } from '../organisation/index.ts';
import { hashPassword } from '../platform/password.ts';

/** Everybody in the demo signs in with this. Demo users exist in a demo only, and a server in production refuses to start with them. */
export const demoPassword = 'hemvist-demo';

const municipality = { code: '1480', name: 'Göteborgs Stad' } as const;

const areas = [
  { id: 'centrum', name: 'Socialförvaltningen Centrum', kind: 'committee' },
  { id: 'hisingen', name: 'Socialförvaltningen Hisingen', kind: 'committee' },
  { id: 'sydvast', name: 'Socialförvaltningen Sydväst', kind: 'committee' },
  { id: 'nordost', name: 'Socialförvaltningen Nordost', kind: 'committee' },
  { id: 'norra-porten', name: 'Norra Porten, påhittad utförare', kind: 'provider' },
  { id: 'frivarden', name: 'Frivården Göteborg, övningsmiljö', kind: 'authority' },
  { id: 'spink', name: 'Spink, samlad placerings- och inköpsfunktion', kind: 'authority' },
  { id: 'inkop', name: 'Inköp och upphandling, övningsmiljö', kind: 'authority' },
] as const;

const units = [
  { id: 'centrum-vuxen', area: 'centrum', name: 'Vuxenenheten Centrum' },
  { id: 'centrum-boende', area: 'centrum', name: 'Boendeplaneringen Centrum' },
  { id: 'hisingen-vuxen', area: 'hisingen', name: 'Vuxenenheten Hisingen' },
  { id: 'sjobacken', area: 'sydvast', name: 'Boende och hemlöshet, Sjöbacken' },
  { id: 'kvalitet', area: 'sydvast', name: 'Enheten för kvalitet' },
  { id: 'socialjouren', area: 'nordost', name: 'Socialjouren' },
  { id: 'norra-porten', area: 'norra-porten', name: 'Norra Porten' },
  { id: 'frivarden', area: 'frivarden', name: 'Frivården Göteborg' },
  { id: 'spink-vuxna', area: 'spink', name: 'Spink, team vuxna' },
  { id: 'spink-barn', area: 'spink', name: 'Spink, team barn och unga' },
  { id: 'spink-kvalitet', area: 'spink', name: 'Spink, team kvalitet och kontroll' },
  { id: 'inkop', area: 'inkop', name: 'Inköp och upphandling' },
] as const;

/** Where notices from landlords land. */
const intakeRules = [
  { kind: 'default', locality: '', unit: 'centrum-vuxen' },
  { kind: 'locality', locality: 'hisings påhitt', unit: 'hisingen-vuxen' },
] as const;

/** Which service acts for the committees at night. */
const outOfHours = { area: 'nordost' } as const;

/** To be confirmed by the city's lawyers before anything but a demo uses them: which provisions there are is theirs to say. */
const grounds = [
  {
    id: 'consent',
    provision: 'OSL 10:1, 12:2',
    sv: 'Den enskilde samtycker',
    en: 'The individual consents',
    restsOnConsent: true,
    fields: [],
  },
  {
    id: 'necessary',
    provision: 'OSL 10:2',
    sv: 'Nödvändigt för den egna uppgiften, och samtycke gick inte att få',
    en: 'Necessary for one’s own task, and consent could not be obtained',
    restsOnConsent: false,
    fields: [
      {
        id: 'necessary',
        sv: 'Varför det är nödvändigt för er egen uppgift',
        en: 'Why it is necessary for your own task',
        required: true,
      },
      {
        id: 'no-consent',
        sv: 'Varför samtycke inte gick att få',
        en: 'Why consent could not be obtained',
        required: true,
      },
    ],
  },
  {
    id: 'ch26-9',
    provision: 'OSL 26:9',
    sv: 'Till annan socialtjänst eller hälso- och sjukvård, i de fall som paragrafen räknar upp',
    en: 'To other social services or health care, in the cases that the section lists',
    restsOnConsent: false,
    fields: [
      {
        id: 'case',
        sv: 'Vilket av paragrafens fall det gäller',
        en: 'Which of the cases of the section it is',
        helpSv: 'Under 18 år, fortgående missbruk, tvångsvård eller väntat barn.',
        helpEn: 'Under 18, continued abuse, compulsory care or an unborn child.',
        required: true,
      },
    ],
  },
  {
    id: 'duty',
    provision: 'OSL 10:28',
    sv: 'Uppgiftsskyldighet enligt lag eller förordning',
    en: 'A duty to inform by law or ordinance',
    restsOnConsent: false,
    fields: [
      {
        id: 'provision',
        sv: 'Bestämmelsen som skyldigheten följer av',
        en: 'The provision that the duty follows from',
        required: true,
      },
    ],
  },
] as const;

type Person = Readonly<{
  id: string;
  username: string;
  name: string;
  role: StandardRole;
  unit: (typeof units)[number]['id'];
}>;

const people = {
  alex: {
    id: '00000000-0000-4000-8000-000000000001',
    username: 'alex',
    name: 'Alex Provberg',
    role: 'caseworker',
    unit: 'centrum-vuxen',
  },
  billie: {
    id: '00000000-0000-4000-8000-000000000002',
    username: 'billie',
    name: 'Billie Testgren',
    role: 'caseworker',
    unit: 'centrum-vuxen',
  },
  charlie: {
    id: '00000000-0000-4000-8000-000000000003',
    username: 'charlie',
    name: 'Charlie Låtsasson',
    role: 'caseworker',
    unit: 'hisingen-vuxen',
  },
  dani: {
    id: '00000000-0000-4000-8000-000000000004',
    username: 'dani',
    name: 'Dani Påhittad',
    role: 'caseworker',
    unit: 'hisingen-vuxen',
  },
  eli: {
    id: '00000000-0000-4000-8000-000000000005',
    username: 'eli',
    name: 'Eli Exempelberg',
    role: 'housingStaff',
    unit: 'sjobacken',
  },
  frankie: {
    id: '00000000-0000-4000-8000-000000000006',
    username: 'frankie',
    name: 'Frankie Demoqvist',
    role: 'housingStaff',
    unit: 'sjobacken',
  },
  gry: {
    id: '00000000-0000-4000-8000-000000000007',
    username: 'gry',
    name: 'Gry Övningsdotter',
    role: 'unitManager',
    unit: 'centrum-vuxen',
  },
  hedda: {
    id: '00000000-0000-4000-8000-000000000008',
    username: 'hedda',
    name: 'Hedda Fiktivsson',
    role: 'unitManager',
    unit: 'hisingen-vuxen',
  },
  ia: {
    id: '00000000-0000-4000-8000-000000000009',
    username: 'ia',
    name: 'Ia Rutinsson',
    role: 'processLead',
    unit: 'kvalitet',
  },
  jonna: {
    id: '00000000-0000-4000-8000-000000000010',
    username: 'jonna',
    name: 'Jonna Jourgren',
    role: 'outOfHours',
    unit: 'socialjouren',
  },
  kim: {
    id: '00000000-0000-4000-8000-000000000011',
    username: 'kim',
    name: 'Kim Uppläggsson',
    role: 'administrator',
    unit: 'centrum-vuxen',
  },
  lo: {
    id: '00000000-0000-4000-8000-000000000012',
    username: 'lo',
    name: 'Lo Systemqvist',
    role: 'administrator',
    unit: 'kvalitet',
  },
  mika: {
    id: '00000000-0000-4000-8000-000000000013',
    username: 'mika',
    name: 'Mika Paragrafsson',
    role: 'lawyer',
    unit: 'kvalitet',
  },
  nour: {
    id: '00000000-0000-4000-8000-000000000014',
    username: 'nour',
    name: 'Nour Stickprovsberg',
    role: 'accessReviewer',
    unit: 'centrum-vuxen',
  },
  ola: {
    id: '00000000-0000-4000-8000-000000000015',
    username: 'ola',
    name: 'Ola Gömgren',
    role: 'archivist',
    unit: 'centrum-vuxen',
  },
  rut: {
    id: '00000000-0000-4000-8000-000000000017',
    username: 'rut',
    name: 'Rut Arkivsson',
    role: 'archivist',
    unit: 'centrum-vuxen',
  },
  vera: {
    id: '00000000-0000-4000-8000-000000000020',
    username: 'vera',
    name: 'Vera Mottagsberg',
    role: 'intakeWorker',
    unit: 'centrum-vuxen',
  },
  pim: {
    id: '00000000-0000-4000-8000-000000000016',
    username: 'pim',
    name: 'Pim Utförarsson',
    role: 'housingStaff',
    unit: 'norra-porten',
  },
  sam: {
    id: '00000000-0000-4000-8000-000000000018',
    username: 'sam',
    name: 'Sam Sifferberg',
    role: 'caseworker',
    unit: 'centrum-vuxen',
  },
  siv: {
    id: '00000000-0000-4000-8000-000000000019',
    username: 'siv',
    name: 'Siv Frivårdsson',
    role: 'probationOfficer',
    unit: 'frivarden',
  },
  ronja: {
    id: '00000000-0000-4000-8000-000000000021',
    username: 'ronja',
    name: 'Ronja Matchgren',
    role: 'placementOfficer',
    unit: 'spink-vuxna',
  },
  tove: {
    id: '00000000-0000-4000-8000-000000000022',
    username: 'tove',
    name: 'Tove Förslagsson',
    role: 'placementOfficer',
    unit: 'spink-vuxna',
  },
  ulf: {
    id: '00000000-0000-4000-8000-000000000023',
    username: 'ulf',
    name: 'Ulf Köplats',
    role: 'placementOfficer',
    unit: 'spink-barn',
  },
  yrsa: {
    id: '00000000-0000-4000-8000-000000000024',
    username: 'yrsa',
    name: 'Yrsa Spinkberg',
    role: 'placementLead',
    unit: 'spink-vuxna',
  },
  zeb: {
    id: '00000000-0000-4000-8000-000000000025',
    username: 'zeb',
    name: 'Zeb Registersson',
    role: 'registerKeeper',
    unit: 'spink-kvalitet',
  },
  asa: {
    id: '00000000-0000-4000-8000-000000000026',
    username: 'asa',
    name: 'Åsa Upphandlgren',
    role: 'procurementOfficer',
    unit: 'inkop',
  },
} as const satisfies Record<string, Person>;

export type DemoPerson = keyof typeof people;
export const isDemoPerson = (name: string): name is DemoPerson => Object.hasOwn(people, name);

const unitOf = (person: Person) => units.find(({ id }) => id === person.unit) ?? units[0];

/** Who there is to sign in as. */
export const demoUsers = (language: Language): readonly Readonly<{ username: string; name: string; role: string }>[] =>
  Object.values(people)
    .toSorted((left, right) => standardRoles.indexOf(left.role) - standardRoles.indexOf(right.role))
    .map((person) => ({
      username: person.username,
      name: person.name,
      role: `${standardRoleNames[person.role][language]}, ${unitOf(person).name}`,
    }));

export function demoActor(who: DemoPerson): Actor {
  const person: Person = people[who];
  return {
    municipality: municipality.code,
    account: person.id as AccountId,
    name: person.name,
    area: unitOf(person).area,
    roles: [{ role: person.role, unit: person.unit, coversUnit: person.role === 'unitManager' }],
    permissions: permissionsOfRoles([person.role]),
    language: 'sv',
    demo: true,
  };
}

/** Stands behind the municipality's name until the demo's cases are there, too. */
export const unfinishedMark = ' (läses in)';

export const finishOrganisation = async (owner: Pick<Pool, 'query'>): Promise<void> => {
  await owner.query('update municipality set name = $2 where code = $1', [municipality.code, municipality.name]);
};

/** Writes the organisation, as the owner of the tables: there is nobody yet who could. */
export async function writeOrganisation(owner: Pick<Pool, 'query'>, { unfinished = false } = {}): Promise<void> {
  const named = unfinished ? `${municipality.name}${unfinishedMark}` : municipality.name;
  await owner.query('insert into municipality (code, name) values ($1, $2)', [municipality.code, named]);
  await writeStandardRoles(owner);
  for (const { id, name, kind } of areas) {
    await owner.query(`insert into secrecy_area (municipality, id, name, kind) values ($1, $2, $3, $4)`, [
      municipality.code,
      id,
      name,
      kind,
    ]);
  }
  for (const { id, area, name } of units) {
    await owner.query('insert into unit (municipality, id, secrecy_area, name) values ($1, $2, $3, $4)', [
      municipality.code,
      id,
      area,
      name,
    ]);
  }
  for (const { id, provision, sv, en, fields, restsOnConsent } of grounds) {
    await owner.query(
      `insert into ground (municipality, id, provision, name_sv, name_en, owner, decided_on, valid_from, fields, rests_on_consent)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9)`,
      [
        municipality.code,
        id,
        provision,
        sv,
        en,
        'Övningsmiljön, inte granskad av jurist',
        // Before the first of the demo's cases, whatever day it is loaded.
        '2020-01-01',
        JSON.stringify(fields),
        restsOnConsent,
      ],
    );
  }
  for (const { kind, locality, unit } of intakeRules)
    await owner.query(
      `insert into intake_rule (municipality, id, kind, locality, unit, made_at, idempotency_key)
       values ($1, gen_random_uuid(), $2, $3, $4, '2020-01-01', gen_random_uuid())`,
      [municipality.code, kind, locality, unit],
    );
  for (const { id } of areas.filter(({ kind }) => kind === 'committee')) {
    if (id !== outOfHours.area)
      await owner.query(
        `insert into out_of_hours_cover (municipality, service_area, covered_area, decided_on, reference)
         values ($1, $2, $3, '2020-01-01', 'Påhittat beslut, övningsmiljö')`,
        [municipality.code, outOfHours.area, id],
      );
  }
  await writePlacementDesks(owner, municipality.code);
  const hash = await hashPassword(demoPassword);
  for (const person of Object.values(people)) {
    await owner.query(
      `insert into account (municipality, id, secrecy_area, username, display_name, password_hash, demo) values ($1, $2, $3, $4, $5, $6, true)`,
      [municipality.code, person.id, unitOf(person).area, person.username, person.name, hash],
    );
    await owner.query('insert into account_email (municipality, account, address) values ($1, $2, $3)', [
      municipality.code,
      person.id,
      `${person.username}@hemvist.example`,
    ]);
    await owner.query('insert into account_role (municipality, account, role, unit) values ($1, $2, $3, $4)', [
      municipality.code,
      person.id,
      person.role,
      person.unit,
    ]);
  }
}
