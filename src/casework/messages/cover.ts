const sv = {
  title: 'Överlämning',
  heading: (name: string) => `Överlämning till ${name}`,
  intro: (name: string, from: string, to: string) =>
    `${name} går in för dig från och med ${from} till och med ${to}. Skriv det som är bra att veta i varje rutin. Texten syns för alla som ser rutinen, under tiden du är borta, och blir kvar i tidslinjen.`,
  notCovered:
    'Ärenden hos andra förvaltningar och skyddade personuppgifter följer inte med: där måste den som ansvarar för ärendet släppa in din ersättare.',
  none: 'Du arbetar inte i någon rutin just nu.',
  save: 'Spara överlämningen',
  problems: { long: 'Skriv kortare, med högst 4 000 tecken.' },
  standIn: (name: string, until: string) => `Du går in för ${name} till och med ${until}.`,
  willStandIn: (name: string, from: string, to: string) =>
    `Du ska gå in för ${name} från och med ${from} till och med ${to}.`,
  coveredHeading: (name: string) => `Du går in för ${name}`,
  coveredUntil: (until: string) => `Till och med ${until}.`,
  coveredNone: 'Det finns ingen öppen rutin att gå in i.',
  onRun: (name: string, until: string) => `${name} är borta till och med ${until}.`,
  onRunCovered: (name: string, until: string, substitute: string) =>
    `${name} är borta till och med ${until}. ${substitute} går in i stället.`,
  note: (body: string) => `Överlämning: ${body}`,
};

const en: typeof sv = {
  title: 'Handing over',
  heading: (name) => `Handing over to ${name}`,
  intro: (name, from, to) =>
    `${name} stands in for you from ${from} through ${to}. Write what is good to know in each routine. The text is seen by everybody who sees the routine, while you are away, and stays in the timeline.`,
  notCovered:
    'Cases of other committees and protected identities do not come along: there, whoever answers for the case has to let your substitute in.',
  none: 'You do not work in any routine at the moment.',
  save: 'Save',
  problems: { long: 'Write less: 4,000 characters at most.' },
  standIn: (name, until) => `You stand in for ${name} through ${until}.`,
  willStandIn: (name, from, to) => `You will stand in for ${name} from ${from} through ${to}.`,
  coveredHeading: (name) => `You stand in for ${name}`,
  coveredUntil: (until) => `Through ${until}.`,
  coveredNone: 'There is no open routine to stand in for.',
  onRun: (name, until) => `${name} is away through ${until}.`,
  onRunCovered: (name, until, substitute) => `${name} is away through ${until}. ${substitute} stands in.`,
  note: (body) => `Handed over: ${body}`,
};

export const coverMessages = { sv, en } as const;
