import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test as base } from '../support/browser.ts';
import { type DemoCase, demoCase, entriesIn } from './demo-case.ts';
import { choice, field, saveButton } from './run-page.ts';
import { bothWays, wide } from './examine.ts';
import type { Visit } from './visit.ts';
import { question, words } from './words.ts';

const { problems } = words.forms;

type Ids = Readonly<{ alva: DemoCase; entry: string; assignment: string }>;

const test = base.extend<{ $file: { ids: Ids } }>({
  ids: [
    async ({ database }, use) => {
      const alva = await demoCase(database, 'Alva');
      const [entry] = await entriesIn(database, alva, 'planning-meeting');
      const { rows } = await database.owner.query<{ id: string }>('select id from assignment where run_id = $1', [
        alva.run,
      ]);
      await use({ alva, entry: entry?.id ?? '', assignment: rows[0]?.id ?? '' });
    },
    { scope: 'file' },
  ],
});

/** Everything typed in the form, hidden fields apart: those are the form's own. */
const typedIn = (page: Page): Promise<readonly (readonly [string, unknown])[]> =>
  page.locator('main form').evaluate((form) => {
    const hidden = new Set(
      [...form.querySelectorAll('input[type="hidden"]')].map((input) => input.getAttribute('name')),
    );
    return [...new form.ownerDocument.defaultView.FormData(form)].filter(([name]) => !hidden.has(name));
  });

const errorsOf = (page: Page): Promise<readonly string[]> => page.locator('.error-summary li').allTextContents();

/** The summary has the focus, and each of its links leads to a field that says the same beside it. */
async function expectErrors({ page }: Visit, messages: readonly string[]): Promise<void> {
  expect(await errorsOf(page)).toEqual(messages);
  const summary = page.locator('.error-summary');
  expect(await summary.evaluate((element) => element.matches(':focus'))).toBe(true);
  for (const link of await summary.locator('a').all()) {
    const message = (await link.textContent()) ?? '';
    await link.click();
    const control = page.locator(':focus');
    expect(await control.getAttribute('aria-invalid')).toBe('true');
    const described = await control.evaluate((element) => {
      const group = element.closest('fieldset');
      const ids =
        `${element.getAttribute('aria-describedby') ?? ''} ${group?.getAttribute('aria-describedby') ?? ''}`.split(' ');
      const body = element.closest('body');
      return ids.map((id) => (id === '' ? '' : (body?.querySelector(`[id="${id}"]`)?.textContent ?? ''))).join(' ');
    });
    expect(described).toContain(message);
  }
}

/** A browser that has no field for dates takes and shows any text there. */
const withoutDateFields = ({ context }: Visit) =>
  context.route(
    ({ pathname }) => !pathname.startsWith('/assets/'),
    async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      await route.fulfill({ response, body: (await response.text()).replaceAll('type="date"', 'type="text"') });
    },
  );

type Wrong = Readonly<{
  form: string;
  /** As in a browser that has no field for dates. */
  dates?: 'text';
  at: (ids: Ids) => string;
  /** Fills the form with something in every field, and something wrong. */
  fill: (page: Page) => Promise<void>;
  says: readonly string[];
}>;

const inRun = (ids: Ids) => ({ run: ids.alva.run });

const wrongForms: readonly Wrong[] = [
  {
    form: 'a planning meeting with a day to come, nobody there and a part left out',
    at: (ids) => paths.record({ ...inRun(ids), kind: 'planning-meeting' }),
    fill: async (page) => {
      await field(page, 'at').fill('2026-10-15');
      await choice(page, 'channel', 'video').check();
      await field(page, 'svar.prevention').fill('Första raden\nandra raden');
      await field(page, 'aven.history-review').check();
      await field(page, 'history-review.svar.worked').fill('Fasta tider');
      await field(page, 'history-review.svar.earlySigns').fill('Svarar inte');
    },
    says: [
      problems.dayToCome,
      problems.participantsMissing,
      problems.answerMissing(question('history-review', 'didNotWork')),
    ],
  },
  {
    form: 'a start meeting with a day that is none, and booked days',
    dates: 'text',
    at: (ids) => paths.record({ ...inRun(ids), kind: 'start-meeting' }),
    fill: async (page) => {
      await field(page, 'at').fill('31 februari');
      await choice(page, 'participants', 'individual').check();
      await choice(page, 'channel', 'in-person').check();
      await choice(page, 'svar.previousHousing', 'no').check();
      await field(page, 'aven.follow-ups-booked').check();
      await page.locator('[name="follow-ups-booked.svar.dates"]').nth(0).fill('2026-10-21');
      await page.locator('[name="follow-ups-booked.svar.dates"]').nth(1).fill('2026-10-28');
    },
    says: [problems.dayWrong],
  },
  {
    form: 'a follow-up where nothing has happened, and not what has worked',
    at: (ids) => paths.record({ ...inRun(ids), kind: 'follow-up' }),
    fill: async (page) => {
      await choice(page, 'participants', 'caseworker').check();
      await choice(page, 'participants', 'housingStaff').check();
      await choice(page, 'channel', 'phone').check();
      await choice(page, 'svar.safety', 'none').check();
      await field(page, 'svar.notes').fill('Lugnt');
    },
    says: [problems.answerMissing(question('follow-up', 'whatWorked'))],
  },
  {
    form: 'a matched housing without its name',
    at: (ids) => paths.record({ ...inRun(ids), kind: 'housing-matched' }),
    fill: (page) => field(page, 'svar.why').fill('Personal dygnet runt'),
    says: [problems.partyMissing],
  },
  {
    form: 'a consent that does not say how it was given',
    at: (ids) => paths.record({ ...inRun(ids), kind: 'consent' }, { syfte: 'information-transfer' }),
    fill: (page) => choice(page, 'status', 'given').check(),
    says: [problems.consentFormMissing],
  },
  {
    form: 'a new case with a number that cannot be',
    at: () => paths.openCase(),
    fill: async (page) => {
      await field(page, 'givenName').fill('Tove');
      await choice(page, 'identityKind', 'coordination-number').check();
      await field(page, 'identityNumber').fill('19900101-9802');
      await choice(page, 'identityCertainty', 'confirmed').check();
      await field(page, 'ownSystem').selectOption('Treserva');
      await field(page, 'ownReference').fill('T-77');
    },
    says: [problems.familyNameMissing, problems['is-personal-identity-number']],
  },
  {
    form: 'a run that starts tomorrow',
    at: (ids) => paths.startRun({ case: ids.alva.caseId }),
    fill: async (page) => {
      await choice(page, 'routine', 'repeated-discharge@2025').check();
      await field(page, 'opened').fill('2026-10-15');
      await choice(page, 'uppgift.grounds', 'threat').check();
      await choice(page, 'uppgift.grounds', 'violence').check();
      await choice(page, 'uppgift.acuteHomelessness', 'unknown').check();
      await choice(page, 'uppgift.housingForm', 'communal').check();
      await field(page, 'uppgift.moveIn').fill('2026-10-20');
    },
    says: [problems.openedToCome],
  },
  {
    form: 'an assignment that ends before it begins, in a role that the person does not work in',
    at: (ids) => paths.assign(inRun(ids)),
    fill: async (page) => {
      await field(page, 'user').selectOption({ index: 2 });
      await choice(page, 'role', 'housingStaff').check();
      await field(page, 'from').fill('2026-10-14');
      await field(page, 'to').fill('2026-10-01');
    },
    says: [problems.roleNotHeld, problems.toWrong],
  },
  {
    form: 'the end of an assignment that is not a day',
    dates: 'text',
    at: (ids) => paths.endAssignment({ ...inRun(ids), assignment: ids.assignment }),
    fill: (page) => field(page, 'sistaDagen').fill('i morgon'),
    says: [problems.dayWrong],
  },
  {
    form: 'a waiver with hardly a reason',
    at: (ids) => paths.waive({ ...inRun(ids), obligation: 'start-meeting' }),
    fill: async (page) => {
      await field(page, 'reason').fill('Nej');
      await field(page, 'at').fill('2026-10-13');
    },
    says: [problems.reasonShort],
  },
  {
    form: 'an interval of half a week without a reason',
    at: (ids) => paths.interval({ ...inRun(ids), obligation: 'weekly-follow-up' }),
    fill: (page) => field(page, 'everyWeeks').fill('0,5'),
    says: [problems.everyWeeksWrong, problems.reasonMissing],
  },
  {
    form: 'a correction without a reason',
    at: (ids) => paths.correct({ ...inRun(ids), entry: ids.entry }),
    fill: async (page) => {
      await choice(page, 'channel', 'phone').check();
      await field(page, 'svar.prevention').fill('Något annat');
    },
    says: [problems.reasonMissing],
  },
  {
    form: 'a fact that is not a day',
    dates: 'text',
    at: (ids) => paths.fact({ ...inRun(ids), fact: 'moveIn' }),
    fill: (page) => field(page, 'uppgift.moveIn').fill('snart'),
    says: [problems.factWrong],
  },
];

for (const scripts of [undefined, 'blocked'] as const) {
  for (const { form, dates, at, fill, says } of wrongForms) {
    test(`${form} is told of, and everything typed is still there, with scripts ${scripts ?? 'on'}`, async ({
      begin,
      stay,
      ids,
    }) => {
      const visit = await (dates ? begin : stay)({ as: 'alex', looks: [], ...(scripts ? { scripts } : {}) });
      if (dates) await withoutDateFields(visit);
      await visit.open(at(ids));
      await fill(visit.page);
      const before = await typedIn(visit.page);
      expect(before.length).toBeGreaterThan(0);
      await visit.follow(saveButton(visit.page), 422);
      await visit.look(scripts ? [wide] : bothWays);
      expect(await typedIn(visit.page)).toEqual(before);
      expect(await errorsOf(visit.page)).toEqual(says);
      if (scripts === undefined) await expectErrors(visit, says);
    });
  }
}

test.for([
  [
    'a meeting',
    (ids: Ids) => paths.record({ ...inRun(ids), kind: 'information-meeting' }),
    [problems.dayMissing, problems.participantsMissing, problems.channelMissing],
  ],
  [
    'a new case',
    () => paths.openCase(),
    [
      problems.givenNameMissing,
      problems.familyNameMissing,
      problems.identityKindMissing,
      problems.identityCertaintyMissing,
    ],
  ],
  [
    'an assignment',
    (ids: Ids) => paths.assign(inRun(ids)),
    [problems.userMissing, problems.roleMissing, problems.fromWrong],
  ],
  [
    'a waiver',
    (ids: Ids) => paths.waive({ ...inRun(ids), obligation: 'first-follow-ups-booked' }),
    [problems.dayMissing, problems.reasonMissing],
  ],
] as const)(
  '%s that is sent empty names every field that is needed, and what to do',
  async ([, at, says], { begin, ids }) => {
    const visit = await begin({ as: 'alex' });
    await visit.open(at(ids));
    for (const date of await visit.page.locator('main input[type="date"]:visible').all()) await date.fill('');
    await visit.follow(saveButton(visit.page), 422);
    await expectErrors(visit, says);
  },
);

test('a sign-in that fails says so, keeps the name and not the password', async ({ begin }) => {
  const visit = await begin();
  await visit.open('/logga-in');
  await field(visit.page, 'username').fill('alex');
  await field(visit.page, 'password').fill('fel lösenord');
  await visit.arrive(() => visit.page.keyboard.press('Enter'), 422);
  const alert = visit.page.getByRole('alert');
  expect(await alert.textContent()).toBe(words.web.signIn.failed);
  expect(await alert.evaluate((element) => element.matches(':focus'))).toBe(true);
  expect(await field(visit.page, 'username').inputValue()).toBe('alex');
  expect(await field(visit.page, 'password').inputValue()).toBe('');
});
