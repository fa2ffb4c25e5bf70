export const proposeFields = { note: 'meddelande' } as const;
export const decideFields = { outcome: 'beslut', note: 'motivering' } as const;
export const holdFields = { number: 'arende', reason: 'skal', until: 'till' } as const;
export const liftFields = { reason: 'skal' } as const;
export const exportFields = { number: 'arende' } as const;
export const policyFields = {
  action: 'vad',
  years: 'ar',
  countedTo: 'raknas',
  days: 'dagar',
  noticeMonths: 'underrattelser',
  exportFirst: 'export',
  source: 'kalla',
  owner: 'beslutat-av',
  reference: 'nummer',
  decidedOn: 'beslutat',
  validFrom: 'galler-fran',
  note: 'meddelande',
} as const;
export const settleFields = { outcome: 'beslut', reason: 'skal' } as const;
