import type { Pool } from 'pg';
import type { Intervention } from '../matching/index.ts';

/** Which of Spink's teams takes which requests. */
const desks: Readonly<Record<string, readonly Intervention[]>> = {
  'spink-vuxna': [
    'supported-social-housing',
    'emergency-housing',
    'treatment',
    'sheltered-housing',
    'housing-first',
    'short-term-housing',
    'short-term-stay',
  ],
  'spink-barn': ['residential-care', 'supported-living-for-youth', 'foster-home', 'outpatient-care'],
};

type DemoReason = Readonly<{ kind: string; id: string; sv: string; en: string; consequence?: string; days?: number }>;
const reasons: readonly DemoReason[] = [
  {
    kind: 'decline',
    id: 'needs',
    sv: 'Boendet svarar inte mot behoven',
    en: 'The housing does not meet the needs',
    consequence: 'until-reassessed',
  },
  {
    kind: 'decline',
    id: 'individual',
    sv: 'Personen vill inte',
    en: 'The person does not want it',
    consequence: 'days',
    days: 30,
  },
  {
    kind: 'decline',
    id: 'price',
    sv: 'Priset är för högt',
    en: 'The price is too high',
    consequence: 'days',
    days: 90,
  },
  { kind: 'decline', id: 'place-taken', sv: 'Platsen är inte längre ledig', en: 'The place is no longer free' },
  { kind: 'decline', id: 'other', sv: 'Annat skäl', en: 'Another reason' },
  { kind: 'none', id: 'no-place', sv: 'Ingen lämplig plats fanns', en: 'There was no suitable place' },
  {
    kind: 'none',
    id: 'own-solution',
    sv: 'Personen ordnade boende själv',
    en: 'The person arranged housing themselves',
  },
  { kind: 'none', id: 'declined', sv: 'Personen tackade nej', en: 'The person declined' },
  { kind: 'none', id: 'decision-changed', sv: 'Beslutet ändrades', en: 'The decision was changed' },
  { kind: 'none', id: 'other', sv: 'Annat skäl', en: 'Another reason' },
  { kind: 'withdraw', id: 'not-needed', sv: 'Behovet finns inte längre', en: 'The need is no longer there' },
  { kind: 'withdraw', id: 'solved', sv: 'Behovet löstes på annat sätt', en: 'The need was met in another way' },
  { kind: 'withdraw', id: 'mistake', sv: 'Förfrågan skickades av misstag', en: 'The request was sent by mistake' },
  { kind: 'withdraw', id: 'other', sv: 'Annat skäl', en: 'Another reason' },
  { kind: 'ended', id: 'own-home', sv: 'Egen bostad', en: 'A home of their own' },
  { kind: 'ended', id: 'other-housing', sv: 'Annat boende som passar bättre', en: 'Other housing that suits better' },
  { kind: 'ended', id: 'threat-or-violence', sv: 'Hot eller våld', en: 'Threats or violence' },
  { kind: 'ended', id: 'damage', sv: 'Allvarlig skadegörelse', en: 'Serious damage' },
  { kind: 'ended', id: 'own-wish', sv: 'Personens egen önskan', en: 'The person’s own wish' },
  { kind: 'ended', id: 'other', sv: 'Annat skäl', en: 'Another reason' },
];

/** Who receives requests and what can be answered, as the owner of the tables: set up before anybody asks. */
export async function writePlacementDesks(owner: Pick<Pool, 'query'>, municipality: string): Promise<void> {
  for (const [unit, interventions] of Object.entries(desks))
    await owner.query(
      `insert into placement_desk (municipality, intervention, unit, called) select $1, unnest($2::text[]), $3, 'Spink'`,
      [municipality, interventions, unit],
    );
  for (const { kind, id, sv, en, consequence = 'none', days } of reasons)
    await owner.query(
      `insert into placement_reason (municipality, kind, id, name_sv, name_en, consequence, days, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7, '2020-01-01')`,
      [municipality, kind, id, sv, en, consequence, days ?? null],
    );
}
