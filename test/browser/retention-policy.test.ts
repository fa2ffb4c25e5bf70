import { expect } from 'vitest';
import { localDateOf } from '../../src/kernel/stockholm.ts';
import { paths } from '../../src/oversight/index.ts';
import { messages } from '../../src/oversight/retention/messages/index.ts';
import { now, test } from '../support/browser.ts';
import { closedNotice, long } from '../database/retention-world.ts';
import { oldCase } from './demo-case.ts';

const m = messages.sv;

test('one archivist proposes a policy and sees what it would change, another approves it, and it holds from then on', async ({
  begin,
  database,
}) => {
  await oldCase(database, 'Gamle', '199001039818');
  await closedNotice(database, long);
  const p = m.proposePolicy;
  const ola = await begin({ as: 'ola' });
  const main = (one: typeof ola) => one.page.locator('main');
  await ola.open(paths.retention());
  await ola.follow(ola.page.getByRole('link', { name: m.policy.more }));
  const before = await main(ola).innerText();
  for (const words of [m.policy.law.read, m.policy.law.toConfirm, 'Kommunens jurist']) expect(before).toContain(words);
  await ola.follow(ola.page.getByRole('link', { name: m.policy.propose }));
  // All that is wrong is told at once, beside what was typed.
  await ola.page.getByLabel(p.dispose.name, { exact: true }).check();
  await ola.page.getByLabel(p.years).fill('101');
  await ola.page.getByLabel(p.days).fill('5, femton');
  await ola.page.getByLabel(p.noticeMonths).fill('halvår');
  await ola.page.getByLabel(p.source, { exact: true }).fill('');
  await ola.page.getByLabel(p.validFrom).fill('2020-01-01');
  await ola.follow(ola.page.getByRole('button', { name: p.save }), 422);
  const { missing } = p;
  expect(await ola.page.locator('.error-summary a').allTextContents()).toEqual([
    missing.years,
    missing.countedTo,
    missing.days,
    missing.noticeMonths,
    missing.source,
    missing.owner,
    missing.reference,
    missing.decidedOn,
    missing.validFrom,
  ]);
  expect(await ola.page.getByLabel(p.days).inputValue()).toBe('5, femton');
  const today = localDateOf(now);
  await ola.page.getByLabel(p.years).fill('5');
  await ola.page.getByLabel(p.countings.day.name).check();
  await ola.page.getByLabel(p.days).fill('25, 5');
  expect(await ola.page.getByLabel(p.noticeMonths).inputValue()).toBe('halvår');
  await ola.page.getByLabel(p.noticeMonths).fill('24');
  await ola.page.getByLabel(p.exportChoice).uncheck();
  await ola.page.getByLabel(p.source, { exact: true }).fill('SoF (2025:468) 13 kap.');
  await ola.page.getByLabel(p.owner).fill('Påhittat fullmäktige');
  await ola.page.getByLabel(p.reference).fill('KF 2026-114');
  await ola.page.getByLabel(p.decidedOn).fill(today);
  await ola.page.getByLabel(p.validFrom).fill(today);
  await ola.follow(ola.page.getByRole('button', { name: p.save }));
  // One case and one notice without a case would go.
  const oneOfEach = [1, 2].map(() => expect.stringMatching(/\b0\s+1\s+\+1$/) as unknown);
  const proposal = await main(ola).innerText();
  for (const words of [
    m.proposal.made,
    m.policy.dispose(5, 'day'),
    m.policy.research('5 och 25'),
    m.policy.noExport,
    m.policy.noticesDisposed(24),
    m.proposal.noticesCaption,
  ])
    expect(proposal).toContain(words);
  expect(await ola.page.getByRole('row', { name: m.verdicts.due.name }).allInnerTexts()).toEqual(oneOfEach);
  const address = ola.page.url().replace(/\?.*/, '');
  await ola.open(`${address}/avgor`);
  expect(await main(ola).innerText()).toContain(m.settle.own);
  // Nothing of it holds yet, and a second one waits its turn.
  await ola.open(paths.retention());
  expect(await main(ola).innerText()).toContain(m.policy.preserve);
  await ola.open(paths.proposePolicy());
  expect(await main(ola).innerText()).toContain(p.oneWaits);

  const rut = await begin({ as: 'rut' });
  await rut.open(`${address}/dra-tillbaka`);
  expect(await main(rut).innerText()).toContain(m.settle['not-own']);
  await rut.open(paths.retentionPolicy());
  await rut.follow(rut.page.getByRole('link', { name: m.policy.seeProposal }));
  await rut.follow(rut.page.getByRole('link', { name: m.proposal.decide }));
  // What it would change stands beside the question.
  expect(await rut.page.getByRole('row', { name: m.verdicts.due.name }).allInnerTexts()).toEqual(oneOfEach);
  await rut.page.getByLabel(m.settle.rejected.name, { exact: true }).check();
  await rut.follow(rut.page.getByRole('button', { name: m.settle.save }), 422);
  expect(await rut.page.locator('.error-summary a').allTextContents()).toEqual([m.settle.reasonMissing]);
  await rut.page.getByLabel(m.settle.approved.name, { exact: true }).check();
  await rut.follow(rut.page.getByRole('button', { name: m.settle.save }));
  expect(await main(rut).innerText()).toContain(m.proposal.states.approved);
  await rut.open(paths.retentionPolicy());
  const after = await main(rut).innerText();
  for (const words of ['KF 2026-114', m.policy.versions.states.current, 'Rut Arkivsson', 'Ola Gömgren'])
    expect(after).toContain(words);
  await rut.open(paths.retention());
  expect(await main(rut).innerText()).toContain(m.policy.dispose(5, 'day'));
  expect(await rut.page.getByRole('link', { name: m.lists.propose }).count()).toBe(1);

  // Who has thought better of it takes their own back.
  await rut.open(paths.proposePolicy());
  await rut.page.getByLabel(p.preserve.name, { exact: true }).check();
  await rut.page.getByLabel(p.reference).fill('KF 2026-115');
  await rut.page.getByLabel(p.decidedOn).fill(today);
  await rut.follow(rut.page.getByRole('button', { name: p.save }));
  await rut.follow(rut.page.getByRole('link', { name: m.proposal.withdraw }));
  await rut.follow(rut.page.getByRole('button', { name: m.withdraw.save }), 422);
  await rut.page.getByLabel(m.withdraw.reason).fill('Fel paragraf');
  await rut.follow(rut.page.getByRole('button', { name: m.withdraw.save }));
  expect(await main(rut).innerText()).toContain(m.proposal.states.withdrawn);
  expect(await main(rut).innerText()).toContain('Fel paragraf');
});
