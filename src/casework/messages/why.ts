const sv = {
  title: 'Varför ser jag det här?',
  heading: (number: string) => `Vem ser ${number}, och varför?`,
  intro:
    'Uppgifterna syns bara för den som har ett skäl. Skälen kommer från samma regel som databasen följer när den visar eller stänger.',
  you: 'Du',
  everybody: 'De som ser rutinen nu',
  nobodyElse: 'Ingen annan ser rutinen nu.',
  outside: 'Har haft åtkomst, men har det inte längre',
  ask: 'Fråga om någon annan',
  askPerson: 'Vem',
  askSubmit: 'Visa varför',
  sees: (name: string) => `${name} ser rutinen.`,
  seesNot: (name: string) => `${name} ser inte rutinen.`,
  link: 'Varför ser jag det här?',
  back: 'Till rutinen',
};

const en: typeof sv = {
  title: 'Why can I see this?',
  heading: (number: string) => `Who sees ${number}, and why?`,
  intro:
    'Information is shown only to those who have a reason. The reasons come from the same rule that the database follows when it shows or closes.',
  you: 'You',
  everybody: 'Those who see the routine now',
  nobodyElse: 'Nobody else sees the routine now.',
  outside: 'Have had access, and no longer have it',
  ask: 'Ask about somebody else',
  askPerson: 'Who',
  askSubmit: 'Show why',
  sees: (name: string) => `${name} sees the routine.`,
  seesNot: (name: string) => `${name} does not see the routine.`,
  link: 'Why can I see this?',
  back: 'To the routine',
};

export const whyMessages = { sv, en } as const;
