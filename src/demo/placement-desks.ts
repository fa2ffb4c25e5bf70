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

/** Who receives requests, as the owner of the tables: set up before anybody asks. The reasons are those that every municipality begins with. */
export async function writePlacementDesks(owner: Pick<Pool, 'query'>, municipality: string): Promise<void> {
  for (const [unit, interventions] of Object.entries(desks))
    await owner.query(
      `insert into placement_desk (municipality, intervention, unit, called) select $1, unnest($2::text[]), $3, 'Spink'`,
      [municipality, interventions, unit],
    );
}
