import { sql } from 'kysely';
import { recordConsent } from '../casework/index.ts';
import { addDays } from '../kernel/date.ts';
import { type CaseId, type IdempotencyKey, newId, type RunId } from '../kernel/ids.ts';
import { askForPlacement, type AskedFor } from '../placement/index.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { groundsInForce } from '../secrecy/index.ts';
import { demoActor } from './organisation.ts';

const key = (): IdempotencyKey => newId();

const common = {
  kind: 'placement',
  intervention: 'supported-social-housing',
  decisionGround: 'sol',
  features: [],
  areas: [],
  avoidAreas: [],
  excludedUnits: [],
  wishes: '',
} as const satisfies Partial<AskedFor>;

/** Requests of some of the demo's cases: what the run says is not written again here. */
export async function loadPlacement(db: Db, now: Date): Promise<void> {
  await as(db, demoActor('alex'), now, { action: 'demo.load', channel: 'cli' }, async (scope) => {
    await ask(scope, 'Cleo', {
      ...common,
      subcategory: 'emergency',
      age: 29,
      gender: 'female',
      needs: ['addiction', 'night-staff'],
      needsInWords: 'Behöver personal på natten och någon som märker när det börjar gå fel.',
      isAcute: true,
      start: addDays(scope.today, 1),
      supportLevel: 'high',
      history: {
        what: 'Bråk med grannar vid två tillfällen, en skadad dörr.',
        when: 'Förra hösten',
        situations: 'Sena kvällar efter besök.',
        protectiveFactors: 'Trivs med fasta tider och har god kontakt med sin mamma.',
      },
    });
    await ask(scope, 'Disa', {
      ...common,
      subcategory: 'apartment',
      age: 48,
      gender: 'female',
      needs: ['dual-diagnosis', 'medication'],
      needsInWords: 'Behöver hjälp att komma i gång på morgonen och med läkemedel.',
      isAcute: false,
      start: addDays(scope.today, 14),
      months: 12,
      supportLevel: 'high',
      features: ['apartment', 'pets-allowed'],
      areas: ['hisingen'],
      avoidAreas: ['centrum'],
      wishes: 'Vill ha med sin katt.',
      history: {
        what: 'Högljudda konflikter med grannar vid två tillfällen. Ett hot mot personal, ingen skadad.',
        when: 'Förra våren och i höstas',
        situations: 'Sena kvällar efter besök, och när besked dröjt.',
        protectiveFactors: 'Vill bo för sig själv, har god kontakt med sin syster och trivs med fasta tider.',
      },
    });
  });
}

async function ask(scope: Scope, givenName: string, asked: AskedFor): Promise<string> {
  const { rows } = await sql<{ caseId: CaseId; run: RunId }>`select c.id as "caseId", r.id as run
    from case_file c join run r on r.municipality = c.municipality and r.case_id = c.id
    join individual i on i.municipality = c.municipality and i.id = c.individual where i.given_name = ${givenName}`.execute(
    scope.db,
  );
  const ground = (await groundsInForce(scope)).find(({ restsOnConsent }) => restsOnConsent);
  const [found] = rows;
  if (!found || !ground) throw new Error(`The demo lacks the case of ${givenName}`);
  const { today } = scope;
  const consent = await recordConsent(scope, {
    caseId: found.caseId,
    purpose: 'placement-request',
    status: 'given',
    parts: [],
    toArea: 'spink',
    form: 'oral',
    from: today,
    takenOn: today,
    key: key(),
  });
  if (consent.outcome !== 'recorded') throw new Error(`The demo's consent ended in ${consent.outcome}`);
  const submitted = await askForPlacement(scope, found, asked, {
    ground,
    reason: 'Spink behöver veta behoven för att hitta ett boende som passar.',
    answers: {},
    consent: consent.consent,
  });
  if (submitted.outcome !== 'submitted') throw new Error(`The demo's request ended in ${submitted.outcome}`);
  return submitted.request;
}
