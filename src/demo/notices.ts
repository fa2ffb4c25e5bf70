import { receiveNotice, type Said } from '../intake/index.ts';
import { addDays } from '../kernel/date.ts';
import { newId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Db } from '../platform/database.ts';

/** Notices that wait at the intake: a termination, sent twice, and a rectification request. Nobody in them has a case. */
export async function loadNotices(db: Db, now: Date): Promise<void> {
  const today = localDateOf(now);
  const termination: Said = {
    kind: 'termination',
    reason: 'rent',
    senderRole: 'landlord',
    sender: 'Påhittade Bostäder AB',
    contact: 'Sven Låtsasson',
    phone: '031-700 00 00',
    email: '',
    tenant: 'Ylva Hyresexempel',
    tenantIdentity: '',
    address: 'Påhittsgatan 12 B',
    street: 'Påhittsgatan',
    number: 12,
    apartment: '1101',
    postalCode: '41100',
    locality: 'Göteborg',
    datedOn: addDays(today, -3),
    tenantServedOn: addDays(today, -2),
    message: 'Två månadshyror är obetalda.',
  };
  const rectification: Said = {
    ...termination,
    kind: 'rectification',
    reason: 'disturbance',
    senderRole: 'disturbanceOnCall',
    sender: 'Påhittade störningsjouren',
    contact: 'Jourhavande Exempelberg',
    tenant: 'Nils Låtsasgren',
    address: 'Övningsvägen 4',
    street: 'Övningsvägen',
    number: 4,
    apartment: '',
    message: 'Tredje anmälan om hög musik nattetid.',
  };
  for (const [said, hoursAgo] of [
    [termination, 26],
    [termination, 25],
    [rectification, 2],
  ] as const)
    await receiveNotice(db, '1480', said, newId(), new Date(now.getTime() - hoursAgo * 3_600_000));
}
