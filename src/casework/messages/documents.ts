/** What stands around the documents: the routines, and the plan as it is printed for the individual. */
const sv = {
  print: {
    title: 'Plan att skriva ut',
    heading: (name: string | undefined) => (name === undefined ? 'Hej!' : `Hej ${name}!`),
    intro: 'Det här är din plan och vad som händer härnäst.',
    next: 'Det här händer nu',
    noNext: 'Just nu är inget inbokat.',
    plan: 'Det här har vi kommit överens om',
    noPlan: 'Vi gör planen tillsammans när vi ses.',
    contacts: 'Hit kan du höra av dig',
    questions:
      'Är något fel, eller vill du ändra något? Säg till någon av oss. Du kan alltid få veta vad som står om dig.',
    printed: (date: string) => `Utskrivet ${date}`,
    back: 'Tillbaka till ärendet',
    howToPrint: 'Skriv ut med webbläsarens utskrift (Ctrl + P). Bara det som står i rutan nedanför skrivs ut.',
  },
  routines: {
    title: 'Rutiner',
    empty: 'Ingen rutin är publicerad än.',
    version: 'Version',
    validFrom: 'Gäller från',
    writeNew: 'Skriv en ny version',
    drafts: 'Utkast',
    otherVersions: 'Andra versioner',
    contacts: 'Vem du vänder dig till',
    contents: 'Innehåll',
    starts: (when: string) => `Börjar ${when}`,
    source: (document: string, heading: string) => `${document}, ”${heading}”`,
    heading: (heading: string) => `Under rubriken ”${heading}”`,
    interpretation: 'Stadens tolkning',
    interpretationHelp: 'Dokumentet anger ingen exakt tid. Staden har valt en, så att den kan följas.',
  },
};

const en: typeof sv = {
  print: {
    title: 'Plan to print',
    heading: (name) => (name === undefined ? 'Hello!' : `Hello ${name}!`),
    intro: 'This is your plan and what happens next.',
    next: 'What happens now',
    noNext: 'Nothing is booked right now.',
    plan: 'What we have agreed',
    noPlan: 'We make the plan together when we meet.',
    contacts: 'Whom you can contact',
    questions:
      'Is something wrong, or do you want to change something? Tell one of us. You can always ask what is written about you.',
    printed: (date) => `Printed ${date}`,
    back: 'Back to the case',
    howToPrint: 'Print with the browser (Ctrl + P). Only what is in the box below is printed.',
  },
  routines: {
    title: 'Routines',
    empty: 'No routine has been published yet.',
    version: 'Version',
    validFrom: 'Valid from',
    writeNew: 'Write a new version',
    drafts: 'Drafts',
    otherVersions: 'Other versions',
    contacts: 'Whom to turn to',
    contents: 'Contents',
    starts: (when) => `Begins ${when}`,
    source: (document, heading) => `${document}, “${heading}”`,
    heading: (heading) => `Under the heading “${heading}”`,
    interpretation: 'The city’s interpretation',
    interpretationHelp: 'The document gives no exact time. The city has chosen one, so that it can be followed.',
  },
};

export const documents = { sv, en };
