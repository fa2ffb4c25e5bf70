import type { DeskMessages } from './sv.ts';

export const en: DeskMessages = {
  extract: {
    inquiries: 'Inquiries to providers about a place',
    complaints: 'Views on how a placement request was taken care of',
    when: 'Day',
    asked: 'Housing that was asked',
    said: 'What the inquiry said',
    answer: 'Answer',
    answers: { yes: 'Yes', later: 'Yes, but later', no: 'No' },
    what: 'View',
    measures: 'Measures',
    conclusion: 'Conclusion',
  },
};
