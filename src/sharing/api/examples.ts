// What the document shows. Everybody in it is made up.
const planId = '01981b6e-3a00-7000-8000-000000000011';
const charlie = 'Charlie Låtsasson, Socialförvaltningen Hisingen';
const party = '01981b6e-3a00-7000-8000-000000000012';
const ground = { provision: 'OSL 10:1, 12:2', name: 'The individual consents' };

const receivedItem = {
  id: '01981b6e-3a00-7000-8000-000000000014',
  signedAt: '2026-10-12T08:42:00.000Z',
  from: { signer: 'Alex Provberg', unit: 'Vuxen Centrum', area: 'Socialförvaltningen Centrum' },
  purpose: 'coordination',
} as const;

const planItem = {
  id: planId,
  title: 'Together about the home',
  madeBy: 'Alex Provberg',
  madeAt: '2026-10-12T08:42:00.000Z',
} as const;

const ownersStep = {
  id: '01981b6e-3a00-7000-8000-000000000015',
  mine: true,
  by: 'Alex Provberg',
  what: 'Ask for advice about debts',
  version: 1,
} as const;

const step = {
  id: '01981b6e-3a00-7000-8000-000000000013',
  mine: true,
  by: charlie,
  what: 'Show the flat',
  due: '2026-10-20',
  version: 1,
} as const;

export const examples = {
  disclosures: {
    items: [
      {
        id: receivedItem.id,
        signedAt: receivedItem.signedAt,
        signedBy: 'Alex Provberg',
        to: 'Charlie Låtsasson',
        toArea: 'Socialförvaltningen Hisingen',
        purpose: 'coordination',
        ground,
        reason: 'We plan together.',
        parts: ['needs', 'plans'],
        redacted: true,
        sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
        receipt: { state: 'read', at: '2026-10-13T07:05:00.000Z' },
      },
    ],
  },
  receivedList: { items: [receivedItem] },
  received: {
    ...receivedItem,
    readAt: '2026-10-13T07:05:00.000Z',
    ground,
    parts: ['plans'],
    language: 'en',
    pieces: [
      {
        part: 'plans',
        heading: 'Planning meeting',
        text: 'The same contact person throughout, together with ▇▇▇.',
        on: '2026-10-12',
        by: 'Alex Provberg',
      },
    ],
  },
  plans: { items: [planItem] },
  plan: {
    ...planItem,
    goal: 'To keep the home.',
    parties: [
      {
        id: party,
        name: 'Charlie Låtsasson',
        area: 'Socialförvaltningen Hisingen',
        showsName: true,
        ground,
        from: '2026-10-12',
        sees: true,
      },
    ],
    steps: [
      { ...step, mine: false, hiddenFrom: [] },
      { ...ownersStep, hiddenFrom: [party] },
    ],
  },
  sharedPlans: { items: [{ id: planId, title: planItem.title, area: 'Socialförvaltningen Centrum' }] },
  sharedPlan: {
    id: planId,
    title: planItem.title,
    goal: 'To keep the home.',
    owner: { name: 'Alex Provberg', area: 'Socialförvaltningen Centrum' },
    about: { givenName: 'Alva', familyName: 'Exempelsson' },
    steps: [step],
  },
  addStep: { what: step.what, due: step.due },
  step,
  changeStep: { done: true, seen: 1 },
  doneStep: { ...step, doneOn: '2026-10-14', version: 2 },
} as const;
