import { sql } from 'kysely';
import { expect } from 'vitest';
import { insertContactRoute } from '../../src/casework/index.ts';
import { updateContactRoute } from '../../src/casework/store/contact-routes.ts';
import { newId } from '../../src/kernel/ids.ts';
import { test } from '../support/fixtures.ts';
import { day, through } from './world.ts';

const route = {
  id: newId(),
  unitName: 'Mottagningen',
  serves: ['elderCare'],
  mail: 'enheten@aldreomsorg.example',
  phone: '',
  other: '',
  source: 'Enheten',
  checkedOn: day('2026-10-01'),
  warnAfterDays: 180,
  reason: '',
  withdrawn: false,
  version: 1,
} as const;

test('a contact route is written and changed by who keeps them, one version after another, with every version kept', async ({
  database: { db, owner },
}) => {
  await expect(through(db, 'alex', (scope) => insertContactRoute(scope, route))).rejects.toThrow('row-level security');
  await through(db, 'ia', (scope) => insertContactRoute(scope, route));
  // The same form, sent twice.
  await through(db, 'ia', (scope) => insertContactRoute(scope, { ...route, unitName: 'Igen' }));
  const changed = { ...route, phone: '031-390 06 01', version: 2 };
  expect(await through(db, 'alex', (scope) => updateContactRoute(scope, changed))).toBe('overtaken');
  expect(await through(db, 'ia', (scope) => updateContactRoute(scope, changed))).toBe('written');
  expect(await through(db, 'ia', (scope) => updateContactRoute(scope, changed))).toBe('overtaken');
  await expect(
    through(db, 'ia', ({ db: tx }) =>
      tx.updateTable('contact_route').set({ version: 9 }).where('id', '=', route.id).execute(),
    ),
  ).rejects.toThrow('a new version');
  // Each municipality has its own.
  await owner.query(`insert into municipality values ('9999', 'Påhittad')`);
  await expect(
    through(db, 'ia', ({ db: tx }) =>
      sql`insert into contact_route select (jsonb_populate_record(r, '{"municipality": "9999"}')).* from contact_route r`.execute(
        tx,
      ),
    ),
  ).rejects.toThrow('row-level security');
  const { rows } = await owner.query<{ version: number; phone: string; unit_name: string }>(
    'select version, phone, unit_name from contact_route_version where route = $1 order by version',
    [route.id],
  );
  expect(rows).toEqual([
    { version: 1, phone: '', unit_name: 'Mottagningen' },
    { version: 2, phone: '031-390 06 01', unit_name: 'Mottagningen' },
  ]);
});
