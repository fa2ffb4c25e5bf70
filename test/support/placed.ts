import type pg from 'pg';
import { demoActor } from '../../src/demo/index.ts';
import { addDays, addMonths, type LocalDate } from '../../src/kernel/date.ts';
import { newId } from '../../src/kernel/ids.ts';
import { localDateOf } from '../../src/kernel/stockholm.ts';

export type Placed = Readonly<{ waiting: string; recommendation: string; placed: string; draft: string }>;

const body = (unitName: string) => ({
  unitName,
  providerName: 'Påhittade Boendet AB',
  area: 'hisingen',
  why: [{ sv: 'Enheten möter behoven.', en: 'The unit meets the needs.' }],
  ask: [{ sv: 'Fråga om husdjur får följa med.', en: 'Ask whether pets may come along.' }],
  note: 'Kan visas redan i veckan.',
});

/**
 * Of the demo's two requests one gets a recommendation that waits for an answer, and one has become a stay with a day of following up that
 * has come. Written as the owner: the register need not have such offers.
 */
export async function placeInDemo(owner: pg.Pool, now: Date): Promise<Placed> {
  const today = localDateOf(now);
  const officer = demoActor('ronja').account;
  const alex = demoActor('alex').account;
  const { rows } = await owner.query<{
    id: string;
    case_id: string;
    individual: string;
    from_area: string;
    from_unit: string;
  }>(
    `select q.id, q.case_id, q.individual, q.from_area, q.from_unit from placement_request q join individual i on i.id = q.individual
     where q.requested_by = $1 and i.given_name in ('Cleo', 'Disa') order by q.number`,
    [alex],
  );
  const [waiting, placed] = rows;
  if (!waiting || !placed) throw new Error('The demo lacks its requests');
  const [match, recommendation, stay] = [newId<never>(), newId<never>(), newId<never>()];
  await owner.query(
    `insert into placement_match (municipality, id, request, revision, register, facts, asked, order_rules, order_version, candidates, excluded,
       candidate_count, excluded_count, matched_on, matched_by, matched_at, idempotency_key)
     values ('1480', $1, $2, 1, '1480', '{}', '{}', '{}', '1', '[]', '[]', 0, 0, $3, $4, $5, $1)`,
    [match, waiting.id, today, officer, now],
  );
  await owner.query(
    `insert into placement_recommendation (municipality, id, request, match, note, made_by, made_at, idempotency_key)
     values ('1480', $1, $2, $3, 'Båda kan ta emot i tid.', $4, $5, $1)`,
    [recommendation, waiting.id, match, officer, now],
  );
  for (const [position, name] of ['Sjöbacken', 'Ekhöjden'].entries())
    await owner.query(
      `insert into placement_recommendation_item (municipality, recommendation, position, register, offer, unit, provider, form, rank,
         daily_rate, rate_on, departure, body)
       values ('1480', $1, $2, '1480', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'framework', $2, $3, $4, $5, $6)`,
      [
        recommendation,
        position + 1,
        position === 0 ? 1480 : null,
        position === 0 ? today : null,
        position === 0 ? '' : 'Ligger närmare skolan.',
        JSON.stringify(body(name)),
      ],
    );
  await owner.query(`update placement_request set waiting_for = 'requester', first_recommended_at = $2 where id = $1`, [
    waiting.id,
    now,
  ]);
  const starts = addMonths(today, -2);
  await owner.query(
    `insert into placement (municipality, id, request, case_id, individual, from_area, from_unit, register, offer, unit, provider, form,
       starts_on, daily_rate, rank, reported_by, reported_at)
     values ('1480', $1, $2, $3, $4, $5, $6, '1480', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'in-house', $7, 1140, 1, $8, $9)`,
    [stay, placed.id, placed.case_id, placed.individual, placed.from_area, placed.from_unit, starts, alex, now],
  );
  await owner.query(
    `insert into placement_outcome (municipality, request, placement, note, reported_by, reported_at, idempotency_key)
     values ('1480', $1, $2, 'Gick fort.', $3, $4, $2)`,
    [placed.id, stay, alex, now],
  );
  for (const months of [1, 3, 6, 12])
    await owner.query(
      `insert into placement_follow_up (municipality, placement, months, due_on) values ('1480', $1, $2, $3)`,
      [stay, months, addMonths(starts, months)],
    );
  await owner.query(
    `update placement_request set state = 'closed', waiting_for = 'nobody', closed_at = $2 where id = $1`,
    [placed.id, now],
  );
  const draft = newId<never>();
  await owner.query(
    `insert into placement_draft (municipality, id, account, case_id, run_id, body, saved_at, idempotency_key)
     select '1480', $1, $2, c.id, r.id, $3, $4, $1 from case_file c join run r on r.case_id = c.id
     join individual i on i.id = c.individual where i.given_name = 'Alva' limit 1`,
    [draft, alex, JSON.stringify(typed(addDays(today, 10))), now],
  );
  return { waiting: waiting.id, recommendation, placed: placed.id, draft };
}

const typed = (start: LocalDate) => ({
  slag: ['placement'],
  insats: ['supported-social-housing'],
  underkategori: ['apartment'],
  bradska: ['planerat'],
  fran: [start],
  alder: ['36'],
  kon: ['female'],
  beslutsgrund: ['sol'],
  behov: ['dual-diagnosis'],
  'behov-ord': ['Lugn och förutsägbarhet.'],
  handelser: ['Konflikter med grannar.'],
  nar: ['I våras'],
  situationer: ['Sena kvällar.'],
  skyddsfaktorer: ['God kontakt med sin syster.'],
});
