import { sql } from 'kysely';
import { addDays, type LocalDate } from '../kernel/date.ts';
import { type CaseId, newId, type RunId } from '../kernel/ids.ts';
import { localDateOf, startOfDay } from '../kernel/stockholm.ts';
import { assessRequest, assignRequest, makeReviews, monthBefore, registerRequest } from '../oversight/index.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { demoActor, type DemoPerson } from './organisation.ts';

type Seen = Readonly<{ caseId: CaseId; run: RunId; givenName: string }>;

/** What somebody sees of cases that were there before the month. */
const casesOf = (db: Db, who: DemoPerson, before: LocalDate): Promise<readonly Seen[]> =>
  as(db, demoActor(who), startOfDay(before), { action: 'demo.load', channel: 'cli' }, async (scope) => {
    const { rows } = await sql<Seen>`select c.id as "caseId", r.id as run, i.given_name as "givenName"
      from case_file c join run r on r.municipality = c.municipality and r.case_id = c.id
      join individual i on i.municipality = c.municipality and i.id = c.individual
      where c.opened_on < ${before} order by c.case_number`.execute(scope.db);
    return rows;
  });

const read = (db: Db, who: DemoPerson, at: Date, { caseId, run }: Seen): Promise<void> =>
  as(db, demoActor(who), at, { action: 'run.timeline.read', channel: 'page' }, async (scope) =>
    scope.touched({ cases: [caseId], runs: [run], parts: ['entries', 'facts'] }),
  );

/** Last month's reading, most of it in order, some of it odd, and its review; and two that have asked to be given information. */
export async function loadReview(db: Db, now: Date): Promise<void> {
  const month = monthBefore(localDateOf(now));
  const at = (day: number, hour: number): Date =>
    new Date(startOfDay(addDays(month, day - 1)).getTime() + hour * 3_600_000);
  for (const [index, seen] of (await casesOf(db, 'alex', month)).entries()) {
    await read(db, 'alex', at(3 + index, 9), seen);
    if (index === 0) {
      await read(db, 'alex', at(12, 23), seen);
      await read(db, 'gry', at(15, 14), seen);
      await read(db, 'eli', at(16, 11), seen);
    } else if (index < 6) await read(db, 'alex', at(10 + index, 10), seen);
  }
  for (const [index, seen] of (await casesOf(db, 'billie', month)).slice(0, 6).entries())
    await read(db, 'billie', at(5 + index, 13), seen);
  await makeReviews(db, now);
  await loadRequests(db, now);
}

const onWay = <T>(db: Db, who: DemoPerson, now: Date, work: (scope: Scope) => Promise<T>): Promise<T> =>
  as(db, demoActor(who), now, { action: 'demo.load', channel: 'cli' }, work);

async function loadRequests(db: Db, now: Date): Promise<void> {
  const arrivedAt = new Date(startOfDay(addDays(localDateOf(now), -2)).getTime() + 9.2 * 3_600_000);
  const soonAfter = new Date(arrivedAt.getTime() + 45 * 60_000);
  const anonymous = { asker: '', askerContact: '', registerPart: '', authority: '', provision: '' };
  const common = { channel: 'e-mail', urgent: false, arrivedAt, fourEyes: false, caseNumber: '' } as const;
  await onWay(db, 'alex', soonAfter, async (scope) => {
    const id = await registerRequest(scope, {
      ...common,
      kind: 'official-document',
      content: { ...anonymous, asked: 'Vuxenenhetens rutin för upprepat utskrivna, i den senaste versionen.' },
      key: newId(),
    });
    await assignRequest(scope, id, demoActor('gry').account, 1);
  });
  await onWay(db, 'mika', soonAfter, async (scope) => {
    const id = await registerRequest(scope, {
      ...common,
      kind: 'law-enforcement',
      channel: 'phone',
      urgent: true,
      content: {
        ...anonymous,
        asked: 'Telefonnummer och nuvarande adress till en person som bor på Sjöbacken.',
        asker: 'Påhittad utredare, enheten för grova brott',
        askerContact: 'Myndighetens växel, anknytning 000',
        authority: 'Polismyndigheten',
        provision: 'Lag 2025:170, 4 §',
        contactData: true,
      },
      key: newId(),
    });
    await assignRequest(scope, id, demoActor('mika').account, 1);
    await assessRequest(
      scope,
      id,
      'Kontaktuppgifter till en enskild. Boendets adress är inte skyddad. Inga synnerliga skäl mot att lämna dem har kommit fram.',
      newId(),
    );
  });
}
