import type pg from 'pg';
import { demoActor } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';

type Terms = Readonly<{
  action?: 'preserve' | 'dispose';
  years?: number | null;
  countedTo?: 'day' | 'next-year-end';
  researchDays?: string;
  noticeMonths?: number;
  source?: string;
  owner?: string;
  reference?: string;
  validFrom?: string;
}>;

/** A policy for the demo's municipality that ola has proposed and rut approved, in February 2026: five years, three days kept for research. */
export async function approvedPolicy(
  owner: pg.Pool,
  {
    action = 'dispose',
    years = 5,
    countedTo = 'day',
    researchDays = '{5,15,25}',
    noticeMonths,
    source = 'Prov',
    owner: decider = 'Prov',
    reference = 'Prov 1',
    validFrom = '2026-02-01',
  }: Terms = {},
): Promise<string> {
  const [id, proposer, approver] = [newId<never>(), demoActor('ola').account, demoActor('rut').account];
  const at = '2026-02-01T09:00:00Z';
  await owner.query(
    `insert into retention_proposal (municipality, id, action, years, counted_to, research_days, export_first, source, owner, reference,
       decided_on, valid_from, note, proposed_by, proposed_at, idempotency_key, notice_months)
     values ('1480', $1, $2, $3, $4, $5, true, $6, $7, $8, '2026-01-20', $9, '', $10, $11, $1, $12)`,
    [
      id,
      action,
      years,
      countedTo,
      researchDays,
      source,
      decider,
      reference,
      validFrom,
      proposer,
      at,
      noticeMonths ?? null,
    ],
  );
  await owner.query(
    `insert into retention_proposal_decision (municipality, proposal, proposed_by, outcome, reason, decided_by, decided_at, idempotency_key)
     values ('1480', $1, $2, 'approved', '', $3, $4, $1)`,
    [id, proposer, approver, at],
  );
  return id;
}
