import { record } from '../casework/index.ts';
import { addDays, addMonths } from '../kernel/date.ts';
import { newId } from '../kernel/ids.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { insertInslussRequest, type InslussInput, receiveInsluss } from '../sharing/index.ts';
import { demoActor, type DemoPerson } from './organisation.ts';

/** The probation service's own: one that waits for its day, one in an intake, and one that has been received. */
export async function loadInsluss(db: Db, now: Date): Promise<void> {
  const asOne = <T>(who: DemoPerson, work: (scope: Scope) => Promise<T>): Promise<T> =>
    as(db, demoActor(who), now, { action: 'demo.load', channel: 'cli' }, work);
  const received = await asOne('siv', async (scope) => {
    const { today } = scope;
    const ask = async (
      input: Partial<InslussInput> & Pick<InslussInput, 'givenName' | 'familyName'>,
      sent: boolean,
    ) => {
      const id = newId();
      const standard = { unit: 'hisingen-vuxen', area: 'hisingen', identityKind: 'none', needs: '' } as const;
      const days = { conditionalRelease: addMonths(today, 3), consentOn: addDays(today, -5) };
      await insertInslussRequest(scope, id, { ...standard, ...days, ...input }, sent);
      return id;
    };
    const inSixMonths = { conditionalRelease: addMonths(today, 6) };
    await ask({ givenName: 'Tore', familyName: 'Påhittad', ...inSixMonths, needs: 'Bostad och ekonomi.' }, false);
    const soon = { conditionalRelease: addDays(today, 20), needs: 'Någonstans att bo.' };
    await ask({ givenName: 'Tyra', familyName: 'Låtsasson', ...soon }, true);
    const supervisionEnd = addMonths(today, 15);
    return ask(
      { givenName: 'Tage', familyName: 'Exempelberg', supervisionEnd, needs: 'Försörjning och sysselsättning.' },
      true,
    );
  });
  await asOne('dani', async (scope) => {
    const into = await receiveInsluss(scope, received, undefined, newId());
    if (into.outcome !== 'received') throw new Error(`The demo's insluss ended in ${into.outcome}`);
    const answers = { referredTo: demoActor('siv').name };
    const deed = { kind: 'informed-and-referred', at: scope.today, participants: [], answers } as const;
    await record(scope, { run: into.run, deeds: [deed], seen: Number.MAX_SAFE_INTEGER, key: newId() });
  });
}
