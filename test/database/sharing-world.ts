import { recordConsent, withdrawConsent, writtenIn } from '../../src/casework/index.ts';
import { findCase } from '../../src/casework/store/cases.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type CaseId, type ConsentId, type IdempotencyKey, newId, type RunId } from '../../src/kernel/ids.ts';
import type { Scope } from '../../src/platform/door.ts';
import { prepare, sign } from '../../src/sharing/actions/disclose.ts';
import { type DraftBody, findDraft, insertDraft } from '../../src/sharing/store/disclosures.ts';
import { insertPlan, type NewParty } from '../../src/sharing/store/plans.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import { alexsCase, through } from './world.ts';

export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string; constraint?: string }) => error.constraint ?? error.code ?? 'failed',
  );
export const key = (): IdempotencyKey => newId();

export async function consent(
  scope: Scope,
  caseId: CaseId,
  to: Readonly<{ toArea?: string; toParty?: string }>,
  purpose: 'coordination' | 'shared-plan' = 'coordination',
  parts: readonly string[] = [],
): Promise<ConsentId> {
  const { today } = scope;
  const how = { status: 'given', purpose, parts, form: 'written', from: today, takenOn: today } as const;
  const recorded = await recordConsent(scope, { caseId, ...how, ...to, key: key() });
  if (recorded.outcome !== 'recorded') throw new Error(`The consent ended in ${recorded.outcome}`);
  return recorded.consent;
}

export const draft = async (scope: Scope, run: RunId, caseId: CaseId, body: Partial<DraftBody>): Promise<string> =>
  insertDraft(scope, {
    id: newId(),
    caseId,
    run,
    body: {
      account: demoActor('charlie').account,
      purpose: 'coordination',
      ground: 'consent',
      reason: 'Planeras tillsammans.',
      answers: {},
      parts: ['identity', 'plans'],
      struck: [],
      words: [],
      ...body,
    },
    key: key(),
  });

/** Looks at the draft and signs what was seen. */
export async function lookAndSign(scope: Scope, run: RunId, id: string) {
  const written = await writtenIn(scope, run);
  const found = await findDraft(scope, id);
  if (!written || !found) throw new Error('There is no draft');
  return sign(scope, written, found, (await prepare(scope, written, found)).sha256);
}

export const withdraw = ({ db }: TestDatabase, caseId: CaseId, consentId: ConsentId) =>
  through(db, 'alex', (scope) => withdrawConsent(scope, caseId, consentId, { takenOn: scope.today, key: key() }));

export async function plan(database: TestDatabase, name: string) {
  const { caseId, run } = await alexsCase(database.db, database.owner, { givenName: name, familyName: 'Provplan' });
  const made = await through(database.db, 'alex', async (scope) => {
    const file = await findCase(scope, caseId);
    if (!file) throw new Error('There is no case');
    const { id } = await insertPlan(scope, {
      id: newId(),
      caseId,
      individual: file.individual,
      title: 'Vardag och boende',
      goal: 'Bo kvar',
      key: key(),
    });
    return id;
  });
  return { caseId, run, plan: made };
}

export const party = (id: string, who: DemoPerson, consentId: ConsentId, more: Partial<NewParty> = {}): NewParty => ({
  id: newId(),
  plan: id,
  account: demoActor(who).account,
  area: demoActor(who).area,
  showsName: false,
  ground: 'consent',
  groundVersion: 1,
  groundReason: 'Planeras tillsammans.',
  groundAnswers: {},
  consent: consentId,
  ...more,
});
