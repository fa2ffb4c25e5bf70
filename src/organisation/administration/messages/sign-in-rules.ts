const sv = {
  intro:
    'När någon loggar in hos organisationens inloggningstjänst avgör reglerna vilka roller personen har. Rollerna blir exakt de som reglerna ger. En ändring gäller från nästa inloggning.',
  exceptions:
    'Den som katalogen har gett ett konto får i stället katalogens roller. Vilken tillitsnivå som krävs bestämmer den som driver systemet.',
  heading: 'Reglerna',
  none: 'Det finns inga regler: ingen släpps in med organisationens inloggning, utom den som katalogen har gett ett konto.',
  sentence: (claim: string, value: string, role: string, unit: string, area: string) =>
    `Den som har ”${value}” i ”${claim}” har rollen ${role} på ${unit}, ${area}`,
  change: 'Ändra',
  end: 'Avsluta',
  add: 'Lägg till en regel',
  newTitle: 'Ny regel',
  changeTitle: 'Ändra en regel',
  claim: 'Uppgift',
  claimHelp: 'Vad inloggningstjänsten kallar uppgiften, till exempel groups.',
  value: 'Värde',
  valueHelp: 'Det ska stämma bokstav för bokstav. Har uppgiften flera värden räcker det att ett stämmer.',
  role: 'Ger rollen',
  unit: 'På enheten',
  unitHelp: 'Personen hör till enhetens sekretessområde. Pekar reglerna på flera områden släpps personen inte in.',
  problems: {
    claim: 'Skriv vad uppgiften heter.',
    value: 'Skriv värdet.',
    role: 'Välj en roll.',
    unit: 'Välj en enhet.',
    taken: 'Den regeln finns redan.',
    overtaken: 'Någon annan har ändrat eller avslutat regeln. Här är reglerna som de är nu.',
    claims: 'Skriv en uppgift på varje rad, som groups: vuxen, eller klistra in JSON.',
  },
  try: {
    heading: 'Prova reglerna',
    intro:
      'Skriv uppgifter som inloggningstjänsten kan lämna om någon, och se vad reglerna ger. Det du skriver sparas inte.',
    claims: 'Uppgifter',
    claimsHelp:
      'En uppgift på varje rad: namn, kolon och värde. Har den flera värden skriver du en rad för varje. JSON går också bra.',
    submit: 'Prova',
    roles: (area: string) => `Släpps in och hör till ${area}, med rollerna`,
    none: 'Släpps inte in: ingen regel stämmer med uppgifterna.',
    severalAreas:
      'Släpps inte in: reglerna pekar på flera sekretessområden, och en person hör till exakt ett. Ändra någon av dem.',
    because: 'Regler som stämmer',
  },
};

const en: typeof sv = {
  intro:
    'When somebody signs in at the organisation’s identity provider, the rules decide which roles they have: exactly those that the rules give. A change counts from the next sign-in.',
  exceptions:
    'Whoever has an account from the directory has the directory’s roles instead. Which level of assurance is demanded is for whoever runs the system to set.',
  heading: 'The rules',
  none: 'There are no rules: nobody is let in by the organisation’s sign-in, other than those who have an account from the directory.',
  sentence: (claim, value, role, unit, area) =>
    `Whoever has “${value}” in “${claim}” has the role ${role} at ${unit}, ${area}`,
  change: 'Change',
  end: 'End',
  add: 'Add a rule',
  newTitle: 'New rule',
  changeTitle: 'Change a rule',
  claim: 'Claim',
  claimHelp: 'What the identity provider calls it, such as groups.',
  value: 'Value',
  valueHelp: 'Compared letter by letter. Of several values of a claim, one is enough.',
  role: 'Gives the role',
  unit: 'At the unit',
  unitHelp: 'The person belongs to the unit’s secrecy area. Rules that point at several areas let nobody in.',
  problems: {
    claim: 'Write what the claim is called.',
    value: 'Write the value.',
    role: 'Choose a role.',
    unit: 'Choose a unit.',
    taken: 'There is such a rule already.',
    overtaken: 'Somebody else has changed or ended the rule. Here are the rules as they are now.',
    claims: 'Write one claim a line, as groups: adults, or paste JSON.',
  },
  try: {
    heading: 'Try the rules',
    intro:
      'Write claims that the identity provider could make of somebody, and see what the rules give. What you write is not kept.',
    claims: 'Claims',
    claimsHelp: 'One a line: name, colon and value. Of several values, a line for each. JSON will do, too.',
    submit: 'Try',
    roles: (area) => `Let in, of ${area}, with the roles`,
    none: 'Not let in: no rule fits the claims.',
    severalAreas:
      'Not let in: the rules point at several secrecy areas, and a person belongs to exactly one. Change one of them.',
    because: 'Rules that fit',
  },
};

export const signInRules = { sv, en } as const;
