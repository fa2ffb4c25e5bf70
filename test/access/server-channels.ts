import { sql } from 'kysely';
import type { Db } from '../../src/platform/database.ts';
import { csrfToken, newSessionToken } from '../../src/platform/session.ts';
import { newId } from '../../src/kernel/ids.ts';
import { noon, today } from '../database/world.ts';
import type { TestServer } from '../support/server.ts';
import { markers } from './build.ts';
import type { Asked, Question } from './channels.ts';
import { ids } from './city.ts';
import { allRuns } from './oracle.ts';

// Where a person can meet a case, a run or what is written in it. To ask in one more place, write a Channel and add it to `channels`
// below: it is given somebody signed in (`read`, `send`), the city and the rule, and gives what it asked with what the rule says. What a
// new place needs of the city (a disclosure, a shared plan) is an array in city.ts, written by build.ts and judged in oracle.ts.

type Answer = Readonly<{ status: number; text: string }>;
type Asking = Asked &
  Readonly<{
    /** A page or an answer of the API, as it came. */
    read: (address: string) => Promise<Answer>;
    /** A form sent, with the proof that it is one's own. */
    send: (address: string, fields: Readonly<Record<string, string>>) => Promise<Answer>;
    /** A write to the API. */
    write: (address: string, body: Readonly<Record<string, unknown>>, method?: 'POST' | 'PUT') => Promise<Answer>;
  }>;
type Channel = (asking: Asking) => Promise<readonly Question[]>;

/** A signed-in browser and API client, without the cost of a password. */
async function signedIn(
  db: Db,
  server: TestServer,
  { municipality, who }: Asked,
): Promise<Pick<Asking, 'read' | 'send' | 'write'>> {
  const { token, sha256 } = newSessionToken();
  const end = new Date(noon.getTime() + 3_600_000);
  await sql`select access.begin_session(${sha256}, ${municipality}, ${ids.account(who)}, ${noon}, ${end})`.execute(db);
  const ask = async (address: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = address.startsWith('/api/')
      ? { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': newId() }
      : { cookie: `__Host-hemvist=${token}`, 'sec-fetch-site': 'same-origin', accept: 'application/json, text/html' };
    const response = await server.answer(new Request(new URL(address, server.url), { ...init, headers }));
    const text = await response.text();
    if (![200, 201, 303, 403, 404].includes(response.status))
      throw new Error(`${address} answered ${response.status}: ${text.slice(0, 300)}`);
    return { status: response.status, text: response.status === 200 ? text : '' };
  };
  return {
    read: (address) => ask(address),
    send: (address, fields) =>
      ask(address, { method: 'POST', body: new URLSearchParams({ csrf: csrfToken(token), ...fields }) }),
    write: (address, body, method = 'POST') => ask(address, { method, body: JSON.stringify(body) }),
  };
}

const question = (channel: string, record: string, expected: boolean, answered: boolean): Question => ({
  channel,
  record,
  expected,
  answered,
});
const tells = (channel: string, { text }: Answer, marker: string, expected: boolean): Question =>
  question(channel, marker, expected, text.includes(marker));
/** Shown, or done and led on: not 404, nor the refusal that only says that somebody is protected and whom to ask. */
const isThere = ({ status }: Answer): boolean => [200, 201, 303].includes(status);

/** Whether an answer of the API lists what has an id. */
const tellsOf = ({ text }: Answer, id: string): boolean => text.includes(`"id":"${id}"`);

const aCase: Channel = async ({ city, rule, read }) => {
  const questions: Question[] = [];
  for (const [file] of city.cases.entries()) {
    const answer = await read(`/api/v1/cases/${ids.case(file)}`);
    const openings = await read(`/arenden/${ids.case(file)}/vem-har-oppnat`);
    for (const [other] of city.cases.entries())
      for (const [channel, told] of [
        ['api.case', answer],
        ['page.openings', openings],
      ] as const)
        questions.push(tells(channel, told, markers.number(other), other === file && rule.seesCase(file)));
    const why = await read(`/api/v1/cases/${ids.case(file)}/access`);
    questions.push(question('api.case.access', ids.case(file), rule.seesCase(file), isThere(why)));
    const ledger = await read(`/api/v1/cases/${ids.case(file)}/consents`);
    for (const [index] of city.consents.entries()) {
      const id = ids.other(7, index);
      questions.push(question('api.consents', id, rule.seesConsent(index, file), tellsOf(ledger, id)));
    }
    // The case's own address leads on to its run.
    const leads = isThere(await read(`/arenden/${ids.case(file)}`));
    questions.push(question('page.case', ids.case(file), rule.seesCase(file), leads));
  }
  return questions;
};

const aRun: Channel = async ({ city, rule, read }) => {
  const questions: Question[] = [];
  for (const { file, run } of allRuns(city)) {
    const id = ids.run(file, run);
    // The print names nobody but the individual, by first name: whether there is one at all is what is asked.
    const print = await read(`/pagaende/${id}/utskrift`);
    questions.push(
      question('page.print', id, rule.seesRun(file, run), isThere(print)),
      tells('page.print', print, markers.name(city.cases[file]?.area ?? '', city.cases[file]?.individual ?? 0), false),
    );
    for (const [channel, address, shows] of [
      ['page.run', `/pagaende/${id}`, 'number'],
      ['page.timeline', `/pagaende/${id}/tidslinje`, 'word'],
      ['api.run', `/api/v1/runs/${id}`, 'number'],
      ['api.entries', `/api/v1/runs/${id}/entries`, 'word'],
    ] as const) {
      const answer = await read(address);
      for (const other of allRuns(city)) {
        // A run tells the number of its own case, whichever of the case's runs it is.
        if (shows === 'number' && other.file === file && other.run !== run) continue;
        const seen = other.file === file && other.run === run && rule.seesRun(file, run);
        const marker = shows === 'word' ? markers.word(other.file, other.run) : markers.number(other.file);
        questions.push(tells(channel, answer, marker, seen));
      }
    }
    for (const [channel, address] of [
      ['page.plans', `/pagaende/${id}/planer`],
      ['page.people', `/pagaende/${id}/personer`],
      ['api.obligations', `/api/v1/runs/${id}/obligations`],
      ['api.run.access', `/api/v1/runs/${id}/access`],
    ] as const)
      questions.push(question(channel, id, rule.seesRun(file, run), isThere(await read(address))));
  }
  return questions;
};

const writing: Channel = async ({ city, rule, read, send }) => {
  const questions: Question[] = [];
  for (const { file, run } of allRuns(city)) {
    const id = ids.run(file, run);
    // A run that has ended takes no more entries; its drafts are asked about all the same.
    const draft = await send(`/pagaende/${id}/utkast/follow-up..`, { 'svar.notes': 'Utkast' });
    questions.push(question('draft', id, rule.worksIn(file, run), isThere(draft)));
    const form = await read(`/pagaende/${id}/dokumentera/follow-up`);
    for (const other of allRuns(city))
      questions.push(tells('page.form', form, markers.word(other.file, other.run), false));
    if (!rule.worksIn(file, run)) questions.push(question('page.form', id, false, isThere(form)));
  }
  return questions;
};

const lists: Channel = async ({ city, rule, read }) => {
  const questions: Question[] = [];
  const listed = allRuns(city).filter(({ file, run }) => rule.listsRun(file, run));
  const isListed = (file: number): boolean => listed.some((one) => one.file === file);
  for (const address of ['/arenden', '/arenden?ordning=name', '/api/v1/cases'] as const) {
    const answer = await read(address);
    for (const [file] of city.cases.entries())
      questions.push(tells(`list ${address}`, answer, markers.number(file), isListed(file)));
    for (const { file, run } of allRuns(city))
      questions.push(tells(`list ${address}`, answer, markers.word(file, run), false));
    if (address === '/api/v1/cases') {
      const { total } = JSON.parse(answer.text) as { total: number };
      questions.push(question('count /api/v1/cases', '*', true, total === listed.length));
    }
  }
  // Beyond the last page there is nothing, and nothing more is counted.
  const beyond = await read('/api/v1/cases?page=2');
  for (const [file] of city.cases.entries())
    questions.push(tells('list /api/v1/cases, page 2', beyond, markers.number(file), false));
  return questions;
};

const work: Channel = async ({ city, rule, read }) => {
  const questions: Question[] = [];
  const isListed = (file: number): boolean =>
    allRuns(city).some((one) => one.file === file && rule.listsRun(file, one.run));
  const isInPlace = (file: number): boolean =>
    allRuns(city).some((one) => one.file === file && rule.standsIn(file, one.run));
  const isSeen = (file: number): boolean =>
    allRuns(city).some((one) => one.file === file && rule.seesRun(file, one.run));
  for (const address of [
    '/min-dag',
    '/min-dag/enheten',
    '/rutiner/repeated-discharge/2025/pagar',
    ...city.accounts.map((_, account) => `/min-dag/person/${ids.account(account)}`),
  ]) {
    const answer = await read(address);
    const channel = `list ${address.replace(/[\d-]{20,}.*/, ':account')}`;
    // What is left to do can be nothing: what must not be there is what is asked. On a colleague's page that is what one does not see: a
    // case that one has opened in an emergency is on the page of who works with it.
    const isOwn = !address.startsWith('/min-dag/person/');
    for (const [file] of city.cases.entries())
      if (!(isOwn ? isListed(file) || (address === '/min-dag' && isInPlace(file)) : isSeen(file)))
        questions.push(tells(channel, answer, markers.number(file), false));
  }
  return questions;
};

/** What has been handed over and the plans, for who has been given them and for who works with the case. */
const shared: Channel = async ({ city, rule, read }) => {
  const questions: Question[] = [];
  const list = await read('/delat');
  const given = await read('/api/v1/shared/disclosures');
  const plans = await read('/api/v1/shared/plans');
  for (const [index, { case: file }] of city.disclosures.entries()) {
    const id = ids.disclosure(index);
    const mine = rule.receives(index);
    questions.push(
      tells('page.received', await read(`/delat/${id}`), markers.given(index), mine),
      tells(
        'page.disclosure',
        await read(`/arenden/${ids.case(file)}/utlamnat/${id}`),
        markers.given(index),
        rule.seesDisclosure(index) && rule.seesCase(file),
      ),
      question('list /delat', id, mine, list.text.includes(id)),
      tells('api.received', await read(`/api/v1/shared/disclosures/${id}`), markers.given(index), mine),
      question('list /api/v1/shared/disclosures', id, mine, tellsOf(given, id)),
      question(
        'api.disclosures',
        id,
        rule.seesDisclosure(index) && rule.seesCase(file),
        tellsOf(await read(`/api/v1/cases/${ids.case(file)}/disclosures`), id),
      ),
    );
  }
  for (const [index, party] of city.parties.entries()) {
    const id = ids.plan(index);
    const address = `/arenden/${ids.case(party.case)}/samordnade-planer/${id}`;
    const mine = await read(`/delat/plan/${id}`);
    questions.push(
      tells('page.shared-plan', mine, markers.plan(index), rule.takesPart(index)),
      tells('page.shared-plan', mine, markers.step(index), rule.takesPart(index) && !party.stepHidden),
      tells('page.plan', await read(address), markers.plan(index), rule.seesPlan(index) && rule.seesCase(party.case)),
      question('list /delat', id, rule.takesPart(index), list.text.includes(id)),
    );
    const shown = await read(`/api/v1/shared/plans/${id}`);
    const own = `/api/v1/cases/${ids.case(party.case)}/plans`;
    const ofCase = await read(`${own}/${id}`);
    const owned = rule.seesPlan(index) && rule.seesCase(party.case);
    questions.push(
      tells('api.shared-plan', shown, markers.plan(index), rule.takesPart(index)),
      tells('api.shared-plan', shown, markers.step(index), rule.takesPart(index) && !party.stepHidden),
      tells('api.plan', ofCase, markers.plan(index), owned),
      tells('api.plan', ofCase, markers.step(index), owned && rule.seesStep(index)),
      question('api.plan.party', ids.party(index), owned && rule.seesParty(index), tellsOf(ofCase, ids.party(index))),
      question('api.plans', id, owned, tellsOf(await read(own), id)),
      question('list /api/v1/shared/plans', id, rule.takesPart(index), tellsOf(plans, id)),
    );
  }
  return questions;
};

/** What would change what others see, by those whom the rule does not let: what is allowed is done in other tests. */
const refusedWrites: Channel = async ({ city, rule, write }) => {
  const questions: Question[] = [];
  const refused = async (channel: string, record: string, answer: Promise<Answer>): Promise<void> =>
    void questions.push(question(channel, record, false, isThere(await answer)));
  for (const [file] of city.cases.entries()) {
    const ledger = `/api/v1/cases/${ids.case(file)}/consents`;
    const no = { status: 'declined', purpose: 'other', takenOn: today };
    if (!rule.seesCase(file)) await refused('api.consent.record', ids.case(file), write(ledger, no));
    for (const [index, consent] of city.consents.entries()) {
      const id = ids.other(7, index);
      if (consent.case === file && !rule.seesConsent(index, file))
        await refused('api.consent.withdraw', id, write(`${ledger}/${id}/withdrawal`, { takenOn: today }));
    }
  }
  for (const [index] of city.parties.entries()) {
    const steps = `/api/v1/shared/plans/${ids.plan(index)}/steps`;
    if (!rule.takesPart(index)) await refused('api.step.add', ids.plan(index), write(steps, { what: 'Något' }));
    // Every step of the city is its owner's: no party's to change.
    const change = write(`${steps}/${ids.step(index)}`, { done: true, seen: 1 }, 'PUT');
    await refused('api.step.change', ids.step(index), change);
  }
  return questions;
};

/** What is the same for all and tells of nobody. */
const open: Channel = async ({ city, read }) => {
  const questions: Question[] = [];
  for (const address of ['/api/v1/openapi.json', '/rutiner'] as const) {
    const answer = await read(address);
    for (const [file] of city.cases.entries()) questions.push(tells(address, answer, markers.number(file), false));
  }
  return questions;
};

const channels: readonly Channel[] = [aCase, aRun, writing, lists, work, shared, refusedWrites, open];

/** What the pages, the print, the drafts, the lists and the API show of a case: its number, its name and what only its entries hold. */
export async function askServer(db: Db, server: TestServer, asked: Asked): Promise<readonly Question[]> {
  const asking = { ...asked, ...(await signedIn(db, server, asked)) };
  return (await Promise.all(channels.map((channel) => channel(asking)))).flat();
}
