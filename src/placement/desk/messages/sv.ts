export const sv = {
  extract: {
    inquiries: 'Frågor till utförare om en plats',
    complaints: 'Synpunkter på hur en placeringsförfrågan togs om hand',
    when: 'Dag',
    asked: 'Boende som fick frågan',
    said: 'Vad frågan innehöll',
    answer: 'Svar',
    answers: { yes: 'Ja', later: 'Ja, men senare', no: 'Nej' },
    what: 'Synpunkt',
    measures: 'Åtgärder',
    conclusion: 'Slutsats',
  },
};
export type DeskMessages = typeof sv;
