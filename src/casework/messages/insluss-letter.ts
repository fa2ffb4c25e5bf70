const sv = {
  link: 'Brev till personen om insluss',
  title: 'Brev om insluss',
  back: 'Tillbaka',
  howToPrint: 'Skriv ut med webbläsarens utskrift. Läs gärna brevet tillsammans med personen.',
  heading: 'Så får du hjälp inför frigivningen',
  hello: (name: string | undefined) => (name === undefined ? 'Hej!' : `Hej ${name}!`),
  told: 'Du har hört av dig till socialtjänsten. Det finns ett arbetssätt som heter insluss. Då planerar du, frivården och socialtjänsten tillsammans vad du behöver innan du friges.',
  turn: 'Vem du vänder dig till',
  officer: (name: string) => `Vänd dig till ${name}, som är din frivårdsinspektör.`,
  noOfficer: 'Vänd dig till den frivårdsinspektör på frivården som ansvarar för dig.',
  help: 'Din kontaktperson på anstalten kan hjälpa dig att nå frivårdsinspektören.',
  reach: 'Så här når du frivården:',
  next: 'Vad som händer sedan',
  steps: [
    'Frivårdsinspektören frågar om du vill att frivården och socialtjänsten samarbetar. Vill du det skriver du under ett papper. Det kallas samtycke.',
    'Frivårdsinspektören hör av sig till oss, tidigast fyra månader innan du friges.',
    'Vi träffas i ett videosamtal och pratar om vilket stöd du behöver.',
  ],
  yourChoice:
    'Det är du som bestämmer. Du kan säga nej, och du kan ändra dig senare. Då slutar vi att lämna uppgifter till varandra.',
  apply: 'Du kan alltid ansöka om stöd hos socialtjänsten, också utan insluss.',
  regards: (name: string, area: string) => `${name}, ${area}`,
  printed: (day: string) => `Utskrivet ${day}`,
};

const en: typeof sv = {
  link: 'Letter to the person about insluss',
  title: 'Letter about insluss',
  back: 'Back',
  howToPrint: 'Print it from the browser. Do read the letter together with the person.',
  heading: 'How to get help before your release',
  hello: (name) => (name === undefined ? 'Hello!' : `Hello ${name}!`),
  told: 'You have contacted social services. There is a way of working called insluss. Then you, the probation service and social services plan together what you need before you are released.',
  turn: 'Whom to turn to',
  officer: (name) => `Turn to ${name}, who is your probation officer.`,
  noOfficer: 'Turn to the probation officer who is responsible for you.',
  help: 'Your contact person in the prison can help you reach the probation officer.',
  reach: 'This is how you reach the probation service:',
  next: 'What happens next',
  steps: [
    'The probation officer asks if you want the probation service and social services to cooperate. If you do, you sign a paper. It is called consent.',
    'The probation officer contacts us, at the earliest four months before you are released.',
    'We meet in a video meeting and talk about which support you need.',
  ],
  yourChoice:
    'You decide. You can say no, and you can change your mind later. Then we stop giving information to each other.',
  apply: 'You can always apply for support from social services, also without insluss.',
  regards: (name, area) => `${name}, ${area}`,
  printed: (day) => `Printed ${day}`,
};

export const letterMessages = { sv, en };
