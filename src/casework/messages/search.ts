const sv = {
  title: 'Sök ett ärende',
  intro:
    'Du kan söka på namn, på personnummer eller samordningsnummer och på ärendenummer, i din egen förvaltning. Stavningen behöver inte vara exakt. Varje sökning syns i loggen.',
  key: 'Namn, personnummer eller ärendenummer',
  wider: 'Visa också ärenden i förvaltningen som du inte arbetar med',
  widerHelp: 'Du ser då bara ärendets nummer, enheten och vem du kan fråga.',
  reason: 'Varför du behöver veta om det finns ett ärende',
  reasonHint: 'om du vill se ärenden som du inte arbetar med',
  submit: 'Sök',
  problems: {
    key: 'Skriv minst två bokstäver av ett namn, ett helt personnummer eller ett helt ärendenummer.',
    number:
      'Numret stämmer inte. Kontrollera siffrorna, och skriv hela personnumret eller hela ärendenumret, till exempel 26-0113.',
    reason: 'Skriv varför du behöver veta det, med minst tio tecken.',
  },
  found: 'Träffar',
  none: 'Inget ärende hittades bland dem du arbetar med.',
  noneWider: 'Inget ärende hittades i din förvaltning.',
  more: (count: number) => `Bara de ${count} första visas. Skriv mer av namnet, eller numret.`,
  columns: { number: 'Ärende', name: 'Namn', unit: 'Enhet', responsible: 'Ansvarig' },
  outOfReach: (who: string) => `Du arbetar inte med ärendet. Fråga ${who}.`,
  nobody: 'enheten',
  protected: (contact: string) => `Skyddade personuppgifter. Fråga ${contact}.`,
};

const en: typeof sv = {
  title: 'Search for a case',
  intro:
    'You can search by name, by personal identity or coordination number and by case number, in your own administration. The spelling need not be exact. Every search is in the log.',
  key: 'Name, identity number or case number',
  wider: 'Also show cases of the administration that I do not work with',
  widerHelp: 'You then see only the number of the case, the unit and whom to ask.',
  reason: 'Why you need to know whether there is a case',
  reasonHint: 'if you want to see cases that you do not work with',
  submit: 'Search',
  problems: {
    key: 'Write at least two letters of a name, a whole identity number or a whole case number.',
    number:
      'The number is not right. Check the digits, and write the whole identity number or the whole case number, such as 26-0113.',
    reason: 'Write why you need to know, with at least ten characters.',
  },
  found: 'Found',
  none: 'No case was found among those that you work with.',
  noneWider: 'No case was found in your administration.',
  more: (count: number) => `Only the first ${count} are shown. Write more of the name, or the number.`,
  columns: { number: 'Case', name: 'Name', unit: 'Unit', responsible: 'Responsible' },
  outOfReach: (who: string) => `You do not work with the case. Ask ${who}.`,
  nobody: 'the unit',
  protected: (contact: string) => `Protected personal data. Ask ${contact}.`,
};

export const searchMessages = { sv, en } as const;
