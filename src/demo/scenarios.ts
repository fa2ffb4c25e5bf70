import type { Deed, MeetingPlan } from '../casework/index.ts';
import { addDays, addMonths, type LocalDate } from '../kernel/date.ts';
import type { FactValue } from '../routine/index.ts';
import type { Grade } from '../secrecy/index.ts';
import type { DemoPerson } from './organisation.ts';

/** What happens on a day of a demo case: somebody states facts, or writes something down. */
export type Step = Readonly<{ on: LocalDate; who: DemoPerson }> &
  (
    | Readonly<{ facts: Readonly<Record<string, FactValue>> }>
    | Readonly<{ deeds: readonly DemoDeed[] }>
    | Readonly<{ correct: DemoDeed; of: string; reason: string }>
  );
export type DemoDeed = Pick<Deed, 'kind'> & Partial<Omit<Deed, 'kind'>>;

export type Scenario = Readonly<{
  givenName: string;
  familyName: string;
  /** Twelve digits of a number that the tax agency has set apart for tests, or none. */
  number?: string;
  coordination?: true;
  caseworker: DemoPerson;
  housing?: DemoPerson;
  /** Registered by the caseworker when the case was opened; somebody waits to be let in. */
  protection?: Readonly<{ grade: Grade; contact: string; waits: DemoPerson; address: string }>;
  version: '2024-10-17' | '2025';
  opened: LocalDate;
  facts: Readonly<Record<string, FactValue>>;
  steps: readonly Step[];
  /** What the caseworker has booked, with everybody who works in it. */
  meetings?: readonly DemoMeeting[];
}>;

export type DemoMeeting = Readonly<{
  booked: LocalDate;
  days: readonly LocalDate[];
  plan: Omit<MeetingPlan, 'invited'>;
  cancelled?: true;
}>;

const both = ['caseworker', 'housingStaff'] as const;
const all = ['caseworker', 'housingStaff', 'individual'] as const;

const request: DemoDeed = {
  kind: 'placement-request',
  answers: {
    what: 'Högljudda konflikter med grannar vid två tillfällen. Ett hot mot personal, ingen skadad.',
    when: 'Förra våren och i höstas',
    situations: 'Sena kvällar efter besök, och när besked dröjt.',
    protectiveFactors: 'Vill bo för sig själv, har god kontakt med sin syster och trivs med fasta tider.',
  },
};
const review: DemoDeed = {
  kind: 'history-review',
  participants: [...both],
  answers: {
    worked: 'Fast kontaktperson, samma tid varje vecka, besked i förväg och skriftligt.',
    didNotWork: 'Byte av personal utan förvarning. Möten sent på dagen.',
    earlySigns: 'Svarar inte i telefon, vänder på dygnet, pratar om att flytta.',
  },
};
const contingency: DemoDeed = {
  kind: 'contingency-plan',
  participants: [...both],
  answers: {
    actions: 'Extra besök samma dag. Möte inom en arbetsdag. Tillfällig plats på kollektivt boende om det behövs.',
    contacts: 'Socialsekreteraren på dagtid, socialjouren på kvällar och helger, systern om personen vill.',
    responsibilities: 'Boendet ringer först. Socialsekreteraren kallar till möte och beslutar om annan plats.',
  },
};
const professions: DemoDeed = {
  kind: 'professions-plan',
  participants: [...both],
  answers: {
    whoAndHow: 'Beroendemottagningen bjuds in till uppstartsmötet. God man sköter hyran. Boendet håller kontakten.',
  },
};
const planning: DemoDeed = {
  kind: 'planning-meeting',
  participants: [...both],
  channel: 'video',
  inPerson: false,
  answers: {
    prevention: 'Kontaktpersonen är densamma hela tiden. Besked ges i förväg. Besök efter klockan 20 undviks.',
  },
};
const assignment: DemoDeed = {
  kind: 'individual-assignment',
  participants: ['individual'],
  answers: {
    needs: 'Lugn och förutsägbarhet. Stöd med post och räkningar.',
    assignment: 'Hjälp att hålla tider, handla och klara kvällarna.',
  },
};
const matched: DemoDeed = {
  kind: 'housing-matched',
  party: 'Sjöbacken',
  answers: { why: 'Lägenhet med personal dygnet runt i huset.' },
};
const information: DemoDeed = {
  kind: 'information-meeting',
  participants: [...all],
  channel: 'in-person',
  inPerson: true,
};
const start = (booked: readonly LocalDate[]): readonly DemoDeed[] => [
  {
    kind: 'start-meeting',
    participants: [...all],
    channel: 'in-person',
    inPerson: true,
    answers: {
      prevention: 'Vi hörs varje tisdag. Personen ringer boendet när det blir stökigt, boendet kommer inom en timme.',
    },
  },
  { kind: 'follow-ups-booked', participants: [...all], answers: { dates: booked } },
];
const plan: DemoDeed = {
  kind: 'implementation-plan',
  participants: ['housingStaff', 'individual'],
  answers: {
    preventiveActions:
      'Fast kontaktperson, veckosamtal, tidig kontakt vid tecken på oro, gemensam genomgång varje månad.',
  },
};
const weekly: DemoDeed = {
  kind: 'follow-up',
  participants: [...both],
  channel: 'phone',
  inPerson: false,
  answers: { notes: 'Veckan har varit lugn. Räkningarna är betalda.' },
};
const monthly: DemoDeed = {
  kind: 'follow-up',
  participants: [...all],
  channel: 'in-person',
  inPerson: true,
  answers: {
    safety: 'none',
    whatWorked: 'Samma kontaktperson och fasta tider. Personen ringde själv när det kändes oroligt.',
  },
};
const motivation: DemoDeed = {
  kind: 'sip-motivation',
  participants: ['individual', 'housingStaff'],
  answers: { response: 'Vill fundera. Vi tar upp det igen nästa månad.' },
};

/** All that the routine asks for before a placement. */
const prepared = (on: LocalDate, who: DemoPerson, supportLevel = 'high'): readonly Step[] => [
  { on, who, deeds: [assignment] },
  { on, who, deeds: [request] },
  { on: addDays(on, 3), who, deeds: [matched] },
  { on: addDays(on, 3), who, facts: { supportLevel } },
  { on: addDays(on, 5), who, deeds: [planning, review, contingency, professions] },
  { on: addDays(on, 6), who, deeds: [information] },
];

/** The first weeks in the housing. */
const movedIn = (moveIn: LocalDate, who: DemoPerson, housing: DemoPerson): readonly Step[] => [
  { on: addDays(moveIn, 4), who, deeds: start([addDays(moveIn, 7), addDays(moveIn, 14), addDays(moveIn, 21)]) },
  { on: addDays(moveIn, 12), who: housing, deeds: [plan] },
];

/** A call every week and a meeting every month from moving in, up to a day; weeks counted from zero can be left out. */
function followed(
  moveIn: LocalDate,
  until: LocalDate,
  who: DemoPerson,
  housing: DemoPerson,
  left: readonly number[] = [],
): readonly Step[] {
  const steps: Step[] = [];
  for (let week = 1, on = addDays(moveIn, 7); on <= until; week += 1, on = addDays(moveIn, week * 7)) {
    if (!left.includes(week)) steps.push({ on, who: week % 2 === 0 ? who : housing, deeds: [weekly] });
  }
  for (
    let month = 1, on = addDays(addMonths(moveIn, 1), -1);
    on <= until;
    month += 1, on = addDays(addMonths(moveIn, month), -1)
  ) {
    steps.push({ on, who, deeds: [monthly] });
    steps.push({ on, who: housing, deeds: [motivation] });
  }
  return steps;
}

const known = {
  grounds: ['threat', 'violence'],
  acuteHomelessness: false,
  housingForm: 'apartment',
  sipExists: false,
} as const;
const old = { grounds: ['threat'], acuteHomelessness: false, sipExists: false } as const;

/** The cases of the demo, on the days around today. */
export function scenarios(today: LocalDate): readonly Scenario[] {
  const day = (offset: number): LocalDate => addDays(today, offset);
  // The older version is that of runs that began while it was in force.
  const long = day(-660) < '2025-02-14' ? day(-660) : ('2025-02-14' as LocalDate);
  const placed = (
    moveIn: LocalDate,
    caseworker: DemoPerson,
    housing: DemoPerson,
    until: LocalDate,
    left: readonly number[] = [],
    supportLevel?: string,
  ): readonly Step[] => [
    ...prepared(addDays(moveIn, -9), caseworker, supportLevel),
    { on: addDays(moveIn, -2), who: caseworker, facts: { moveIn } },
    ...movedIn(moveIn, caseworker, housing).filter(({ on }) => on <= until),
    ...followed(moveIn, until, caseworker, housing, left),
  ];
  const at = (opened: LocalDate, caseworker: DemoPerson, housing?: DemoPerson) => ({
    opened,
    caseworker,
    ...(housing ? { housing } : {}),
    version: '2025' as const,
  });
  const former = (opened: LocalDate, caseworker: DemoPerson, housing: DemoPerson) => ({
    opened,
    caseworker,
    housing,
    version: '2024-10-17' as const,
  });
  return [
    {
      givenName: 'Alva',
      familyName: 'Exempelsson',
      number: '199001019802',
      ...at(day(-13), 'alex', 'eli'),
      facts: known,
      steps: [...prepared(day(-12), 'alex'), { on: day(-5), who: 'alex', facts: { moveIn: day(-3) } }],
    },
    {
      givenName: 'Bo',
      familyName: 'Påhittsson',
      number: '198503129804',
      ...at(day(-20), 'alex', 'eli'),
      facts: known,
      steps: [
        ...prepared(day(-19), 'alex'),
        { on: day(-12), who: 'alex', facts: { moveIn: day(-7) } },
        { on: day(-3), who: 'alex', deeds: start([day(0), day(7), day(14)]) },
      ],
      meetings: [
        {
          booked: day(-3),
          days: [day(0), day(7), day(14)],
          plan: {
            kind: 'follow-up',
            starts: '13:00',
            ends: '13:30',
            place: '031-390 06 00',
            link: '',
            parties: [],
          },
        },
      ],
    },
    { givenName: 'Cleo', familyName: 'Testlund', ...at(day(-2), 'alex'), facts: { grounds: ['violence'] }, steps: [] },
    {
      givenName: 'Disa',
      familyName: 'Provdotter',
      number: '197808239805',
      ...at(day(-8), 'alex', 'frankie'),
      facts: { ...known, moveIn: day(2) },
      steps: [
        { on: day(-7), who: 'alex', deeds: [assignment] },
        { on: day(-6), who: 'alex', deeds: [request] },
        { on: day(-3), who: 'alex', deeds: [matched] },
      ],
      meetings: [
        {
          booked: day(-2),
          days: [day(0)],
          cancelled: true,
          plan: {
            kind: 'own.home-visit',
            starts: '09:00',
            ends: '10:00',
            place: 'Hos Boende och hemlöshet',
            link: '',
            parties: ['individual'],
          },
        },
        {
          booked: day(-2),
          days: [day(1)],
          plan: {
            kind: 'planning-meeting',
            starts: '09:30',
            ends: '10:30',
            place: 'Vuxenenheten, mötesrum 2',
            link: 'https://video.example/planering',
            parties: ['individual'],
          },
        },
      ],
    },
    {
      givenName: 'Ebbe',
      familyName: 'Provberg',
      ...at(day(-90), 'alex', 'eli'),
      facts: known,
      steps: placed(day(-80), 'alex', 'eli', day(-5)),
    },
    {
      givenName: 'Folke',
      familyName: 'Fiktivgren',
      number: '196911059803',
      ...at(day(-60), 'alex', 'eli'),
      facts: known,
      steps: placed(day(-50), 'alex', 'eli', day(-14), [4]),
    },
    {
      givenName: 'Greta',
      familyName: 'Exempelberg',
      ...at(day(-130), 'alex', 'frankie'),
      facts: { ...known, sipExists: true },
      steps: [
        ...placed(day(-120), 'alex', 'frankie', day(-62)),
        {
          on: day(-60),
          who: 'alex',
          deeds: [
            {
              kind: 'interval-changed',
              obligation: 'weekly-follow-up',
              every: 'P2W',
              reason: 'Det har varit lugnt i två månader och personen vill ha glesare samtal.',
            },
          ],
        },
        { on: day(-48), who: 'frankie', deeds: [weekly] },
        { on: day(-34), who: 'frankie', deeds: [weekly] },
        { on: day(-20), who: 'alex', deeds: [monthly] },
        {
          on: day(-20),
          who: 'alex',
          deeds: [{ kind: 'sip-meeting', participants: [...all], channel: 'in-person', inPerson: true }],
        },
        { on: day(-6), who: 'frankie', deeds: [weekly] },
      ],
    },
    {
      givenName: 'Holger',
      familyName: 'Testqvist',
      number: '195907149800',
      ...at(day(-100), 'alex', 'eli'),
      facts: known,
      steps: [
        ...placed(day(-90), 'alex', 'eli', day(-8)),
        {
          on: day(-4),
          who: 'eli',
          deeds: [
            {
              kind: 'situation-untenable',
              answers: { whatHappened: 'Hot mot grannar två kvällar i rad. Grannarna har ringt störningsjouren.' },
            },
          ],
        },
      ],
    },
    {
      givenName: 'Iris',
      familyName: 'Provström',
      ...at(day(-75), 'alex', 'eli'),
      facts: known,
      steps: [
        ...placed(day(-65), 'alex', 'eli', day(-10)),
        {
          on: day(-6),
          who: 'alex',
          deeds: [
            { kind: 'situation-untenable', answers: { whatHappened: 'Ytterdörren är sönderslagen för andra gången.' } },
          ],
        },
        {
          on: day(-5),
          who: 'alex',
          deeds: [
            {
              kind: 'contingency-plan-followed',
              participants: [...both],
              answers: { how: 'Extra besök samma kväll, möte dagen efter.' },
            },
          ],
        },
        {
          on: day(-4),
          who: 'alex',
          deeds: [{ kind: 'consent', purpose: 'information-transfer', status: 'given', form: 'oral' }],
        },
      ],
    },
    {
      givenName: 'Jorma',
      familyName: 'Påhittsson',
      number: '198212019809',
      ...at(day(-150), 'alex', 'eli'),
      facts: known,
      steps: [
        ...placed(day(-140), 'alex', 'eli', day(-40)),
        {
          on: day(-35),
          who: 'alex',
          deeds: [
            {
              kind: 'situation-untenable',
              answers: { whatHappened: 'Personalen kunde inte längre vara i lägenheten.' },
            },
          ],
        },
        {
          on: day(-34),
          who: 'alex',
          deeds: [
            {
              kind: 'contingency-plan-followed',
              participants: [...both],
              answers: { how: 'Möte samma dag, plats på kollektivt boende i två veckor.' },
            },
          ],
        },
        {
          on: day(-30),
          who: 'alex',
          deeds: [
            {
              kind: 'possibilities-exhausted',
              participants: [...all],
              answers: { tried: 'Fler besök, byte av kontaktperson, tillfällig plats, samtal med hyresvärden.' },
            },
          ],
        },
        {
          on: day(-28),
          who: 'alex',
          deeds: [{ kind: 'discharged', answers: { planned: false, reason: 'Upprepade hot trots åtgärder.' } }],
        },
      ],
    },
    {
      givenName: 'Kaj',
      familyName: 'Demosson',
      ...at(day(-6), 'billie', 'frankie'),
      facts: { ...known, acuteHomelessness: true, moveIn: day(-4) },
      steps: [
        { on: day(-5), who: 'billie', deeds: [assignment] },
        { on: day(-5), who: 'billie', deeds: [request] },
        { on: day(-4), who: 'billie', deeds: [matched] },
      ],
    },
    {
      givenName: 'Lova',
      familyName: 'Testlund',
      number: '199406259805',
      ...at(day(-40), 'billie', 'frankie'),
      facts: known,
      steps: [
        ...prepared(day(-39), 'billie').filter((step) => !('deeds' in step && step.deeds.includes(information))),
        {
          on: day(-33),
          who: 'billie',
          deeds: [
            {
              kind: 'waiver',
              obligation: 'information-meeting',
              reason: 'Personen ville inte träffas före inflyttningen och fick informationen per telefon.',
            },
          ],
        },
        { on: day(-32), who: 'billie', facts: { moveIn: day(-30) } },
        ...movedIn(day(-30), 'billie', 'frankie'),
        ...followed(day(-30), day(-7), 'billie', 'frankie'),
      ],
    },
    {
      givenName: 'Malte',
      familyName: 'Fiktivgren',
      ...at(day(-55), 'billie', 'eli'),
      facts: known,
      steps: [
        ...placed(day(-45), 'billie', 'eli', day(-3)),
        {
          on: day(-2),
          who: 'billie',
          correct: {
            kind: 'start-meeting',
            at: day(-40),
            participants: [...all],
            channel: 'in-person',
            inPerson: true,
            answers: {
              prevention:
                'Vi hörs varje onsdag. Personen ringer boendet när det blir stökigt, boendet kommer inom en timme.',
            },
          },
          of: 'start-meeting',
          reason: 'Mötet var dagen efter den som stod, och vi hörs på onsdagar.',
        },
      ],
    },
    {
      givenName: 'Nova',
      familyName: 'Låtsasberg',
      number: '198909779806',
      coordination: true,
      ...at(day(-1), 'billie'),
      facts: {},
      steps: [],
    },
    {
      givenName: 'Olle',
      familyName: 'Exempelsson',
      ...former(long, 'alex', 'eli'),
      facts: old,
      steps: [
        ...placed(addDays(long, 14), 'alex', 'eli', addDays(long, 200), [], '1'),
        {
          on: addDays(long, 201),
          who: 'alex',
          deeds: [
            {
              kind: 'interval-changed',
              obligation: 'weekly-follow-up',
              every: 'P4W',
              reason: 'Ett halvår utan händelser. Personen och boendet vill ha glesare samtal.',
            },
          ],
        },
        {
          on: addDays(long, 240),
          who: 'alex',
          deeds: [{ kind: 'discharged', answers: { planned: true, reason: 'Flyttade till eget kontrakt.' } }],
        },
      ],
    },
    {
      givenName: 'Pim',
      familyName: 'Provdotter',
      number: '197701099801',
      ...former(long, 'billie', 'frankie'),
      facts: old,
      steps: placed(addDays(long, 12), 'billie', 'frankie', day(-9), [7, 20], '1'),
    },
    {
      givenName: 'Qasim',
      familyName: 'Testqvist',
      ...former(long, 'charlie', 'eli'),
      facts: { ...old, sipExists: true },
      steps: [
        ...placed(addDays(long, 10), 'charlie', 'eli', addDays(long, 120), [], '1'),
        {
          on: addDays(long, 125),
          who: 'charlie',
          deeds: [{ kind: 'situation-untenable', answers: { whatHappened: 'Hot mot personal.' } }],
        },
        {
          on: addDays(long, 126),
          who: 'charlie',
          deeds: [
            {
              kind: 'contingency-plan-followed',
              participants: [...both],
              answers: { how: 'Enligt planen, möte samma dag.' },
            },
          ],
        },
        {
          on: addDays(long, 130),
          who: 'charlie',
          deeds: [{ kind: 'consent', purpose: 'information-transfer', status: 'declined', form: 'oral' }],
        },
        {
          on: addDays(long, 131),
          who: 'charlie',
          deeds: [
            {
              kind: 'discharged',
              answers: { planned: true, reason: 'Flyttade till kollektivt boende efter gemensam planering.' },
            },
          ],
        },
      ],
    },
    {
      givenName: 'Runa',
      familyName: 'Demosson',
      ...at(day(-16), 'charlie', 'eli'),
      facts: known,
      steps: [
        ...prepared(day(-15), 'charlie'),
        { on: day(-9), who: 'charlie', facts: { moveIn: day(-6) } },
        { on: day(-1), who: 'charlie', deeds: start([day(1), day(8), day(15)]) },
      ],
    },
    {
      givenName: 'Saga',
      familyName: 'Påhittsson',
      number: '200003019809',
      ...at(day(-70), 'charlie', 'frankie'),
      facts: { ...known, sipExists: true },
      steps: placed(day(-60), 'charlie', 'frankie', day(-4)),
    },
    {
      givenName: 'Truls',
      familyName: 'Fiktivgren',
      ...at(day(-5), 'charlie'),
      facts: { grounds: ['serious-damage'], acuteHomelessness: false },
      steps: [{ on: day(-4), who: 'charlie', deeds: [assignment] }],
    },
    {
      givenName: 'Ulla',
      familyName: 'Exempelberg',
      number: '196304209809',
      ...at(day(-34), 'charlie', 'eli'),
      facts: { ...known, housingForm: 'communal' },
      steps: [
        ...prepared(day(-33), 'charlie').filter((step) => !('facts' in step)),
        { on: day(-26), who: 'charlie', facts: { moveIn: day(-24) } },
        ...movedIn(day(-24), 'charlie', 'eli'),
        ...followed(day(-24), day(-11), 'charlie', 'eli'),
      ],
    },
    {
      givenName: 'Vidar',
      familyName: 'Provström',
      ...at(day(-110), 'dani', 'frankie'),
      facts: known,
      steps: placed(day(-100), 'dani', 'frankie', day(-1)),
    },
    {
      givenName: 'Wanja',
      familyName: 'Testlund',
      number: '198806149806',
      ...at(day(-9), 'dani', 'frankie'),
      facts: { ...known, moveIn: day(1) },
      steps: prepared(day(-8), 'dani'),
    },
    {
      givenName: 'Ylva',
      familyName: 'Låtsasberg',
      ...at(day(-48), 'dani', 'eli'),
      facts: known,
      steps: [
        ...placed(day(-38), 'dani', 'eli', day(-17)),
        {
          on: day(-12),
          who: 'eli',
          deeds: [
            {
              ...monthly,
              answers: {
                safety: 'threat',
                notes: 'Ett hot mot en granne. Boendet var där inom en timme, ingen skadad.',
              },
            },
          ],
        },
      ],
    },
    {
      givenName: 'Vide',
      familyName: 'Hittepåsson',
      number: '199201019800',
      ...at(day(-12), 'billie'),
      facts: known,
      protection: {
        grade: 'protected-registration',
        contact: 'Gruppledaren på Vuxenenheten Centrum, 031-000 00 01',
        waits: 'alex',
        address: 'Påhittade gården, rum 3',
      },
      steps: [{ on: day(-10), who: 'billie', deeds: [assignment] }],
    },
    {
      givenName: 'Åke',
      familyName: 'Demosson',
      number: '197105309806',
      ...at(day(-3), 'dani'),
      facts: { acuteHomelessness: true },
      steps: [{ on: day(-2), who: 'dani', deeds: [assignment] }],
    },
    {
      givenName: 'Örjan',
      familyName: 'Exempelsson',
      ...at(day(-85), 'dani', 'eli'),
      facts: known,
      steps: [
        ...placed(day(-75), 'dani', 'eli', day(-26)),
        {
          on: day(-20),
          who: 'dani',
          deeds: [{ kind: 'situation-untenable', answers: { whatHappened: 'Våld mot en besökare i lägenheten.' } }],
        },
      ],
    },
  ];
}
