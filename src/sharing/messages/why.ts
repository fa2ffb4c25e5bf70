const sv = {
  mine: 'Varför ser du det här?',
  intro: 'Skälen kommer från samma regel som databasen följer när den visar eller stänger.',
  plan: {
    link: 'Vem ser planen, och varför?',
    title: 'Vem ser planen?',
    heading: (plan: string) => `Vem ser planen ${plan}, och varför?`,
    back: 'Till planen',
    everybody: 'Andra som ser planen nu',
    nobodyElse: 'Ingen annan ser planen nu.',
    sees: (name: string) => `${name} ser planen.`,
    seesNot: (name: string) => `${name} ser inte planen.`,
    reader: {
      party: (since: string, ground: string) => `Du är part i planen sedan ${since}, med stöd av ${ground}.`,
      named: 'Du får veta vem planen gäller.',
      nameless: 'Du får inte veta vem planen gäller.',
    },
    other: {
      party: (since: string, ground: string) => `Part i planen sedan ${since}, med stöd av ${ground}.`,
      named: 'Får veta vem planen gäller.',
      nameless: 'Får inte veta vem planen gäller.',
    },
    only: 'Det öppnar planen och inget annat i ärendet.',
    until: (day: string) => `Det gäller till och med den ${day}.`,
    whileConsent: 'Det gäller bara så länge samtycket gäller.',
    since: (day: string) => `Sedan ${day}.`,
    closed: {
      ended: (day: string) => `Personens del i planen avslutades den ${day}.`,
      'plan-ended': (day: string) => `Planen avslutades den ${day}. Parterna ser den inte längre.`,
      'consent-ended': 'Samtycket som personens del i planen vilade på gäller inte längre.',
      time: 'Personen är inte inbjuden till planen just den här dagen: tiden har gått ut eller inte börjat.',
      moved: 'Personen bjöds in för en annan förvaltning än den som hen hör till nu.',
      protected: 'Den som planen gäller har skyddad identitet, och bara den namngivna kretsen kommer åt den.',
      inactive: 'Personens konto är avstängt.',
    },
    nothing: 'Ingenting öppnar planen: personen är inte part i den och ser inte hela ärendet.',
  },
  disclosure: {
    link: 'Vem ser det som lämnades ut, och varför?',
    title: 'Vem ser det som lämnades ut?',
    heading: (number: string) => `Vem ser det som lämnades ut ur ärende ${number}, och varför?`,
    back: 'Till kvittot',
    everybody: 'Andra som ser det nu',
    nobodyElse: 'Ingen annan ser det nu.',
    outside: (party: string) => `${party} finns utanför Hemvist. De har det som skickades, och ser inget här.`,
    toUnit: (unit: string, area: string) =>
      `Det lämnades till ${unit} (${area}), inte till en viss person. De som arbetar där med förfrågan läser den där.`,
    sees: (name: string) => `${name} ser det som lämnades ut.`,
    seesNot: (name: string) => `${name} ser inte det som lämnades ut.`,
    reader: (by: string, day: string, ground: string, area: string) =>
      `${by} lämnade ut uppgifterna till dig den ${day}, med stöd av ${ground}. Du ser dem så länge du hör till ${area}, också om ett samtycke återtas. De öppnar inget annat i ärendet.`,
    other: (by: string, day: string, ground: string, area: string) =>
      `${by} lämnade ut uppgifterna till personen den ${day}, med stöd av ${ground}. De är kvar så länge personen hör till ${area}, också om ett samtycke återtas. De öppnar inget annat i ärendet.`,
    closed: {
      moved: (area: string) => `Uppgifterna lämnades ut till personen i ${area}, där hen inte längre hör hemma.`,
      inactive: () => 'Personens konto är avstängt.',
    },
    nothing: 'Ingenting öppnar uppgifterna: de lämnades inte ut till personen, som inte heller ser hela ärendet.',
  },
};

const en: typeof sv = {
  mine: 'Why can you see this?',
  intro: 'The reasons come from the same rule that the database follows when it shows or closes.',
  plan: {
    link: 'Who sees the plan, and why?',
    title: 'Who sees the plan?',
    heading: (plan) => `Who sees the plan ${plan}, and why?`,
    back: 'To the plan',
    everybody: 'Others who see the plan now',
    nobodyElse: 'Nobody else sees the plan now.',
    sees: (name) => `${name} sees the plan.`,
    seesNot: (name) => `${name} does not see the plan.`,
    reader: {
      party: (since, ground) => `You have been part of the plan since ${since}, on the ground of ${ground}.`,
      named: 'You are told whom the plan is about.',
      nameless: 'You are not told whom the plan is about.',
    },
    other: {
      party: (since, ground) => `Part of the plan since ${since}, on the ground of ${ground}.`,
      named: 'Is told whom the plan is about.',
      nameless: 'Is not told whom the plan is about.',
    },
    only: 'That opens the plan and nothing else of the case.',
    until: (day) => `It lasts until ${day}.`,
    whileConsent: 'It holds only as long as the consent does.',
    since: (day) => `Since ${day}.`,
    closed: {
      ended: (day) => `This person’s part in the plan ended on ${day}.`,
      'plan-ended': (day) => `The plan was ended on ${day}. The parties no longer see it.`,
      'consent-ended': 'The consent that this person’s part in the plan rested on no longer holds.',
      time: 'This person is not invited to the plan on this day: the time has run out or not begun.',
      moved: 'This person was invited for another administration than the one that they now belong to.',
      protected: 'Whom the plan is about has a protected identity, and only the named team reaches it.',
      inactive: 'This person’s account is closed.',
    },
    nothing: 'Nothing opens the plan: this person is not part of it and does not see the whole case.',
  },
  disclosure: {
    link: 'Who sees what was disclosed, and why?',
    title: 'Who sees what was disclosed?',
    heading: (number) => `Who sees what was disclosed from case ${number}, and why?`,
    back: 'To the receipt',
    everybody: 'Others who see it now',
    nobodyElse: 'Nobody else sees it now.',
    outside: (party) => `${party} is outside Hemvist. They have what was sent, and see nothing here.`,
    toUnit: (unit, area) =>
      `It was disclosed to ${unit} (${area}), and to no certain person. Those who work with the request there read it there.`,
    sees: (name) => `${name} sees what was disclosed.`,
    seesNot: (name) => `${name} does not see what was disclosed.`,
    reader: (by, day, ground, area) =>
      `${by} disclosed the information to you on ${day}, on the ground of ${ground}. You see it as long as you belong to ${area}, also if a consent is withdrawn. It opens nothing else of the case.`,
    other: (by, day, ground, area) =>
      `${by} disclosed the information to this person on ${day}, on the ground of ${ground}. It stays as long as they belong to ${area}, also if a consent is withdrawn. It opens nothing else of the case.`,
    closed: {
      moved: (area) => `The information was disclosed to this person in ${area}, where they no longer belong.`,
      inactive: () => 'This person’s account is closed.',
    },
    nothing:
      'Nothing opens the information: it was not disclosed to this person, who does not see the whole case either.',
  },
};

export type WhyMessages = typeof sv;
export const whyMessages = { sv, en } as const;
