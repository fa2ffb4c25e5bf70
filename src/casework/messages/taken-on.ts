import type { ReasonTakenOn } from '../taken-on.ts';

/** The words of saying that one is on something. */
export const takenOnMessages = {
  sv: {
    take: 'Jag tar det',
    title: (name: string) => `Jag tar det: ${name}`,
    intro:
      'Du blir inte påmind om det här förrän den dag du väljer, och kollegorna ser att du tar det. Det ska fortfarande göras, och när det är gjort dokumenterar du det som vanligt.',
    until: 'Påminn mig igen',
    untilHelp: (days: number) => `En dag inom ${days} dagar.`,
    reason: 'Varför är det inte gjort än?',
    reasons: {
      'under-way': 'Jag håller på med det',
      booked: 'En tid är bokad',
      'awaiting-reply': 'Jag väntar på svar',
      agreed: 'Det är överenskommet att vänta',
    } satisfies Record<ReasonTakenOn, string>,
    save: 'Jag tar det',
    by: (name: string, date: string, reason: string) => `${name} tar det och påminns igen ${date}: ${reason}`,
    you: 'Du',
    happened: (name: string) => `${name} tog på sig att göra det`,
    happenedMore: (obligation: string, date: string, reason: string) =>
      `Det gäller: ${obligation}. Påminns igen ${date}. ${reason}.`,
    problems: {
      until: (days: number) => `Välj en dag efter i dag, inom ${days} dagar.`,
      reason: 'Välj varför det inte är gjort än.',
    },
  },
  en: {
    take: 'I am on it',
    title: (name: string) => `I am on it: ${name}`,
    intro:
      'You are not reminded of this before the day you choose, and colleagues see that you are on it. It is still to be done, and when it is you record it as usual.',
    until: 'Remind me again',
    untilHelp: (days: number) => `A day within ${days} days.`,
    reason: 'Why is it not done yet?',
    reasons: {
      'under-way': 'I am doing it',
      booked: 'A time is booked',
      'awaiting-reply': 'I am waiting for an answer',
      agreed: 'It has been agreed to wait',
    } satisfies Record<ReasonTakenOn, string>,
    save: 'I am on it',
    by: (name: string, date: string, reason: string) => `${name} on it, reminded again ${date}: ${reason}`,
    you: 'You are',
    happened: (name: string) => `${name} took it on`,
    happenedMore: (obligation: string, date: string, reason: string) =>
      `It is about: ${obligation}. Reminded again ${date}. ${reason}.`,
    problems: {
      until: (days: number) => `Choose a day after today, within ${days} days.`,
      reason: 'Choose why it is not done yet.',
    },
  },
};
