import { type IdempotencyKey, newId } from '../kernel/ids.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { askToComment, comment, edited, findDraft, saveText, startDraft } from '../publishing/index.ts';
import { demoActor, type DemoPerson } from './organisation.ts';

const key = (): IdempotencyKey => newId();

/** A new version that is being written, with the start meeting sooner, and what a colleague says of it. */
export async function loadPublishing(db: Db, now: Date): Promise<void> {
  const on = <T>(who: DemoPerson, work: (scope: Scope) => Promise<T>): Promise<T> =>
    as(db, demoActor(who), now, { action: 'demo.load', channel: 'cli' }, work);
  const id = await on('ia', async (scope) => {
    const made = await startDraft(scope, { routine: 'repeated-discharge', version: '2025', key: key() });
    const draft = made === undefined ? undefined : await findDraft(scope, made);
    if (!draft) throw new Error('The demo’s draft was not made');
    const reason = {
      sv: 'Erfarenheten är att den första veckan avgör. Fem dagar räcker för att få alla till samma bord.',
      en: 'Experience says that the first week decides. Five days are enough to gather everybody.',
    };
    const at = ['interpretations', 'start-meeting-time'];
    const text = edited(draft.text, [
      { at: [...at, 'value'], value: { days: 5 } },
      { at: [...at, 'reason'], value: reason },
    ]);
    await saveText(scope, { draft: draft.id, seen: draft.position, key: key(), text });
    await askToComment(scope, draft.id, [demoActor('billie').account]);
    return draft.id;
  });
  await on('billie', (scope) =>
    comment(scope, id, 'Fem dagar är bra, men då behöver boendet få veta inflyttningsdagen tidigare.', key()),
  );
}
