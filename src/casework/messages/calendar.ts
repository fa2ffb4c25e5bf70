const sv = {
  title: 'Din kalender',
  intro:
    'Du kan visa dina möten och dagar i kalendern i telefonen eller datorn. Där står bara ”Möte” eller ”Uppföljning” och tiden, och ”Något ska vara gjort i dag” när något av ditt har sin sista dag. Inga namn, inga nummer och ingen plats följer med.',
  secret:
    'Adressen är hemlig. Den som har den kan se när du har möten. Lägg bara in den i din egen kalender, och ta bort den här om någon annan har fått den.',
  none: 'Du har ingen adress än.',
  since: (when: string) => `Du har en adress sedan ${when}. Den visas inte igen.`,
  make: 'Skapa en adress',
  remake: 'Byt till en ny adress',
  remakeHelp: 'Den gamla slutar gälla direkt.',
  revoke: 'Ta bort adressen',
  made: 'Här är adressen. Kopiera den nu: den visas bara en gång.',
  address: 'Adress att prenumerera på',
  back: 'Till Min dag',
};

const en: typeof sv = {
  title: 'Your calendar',
  intro:
    'You can show your meetings and days in the calendar of your phone or computer. It says only “Meeting” or “Follow-up” and the time, and “Something is to be done today” when something of yours has its last day. No names, no numbers and no place go with it.',
  secret:
    'The address is secret. Whoever has it can see when you have meetings. Put it in your own calendar only, and remove it here if somebody else has got it.',
  none: 'You have no address yet.',
  since: (when) => `You have had an address since ${when}. It is not shown again.`,
  make: 'Make an address',
  remake: 'Change to a new address',
  remakeHelp: 'The old one stops at once.',
  revoke: 'Remove the address',
  made: 'Here is the address. Copy it now: it is shown only once.',
  address: 'Address to subscribe to',
  back: 'To My day',
};

export const calendarMessages = { sv, en } as const;
