const sv = {
  title: 'Du kommer inte åt det här längre',
  ended: {
    consent: 'Du har haft tillgång till den här rutinen med stöd av ett samtycke. Det samtycket gäller inte längre.',
    assignment: 'Du har varit tilldelad den här rutinen. Din tilldelning är avslutad.',
  },
  since: (day: string) => `Det har varit så sedan ${day}.`,
  what: 'Det som du själv har antecknat finns kvar. Behöver du något för att avsluta ditt arbete kan du fråga den som är ansvarig för ärendet.',
  toCases: 'Till ärendena',
};

const en: typeof sv = {
  title: 'You no longer reach this',
  ended: {
    consent: 'You have reached this routine on the ground of a consent. That consent is no longer in force.',
    assignment: 'You have been assigned to this routine. Your assignment has ended.',
  },
  since: (day: string) => `It has been so since ${day}.`,
  what: 'What you have recorded yourself is kept. If you need something to finish your work, ask whoever is responsible for the case.',
  toCases: 'To the cases',
};

export const refusalMessages = { sv, en } as const;
