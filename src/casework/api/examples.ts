// What the document shows. Everybody in it is made up; the identity number is one of those reserved for tests.
const caseId = '01981b6e-3a00-7000-8000-000000000001';
const runId = '01981b6e-3a00-7000-8000-000000000002';
const routine = {
  id: 'repeated-discharge',
  version: '2025',
  name: 'Cooperation around people who are repeatedly discharged',
};
const summary = { id: runId, routine, opened: '2026-10-01', version: 3 };
const alex = { name: 'Alex Provberg', role: 'caseworker' };

const moveIn = { name: 'moveIn', value: '2026-10-20', statedOn: '2026-10-05', statedBy: alex, position: 2 };

const consent = {
  id: '01981b6e-3a00-7000-8000-000000000004',
  status: 'given',
  standing: 'holds',
  purpose: 'coordination',
  parts: ['needs', 'plans'],
  toArea: { id: 'sydvast', name: 'Socialförvaltningen Sydväst' },
  form: 'oral',
  from: '2026-10-12',
  takenOn: '2026-10-12',
  takenBy: 'Alex Provberg',
  writtenAt: '2026-10-12T08:42:00.000Z',
} as const;

const accounts = {
  alex: '01981b6e-3a00-7000-8000-000000000011',
  eli: '01981b6e-3a00-7000-8000-000000000012',
} as const;

const bookMeeting = {
  kind: 'planning-meeting',
  day: '2026-10-19',
  starts: '09:30',
  ends: '10:15',
  link: 'https://video.example/planering',
  invited: [accounts.alex, accounts.eli],
  parties: ['individual'],
} as const;

const meeting = {
  ...bookMeeting,
  id: '01981b6e-3a00-7000-8000-000000000013',
  invited: [
    { account: accounts.alex, name: 'Alex Provberg' },
    { account: accounts.eli, name: 'Eli Exempelberg' },
  ],
  cancelled: false,
  bookedBy: 'Alex Provberg',
  version: 1,
} as const;

export const examples = {
  bookMeeting,
  meeting,
  meetings: { items: [meeting] },
  changeMeeting: { ...bookMeeting, day: '2026-10-21', seen: 1 },
  changedMeeting: { ...meeting, day: '2026-10-21', version: 2 },
  cancelMeeting: { seen: 2 },
  cancelledMeeting: { ...meeting, day: '2026-10-21', version: 3, cancelled: true },
  openCase: {
    givenName: 'Alva',
    familyName: 'Exempelsson',
    identityKind: 'personal-identity-number',
    identityNumber: '19900101-9802',
    identityCertainty: 'confirmed',
    system: 'Treserva',
    reference: 'T-100200',
  },
  case: {
    id: caseId,
    number: '26-0001',
    opened: '2026-10-01',
    unit: 'centrum-vuxen',
    system: 'Treserva',
    reference: 'T-100200',
    individual: {
      givenName: 'Alva',
      familyName: 'Exempelsson',
      identityKind: 'personal-identity-number',
      identityNumber: '199001019802',
      identityCertainty: 'confirmed',
    },
    runs: [summary],
  },
  caseList: {
    items: [
      {
        case: caseId,
        run: runId,
        number: '26-0001',
        givenName: 'Alva',
        familyName: 'Exempelsson',
        opened: '2026-10-01',
        routine,
        due: '2026-10-20',
        responsible: 'Alex Provberg',
      },
    ],
    page: 1,
    pageSize: 25,
    total: 1,
  },
  startRun: {
    routine: 'repeated-discharge',
    opened: '2026-10-01',
    facts: { grounds: ['threat'], acuteHomelessness: false },
  },
  run: {
    ...summary,
    case: caseId,
    caseNumber: '26-0001',
    individual: { givenName: 'Alva', familyName: 'Exempelsson' },
    facts: [moveIn],
    people: [{ ...alex, account: accounts.alex, area: 'Socialförvaltningen Centrum', from: '2026-10-01' }],
  },
  obligations: {
    routine: 'repeated-discharge',
    version: '2025',
    at: '2026-10-14',
    obligations: [
      {
        id: 'planning-meeting',
        phase: 'before-placement',
        modality: 'must',
        who: ['caseworker', 'housingStaff'],
        state: 'open',
        due: '2026-10-20',
        clock: 'routine',
        source: {
          document:
            'Rutin för samverkan kring personer som upprepat blir utskrivna från socialt boende med stöd, reviderad våren 2025',
          heading: 'Inför placering',
        },
        explanation: 'To be done by the day of moving in, 20 October 2026.',
      },
    ],
    warnings: [],
    nextSteps: [
      { obligation: 'planning-meeting', state: 'open', who: ['caseworker', 'housingStaff'], due: '2026-10-20' },
    ],
    run: { id: runId, version: 3 },
  },
  recordEntry: {
    kind: 'planning-meeting',
    at: '2026-10-12',
    participants: ['caseworker', 'housingStaff'],
    channel: 'video',
    answers: { prevention: 'The same contact person throughout. Notice in advance.' },
    seen: 2,
  },
  waiver: {
    kind: 'waiver',
    at: '2026-10-12',
    obligation: 'information-meeting',
    reason: 'Alva did not want to meet before moving in and was informed by telephone.',
    seen: 2,
  },
  consent: {
    kind: 'consent',
    at: '2026-10-12',
    purpose: 'information-transfer',
    status: 'given',
    form: 'oral',
    seen: 2,
  },
  correction: {
    kind: 'planning-meeting',
    at: '2026-10-11',
    participants: ['caseworker', 'housingStaff'],
    channel: 'in-person',
    replaces: '01981b6e-3a00-7000-8000-000000000003',
    correctionReason: 'The meeting was the day before, and in person.',
    seen: 3,
  },
  entry: {
    id: '01981b6e-3a00-7000-8000-000000000003',
    position: 3,
    kind: 'planning-meeting',
    at: '2026-10-12',
    participants: ['caseworker', 'housingStaff'],
    inPerson: false,
    channel: 'video',
    answers: { prevention: 'The same contact person throughout. Notice in advance.' },
    recordedOn: '2026-10-12',
    writtenAt: '2026-10-12T08:42:00.000Z',
    writtenBy: alex,
  },
  recordConsent: {
    status: 'given',
    purpose: 'coordination',
    parts: ['needs', 'plans'],
    toArea: 'sydvast',
    form: 'oral',
    takenOn: '2026-10-12',
  },
  declined: { status: 'declined', purpose: 'coordination', takenOn: '2026-10-12' },
  renewal: {
    status: 'given',
    purpose: 'coordination',
    parts: ['needs', 'plans'],
    toArea: 'sydvast',
    form: 'written',
    takenOn: '2026-10-12',
    to: '2027-10-12',
    replaces: consent.id,
  },
  ledgerConsent: consent,
  consents: { items: [consent] },
  withdrawConsent: { takenOn: '2026-10-13', reason: 'Alva wants to speak with the landlord herself.' },
  withdrawnConsent: { ...consent, standing: 'withdrawn', replacedBy: '01981b6e-3a00-7000-8000-000000000005' },
  access: {
    mine: {
      sees: true,
      reasons: [{ opens: 'assignment-case', since: '2026-10-01' }],
      words: ['You have been assigned to the case since 1 Oct 2026.'],
    },
    others: [
      {
        name: 'Eli Exempelberg',
        unit: 'Boendet Sjöbacken',
        area: 'Socialförvaltningen Sydväst',
        sees: false,
        reasons: [{ closed: 'consent-ended', on: '2026-10-13' }],
        words: ['The consent that an assignment rested on no longer holds. Since 13 Oct.'],
      },
    ],
  },
  stateFact: { value: '2026-10-20', seen: 1 },
  fact: moveIn,
} as const;
