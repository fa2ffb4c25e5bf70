const sv = {
  heading: 'Inloggning',
  notHere: 'Personen loggar in med organisationens inloggning, eller är en katalog. Då behövs ingen länk.',
  closed: 'Kontot är avstängt. Öppna det om personen ska få en länk.',
  intro:
    'Med en länk väljer personen ett lösenord. Den behövs vid första inloggningen, och när lösenordet är glömt. Den tar inte bort personens andra sätt att logga in, som en kod eller en nyckel.',
  make: 'Gör en länk',
  made: 'Länken är gjord',
  madeHelp: (hours: number) =>
    `Länken visas bara nu. Den gäller en gång, i ${hours} timmar. Ge den bara till personen själv, på ett sätt som du litar på.`,
  link: 'Länk',
  waiting: (at: string, by: string, until: string) =>
    `En länk som inte är använd gjordes ${at} av ${by}. Den gäller till ${until}. Gör du en ny slutar den gamla att gälla.`,
  waitingReset: (at: string, by: string, until: string) =>
    `En länk som tar bort det andra sättet att logga in gjordes ${at} av ${by} och är inte använd. Den gäller till ${until}. Gör du en ny slutar den gamla att gälla.`,
  server: 'den som driver systemet',
  reset: {
    heading: 'Återställ inloggningen',
    intro:
      'När personen har förlorat allt som den loggar in med tas också koder och nycklar bort. Den som har länken kan då logga in som personen, och därför måste två administratörer vara med: en begär, en annan godkänner och får länken.',
    reason: 'Hur vet du att det är personen som ber om det?',
    reasonHelp: 'Till exempel att personen har kommit till dig med legitimation.',
    ask: 'Begär att inloggningen återställs',
    asked: (at: string, by: string) => `${by} begärde ${at} att inloggningen återställs.`,
    because: 'Skäl',
    wait: 'En annan administratör måste godkänna det.',
    approve: 'Godkänn och gör en länk',
    refuse: 'Avslå',
    withdraw: 'Ta tillbaka begäran',
    list: 'Väntar på att en andra administratör godkänner att inloggningen återställs:',
  },
  problems: {
    reason: 'Skriv hur du vet att det är personen som ber om det.',
    own: 'Du har själv begärt det, eller så gäller det dig. En annan administratör måste godkänna.',
    already: 'Det är redan avgjort.',
  },
};

const en: typeof sv = {
  heading: 'Signing in',
  notHere: 'The person signs in at the organisation’s identity provider, or is a directory. Then no link is needed.',
  closed: 'The account is closed. Open it if the person is to have a link.',
  intro:
    'With a link the person chooses a password. It is needed the first time, and when the password is forgotten. It does not take away the person’s second way to sign in, as a code or a passkey.',
  make: 'Make a link',
  made: 'The link is made',
  madeHelp: (hours) =>
    `The link is shown only now. It works once, for ${hours} hours. Give it to nobody but the person, by a way that you trust.`,
  link: 'Link',
  waiting: (at, by, until) =>
    `A link that is not used was made ${at} by ${by}. It works until ${until}. If you make a new one, the old one stops working.`,
  waitingReset: (at, by, until) =>
    `A link that takes the second way to sign in away was made ${at} by ${by} and is not used. It works until ${until}. If you make a new one, the old one stops working.`,
  server: 'whoever runs the system',
  reset: {
    heading: 'Make the sign-in anew',
    intro:
      'When the person has lost all that they sign in with, codes and passkeys are taken away, too. Whoever has the link can then sign in as the person, and so it takes two administrators: one asks, another approves and is given the link.',
    reason: 'How do you know that it is the person who asks?',
    reasonHelp: 'Such as that the person has come to you with an identity card.',
    ask: 'Ask that the sign-in is made anew',
    asked: (at, by) => `${by} asked ${at} that the sign-in is made anew.`,
    because: 'Reason',
    wait: 'Another administrator has to approve it.',
    approve: 'Approve and make a link',
    refuse: 'Refuse',
    withdraw: 'Withdraw',
    list: 'Waiting for a second administrator to approve that the sign-in is made anew:',
  },
  problems: {
    reason: 'Write how you know that it is the person who asks.',
    own: 'You have asked for it yourself, or it is about you. Another administrator has to approve.',
    already: 'It has been decided already.',
  },
};

export const signInLinks = { sv, en } as const;
