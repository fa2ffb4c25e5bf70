import { insertContactRoute } from '../casework/index.ts';
import { addDays } from '../kernel/date.ts';
import { newId } from '../kernel/ids.ts';
import type { Db } from '../platform/database.ts';
import { as } from '../platform/door.ts';
import { demoActor } from './organisation.ts';

// Which unit one turns to is as the routines say it. Addresses are made up: reserved domains, and numbers that are set aside for fiction.
const routes = [
  {
    unitName: 'Funktionsstöds myndighetsenhet',
    serves: ['disabilitySupport'],
    mail: 'myndighet@funktionsstod.example',
    phone: '031-390 06 01',
    checkedDaysAgo: 20,
  },
  {
    unitName: 'Äldreomsorgens myndighetsenhet',
    serves: ['elderCare'],
    mail: 'myndighet@aldreomsorg.example',
    phone: '031-390 06 02',
    checkedDaysAgo: 45,
  },
  {
    unitName: 'Vuxenenhetens mottagning, Centrum',
    serves: ['socialServices'],
    mail: '',
    phone: '031-390 06 03',
    other: 'Jourtelefon när mottagningen är stängd: 031-390 06 04',
    checkedDaysAgo: 12,
  },
  {
    unitName: 'Vuxenenhetens mottagning, Hisingen',
    serves: ['socialServices'],
    mail: '',
    phone: '031-390 06 05',
    other: 'Jourtelefon när mottagningen är stängd: 031-390 06 06',
    checkedDaysAgo: 12,
  },
  {
    unitName: 'Ekonomiskt bistånd, mottagningsenheten',
    serves: ['incomeSupportCaseworker'],
    mail: 'mottagningen@forsorjningsstod.example',
    phone: '031-390 06 07',
    // Older than it may be: whoever reads it is warned.
    checkedDaysAgo: 400,
  },
  {
    unitName: 'Frivården, Göteborg',
    serves: ['probationOfficer'],
    mail: 'insluss@frivarden.example',
    phone: '031-390 06 08',
    checkedDaysAgo: 60,
  },
] as const;

/** The units' contact routes, as whoever keeps them in the demo has written them. */
export const loadContactRoutes = (db: Db, now: Date): Promise<void> =>
  as(db, demoActor('ia'), now, { action: 'demo.load', channel: 'cli' }, async (scope) => {
    for (const { checkedDaysAgo, ...route } of routes)
      await insertContactRoute(scope, {
        id: newId(),
        other: '',
        ...route,
        source: 'enheten själv, i övningsmiljön',
        checkedOn: addDays(scope.today, -checkedDaysAgo),
        warnAfterDays: 180,
        reason: '',
        withdrawn: false,
        version: 1,
      });
  });
