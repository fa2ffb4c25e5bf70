import { sql } from 'kysely';
import { findCase, recordConsent, writtenIn } from '../casework/index.ts';
import { addDays } from '../kernel/date.ts';
import { type CaseId, type ConsentId, type IdempotencyKey, newId, type RunId } from '../kernel/ids.ts';
import type { Db } from '../platform/database.ts';
import { as } from '../platform/door.ts';
import { groundsInForce } from '../secrecy/index.ts';
import { findDraft, insertDraft, insertStep, inviteParty, makePlan, prepare, sign } from '../sharing/index.ts';
import { demoActor } from './organisation.ts';

const key = (): IdempotencyKey => newId();

/** Around one case: a consent, a plan with another administration and a provider, and something handed over. */
export async function loadSharing(db: Db, now: Date): Promise<void> {
  await as(db, demoActor('alex'), now, { action: 'demo.load', channel: 'cli' }, async (scope) => {
    const { rows } = await sql<{ caseId: CaseId; run: RunId }>`select c.id as "caseId", r.id as run
      from case_file c join run r on r.municipality = c.municipality and r.case_id = c.id
      join individual i on i.municipality = c.municipality and i.id = c.individual where i.given_name = 'Folke'`.execute(
      scope.db,
    );
    const [found] = rows;
    const file = found && (await findCase(scope, found.caseId));
    const ground = (await groundsInForce(scope)).find(({ restsOnConsent }) => restsOnConsent);
    if (!found || !file || !ground) throw new Error('The demo lacks the case that is shared');
    const { today } = scope;
    const consent = async (purpose: 'shared-plan' | 'information-transfer'): Promise<ConsentId> => {
      const taken = { status: 'given', parts: [], form: 'written', from: today, takenOn: today } as const;
      const recorded = await recordConsent(scope, { caseId: file.id, purpose, ...taken, key: key() });
      if (recorded.outcome !== 'recorded') throw new Error(`The demo's consent ended in ${recorded.outcome}`);
      return recorded.consent;
    };
    const plan = await makePlan(scope, file, {
      title: 'Vardag och boende',
      goal: 'Att bo kvar, och att veta vem som gör vad.',
      key: key(),
    });
    const together = await consent('shared-plan');
    for (const [who, showsName] of [
      ['charlie', true],
      ['pim', false],
    ] as const) {
      const outcome = await inviteParty(scope, file, plan, {
        who: demoActor(who),
        showsName,
        ground,
        reason: 'Alla behöver veta vad de andra gör.',
        answers: {},
        consent: together,
        key: key(),
      });
      if (outcome !== 'invited') throw new Error(`The demo's party ended in ${outcome}`);
    }
    await insertStep(scope, { id: newId(), plan, what: 'Boka möte om hyran', due: addDays(today, 7), key: key() });
    await insertStep(scope, { id: newId(), plan, what: 'Ringa hyresvärden', key: key() });
    const draft = await insertDraft(scope, {
      id: newId(),
      caseId: file.id,
      run: found.run,
      body: {
        account: demoActor('charlie').account,
        purpose: 'information-transfer',
        ground: ground.id,
        reason: 'Boendet byter förvaltning och behöver planerna.',
        answers: {},
        consent: await consent('information-transfer'),
        parts: ['identity', 'plans'],
        struck: [],
        words: ['systern'],
      },
      key: key(),
    });
    const [written, prepared] = [await writtenIn(scope, found.run), await findDraft(scope, draft)];
    if (!written || !prepared) throw new Error('The demo lost its draft');
    const { outcome } = await sign(scope, written, prepared, (await prepare(scope, written, prepared)).sha256);
    if (outcome !== 'signed') throw new Error(`The demo's disclosure ended in ${outcome}`);
  });
}
