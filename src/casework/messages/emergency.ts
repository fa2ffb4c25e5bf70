const sv = {
  title: 'Öppna ett ärende i nödläge',
  intro:
    'För socialjouren, när någon behöver hjälp nu och ärendet hör till en annan förvaltning. Du kan läsa ärendet i två timmar. De som ansvarar för det får veta det genast, och varje öppning granskas efteråt.',
  key: 'Personnummer, samordningsnummer eller ärendenummer',
  keyHelp: 'Hela numret. Det går inte att söka på namn.',
  reason: 'Varför du behöver öppna ärendet nu',
  reasonHelp: 'Skriv vad som har hänt, utan namn. Skälet syns för de som ansvarar för ärendet.',
  find: 'Sök',
  found: 'Det här finns',
  foundHelp: 'Inget är öppnat än.',
  open: 'Öppna i två timmar',
  openContext: (number: string) => `ärende ${number}`,
  nothing:
    'Inget ärende med det numret går att öppna härifrån. Kontrollera numret, eller ring den förvaltning det gäller.',
  mine: 'Dina öppningar',
  none: 'Du har inte öppnat något ärende i nödläge.',
  columns: { case: 'Ärende', opened: 'Öppnat', closes: 'Stängs', reason: 'Skäl', act: 'Göra' },
  closed: 'stängt',
  end: 'Stäng nu',
  problems: {
    key: 'Skriv hela numret, till exempel 19900101-9802 eller 26-0113.',
    reason: 'Skriv varför, med minst tio tecken.',
  },
  onCase: (by: string, from: string, to: string, reason: string) =>
    `Öppnat i nödläge av ${by}, ${from}–${to}. Skäl: ${reason}`,
};

const en: typeof sv = {
  title: 'Open a case in an emergency',
  intro:
    'For out-of-hours social services, when somebody needs help now and the case belongs to another administration. You can read the case for two hours. Those who answer for it are told at once, and every opening is reviewed afterwards.',
  key: 'Personal identity number, coordination number or case number',
  keyHelp: 'The whole number. Names cannot be searched for.',
  reason: 'Why you need to open the case now',
  reasonHelp: 'Write what has happened, without names. Those who answer for the case see the reason.',
  find: 'Search',
  found: 'This is there',
  foundHelp: 'Nothing has been opened yet.',
  open: 'Open for two hours',
  openContext: (number: string) => `case ${number}`,
  nothing:
    'No case with that number can be opened from here. Check the number, or call the administration in question.',
  mine: 'Your openings',
  none: 'You have not opened any case in an emergency.',
  columns: { case: 'Case', opened: 'Opened', closes: 'Closes', reason: 'Reason', act: 'Do' },
  closed: 'closed',
  end: 'Close now',
  problems: {
    key: 'Write the whole number, such as 19900101-9802 or 26-0113.',
    reason: 'Write why, with at least ten characters.',
  },
  onCase: (by: string, from: string, to: string, reason: string) =>
    `Opened in an emergency by ${by}, ${from}–${to}. Reason: ${reason}`,
};

export const emergencyMessages = { sv, en } as const;
