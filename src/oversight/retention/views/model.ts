export const proposeFields = { note: 'meddelande' } as const;
export const decideFields = { outcome: 'beslut', note: 'motivering' } as const;
export const holdFields = { number: 'arende', reason: 'skal', until: 'till' } as const;
export const liftFields = { reason: 'skal' } as const;
export const exportFields = { number: 'arende' } as const;
