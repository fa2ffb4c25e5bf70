import type { Span } from '../periods.ts';

/** What a measure is: in words, what is counted, of what, and where it is read. */
interface Told {
  readonly name: string;
  readonly definition: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly source: string;
}

export const sv = {
  title: 'Uppföljning',
  sections: 'Uppföljning',
  tabs: { figures: 'Statistik', deviations: 'Avvikelser', selfAudits: 'Egenkontroll' },
  intro:
    'Följs rutinen, och hjälper den? Här finns siffror för månader, tertial och år som har gått. De räknas om varje natt från det som är dokumenterat, och visar aldrig någon person.',
  form: {
    routine: 'Rutin',
    unit: 'Enhet',
    wholeArea: 'Hela förvaltningen',
    period: 'Period',
    show: 'Visa',
    file: 'Hämta som CSV-fil',
  },
  spans: { month: 'Månad', tertial: 'Tertial', year: 'År' } satisfies Record<Span, string>,
  /** A period as a choice: its name, and its first and last day. */
  tertial: (number: string, year: string) => `Tertial ${number} ${year}`,
  fromTo: (from: string, to: string) => `${from} till ${to}`,
  shownFor: (routine: string, unit: string, period: string) => `${routine}, ${unit}, ${period}.`,
  empty: 'Inget är räknat för den här perioden.',
  few: 'dolt',
  fewWords:
    '”Dolt” betyder att siffran kommer från en till fyra personer, eller att den skulle avslöja en annan sådan siffra.',
  none: '–',
  percent: (value: string) => `${value} %`,
  days: (value: string) => `${value} dagar`,
  obligations: {
    heading: 'Följs åtagandena?',
    intro:
      'Varje åtagande räknas i den period då det senast skulle vara gjort. Har det ingen sista dag räknas det när det blev gjort, eller när arbetet avslutades.',
    caption: 'Åtaganden',
    columns: {
      name: 'Åtagande',
      kept: 'I tid',
      late: 'Sent eller inte gjort',
      waived: 'Avsteg',
      unknown: 'Går inte att avgöra',
      total: 'Alla',
      share: 'Andel i tid',
    },
    reasons: 'Läs skälen till avstegen',
  },
  rhythm: {
    heading: 'Hålls takten?',
    intro: 'Det som ska göras varje vecka eller månad: hur många av de tillfällen som har passerat som blev av.',
    caption: 'Återkommande åtaganden',
    columns: { name: 'Åtagande', kept: 'Blev av', missed: 'Blev inte av', share: 'Andel som blev av' },
  },
  outcomes: { heading: 'Hjälper det?', caption: 'Utfall', total: 'Alla', share: (part: string) => `Andel ${part}:` },
  columns: { part: 'Utfall', n: 'Antal', share: 'Andel' },
  quartiles: (low: string, median: string, high: string) =>
    `Medianen är ${median}. Hälften ligger mellan ${low} och ${high}.`,
  quartilesFew: 'Det är för få för att visa median och kvartiler.',
  quartilesNone: 'Inget möte att räkna på i perioden.',
  rate: {
    name: 'Oplanerade utskrivningar per 100 placeringsmånader',
    sentence: (value: string) => `${value} oplanerade utskrivningar per 100 placeringsmånader.`,
    few: 'Det är för få för att visa hur många oplanerade utskrivningar det blir per 100 placeringsmånader.',
    none: 'Ingen var placerad under perioden.',
  },
  curve: {
    heading: 'Hur länge bor personerna kvar?',
    intro:
      'Andelen som ännu inte har skrivits ut oplanerat, räknat från sista dagen för uppstartsmötet, för dem där mötet hölls i tid och för de andra. Jämförelsen visar ett samband. Den säger inte att mötet är orsaken.',
    arms: { kept: 'Uppstartsmötet hölls i tid', 'not-kept': 'Uppstartsmötet hölls inte i tid' },
    alt: (kept: string, notKept: string) => `Två trappstegskurvor. ${kept} ${notKept} Samma siffror står i tabellen.`,
    altArm: (name: string, last: string) => `${name}: ${last}.`,
    altNone: 'ingen kurva',
    altLast: (days: number, share: string) => `${share} bor kvar efter ${days} dagar`,
    xAxis: 'Dagar efter sista dagen för uppstartsmötet',
    yAxis: 'Andel som bor kvar',
    caption: 'Andel som bor kvar',
    columns: { arm: 'Grupp', days: 'Efter', share: 'Bor kvar', interval: '95 % konfidensintervall' },
    group: (name: string, n: string) => `${name}: ${n} personer.`,
    none: 'Det är för få oplanerade utskrivningar för en kurva: varje steg ska stå för minst fem.',
    between: (low: string, high: string) => `${low}–${high} %`,
  },
  parts: {
    yes: 'Ja',
    no: 'Nej',
    unknown: 'Okänt',
    kept: 'I tid',
    late: 'Sent eller inte gjort',
    waived: 'Avsteg',
    missed: 'Blev inte av',
    'not-asked': 'Inte tillfrågad',
    held: 'Mötet hölls',
    'not-held': 'Mötet hölls aldrig',
    planned: 'Planerad',
    unplanned: 'Oplanerad',
    'not-told': 'Står inte',
    stayed: 'Bor kvar',
    moved: 'Flyttade till en annan bostad',
    evicted: 'Avhystes',
    other: 'Annat',
    open: 'Pågår',
    closed: 'Avslutad',
    'three-months': 'Minst tre månader före',
    between: 'En till tre månader före',
    'under-one-month': 'Mindre än en månad före',
  },
  outcomeMeasures: {
    'planning-after-acute': {
      name: 'Tid till planeringsmöte efter akut placering',
      definition:
        'Dagar från inflyttning till planeringsmöte, för den som var akut hemlös. Ett möte före inflyttningen räknas som noll dagar.',
      numerator: 'Median och kvartiler av antalet dagar.',
      denominator: 'De planeringsmöten som hölls i perioden.',
      source: 'Uppgifterna Akut hemlöshet och Inflyttning, och det första planeringsmötet.',
    },
    sip: {
      name: 'Samordnad individuell plan (SIP)',
      definition: 'Om det fanns en SIP när placeringen avslutades.',
      numerator: 'Avslutade där uppgiften säger att SIP finns, eller ett SIP-möte är dokumenterat.',
      denominator: 'Alla som avslutades i perioden.',
      source: 'Uppgiften Om SIP finns, och SIP-möten.',
    },
    'transfer-consent': {
      name: 'Samtycke till informationsöverföring',
      definition: 'Vad personen svarade, senast före avslutet. ”Nej” är också ett samtycke som har återtagits.',
      numerator: 'Avslutade där personen samtyckte.',
      denominator: 'Alla som avslutades i perioden.',
      source: 'Samtycken till informationsöverföring.',
    },
    discharge: {
      name: 'Utskrivningar',
      definition:
        'Om utskrivningen var planerad. Svaret är frivilligt: utan svar är den varken planerad eller oplanerad.',
      numerator: 'Oplanerade utskrivningar.',
      denominator: 'Alla utskrivningar i perioden.',
      source: 'Frågan ”Var utskrivningen planerad?” i utskrivningen.',
    },
    'eviction:children': {
      name: 'Hushåll med barn: hur det gick',
      definition: 'Vad arbetet mot avhysning slutade med, i hushåll med barn.',
      numerator: 'Avslut där personen avhystes.',
      denominator: 'Alla avslut i perioden, i hushåll med barn.',
      source: 'Frågan ”Hur gick det?” i avslutet, och uppgiften om barn i hushållet.',
    },
    'eviction:no-children': {
      name: 'Hushåll utan barn: hur det gick',
      definition: 'Vad arbetet mot avhysning slutade med, i hushåll utan barn.',
      numerator: 'Avslut där personen avhystes.',
      denominator: 'Alla avslut i perioden, i hushåll utan barn.',
      source: 'Frågan ”Hur gick det?” i avslutet, och uppgiften om barn i hushållet.',
    },
    'eviction:children-unknown': {
      name: 'Okänt om det finns barn: hur det gick',
      definition: 'Vad arbetet mot avhysning slutade med, när ingen har angett om det finns barn i hushållet.',
      numerator: 'Avslut där personen avhystes.',
      denominator: 'Alla avslut i perioden, där det inte är känt om det finns barn.',
      source: 'Frågan ”Hur gick det?” i avslutet, och uppgiften om barn i hushållet.',
    },
    'insluss-start': {
      name: 'När insluss startade',
      definition: 'Hur långt före den villkorliga frigivningen rutinen startades.',
      numerator: 'Startade minst tre månader före.',
      denominator: 'Alla som startades i perioden.',
      source: 'Rutinens startdag och uppgiften Villkorlig frigivning.',
    },
    deviation: {
      name: 'Avvikelser',
      definition: 'Det som har registrerats som avvikelser. Avsteg i ärenden räknas vid sitt åtagande, inte här.',
      numerator: 'Registrerade i perioden.',
      denominator: 'Ingen: det är ett antal.',
      source: 'De registrerade avvikelserna.',
    },
  } satisfies Record<string, Told> as Readonly<Record<string, Told>>,
  definitions: {
    heading: 'Så är det räknat',
    show: 'Visa vad varje mått är',
    measure: 'Mått',
    definition: 'Vad måttet är',
    numerator: 'Täljare',
    denominator: 'Nämnare',
    source: 'Källa',
    obligation: (name: string, source: string): Told => ({
      name,
      definition: 'Om åtagandet blev gjort senast sin sista dag.',
      numerator: 'Gjorda i tid.',
      denominator: 'Alla som skulle vara gjorda i perioden, också avsteg och sådana som inte går att avgöra.',
      source,
    }),
    rhythm: (name: string, source: string): Told => ({
      name,
      definition: 'Hur många tillfällen som blev av, med den marginal som rutinen ger.',
      numerator: 'Tillfällen som blev av.',
      denominator: 'Alla tillfällen som passerade i perioden.',
      source,
    }),
    declared: (name: string): Told => ({
      name,
      definition: 'Rutinens eget mått.',
      numerator: 'De som måttet nämner.',
      denominator: 'Alla som kunde ha varit det i perioden: avslut, eller anteckningar med svar på frågan.',
      source: 'Rutinens definition.',
    }),
    rate: {
      name: 'Oplanerade utskrivningar per 100 placeringsmånader',
      definition: 'Hur ofta det händer, oavsett hur många som är placerade.',
      numerator: 'Oplanerade utskrivningar i perioden, gånger 100.',
      denominator: 'Dagar i placering under perioden, delade med 30,44.',
      source: 'Uppgiften Inflyttning och utskrivningen.',
    } satisfies Told,
    stay: {
      name: 'Tid till oplanerad utskrivning',
      definition:
        'Kaplan–Meiers skattning, med 95 % konfidensintervall enligt log–log. Räknas från sista dagen för uppstartsmötet, så att den som skrevs ut dessförinnan inte räknas till någon grupp. Planerade utskrivningar, och sådana där svaret saknas, räknas som att uppföljningen slutar den dagen. Alla följs till periodens slut. Tiden räknas i hela trettiodagarsperioder, och kurvan ritas i steg om minst fem utskrivningar.',
      numerator: 'Oplanerade utskrivningar.',
      denominator: 'De som bor kvar och ännu följs, vid varje tidpunkt.',
      source: 'Uppgiften Inflyttning, uppstartsmötet och utskrivningen.',
    } satisfies Told,
    hiding:
      'En siffra från en till fyra personer visas inte. För att den inte ska gå att räkna ut döljs också den minsta av de andra siffrorna i samma summa: mellan utfallen i ett mått, mellan enheterna i förvaltningen, och mellan månaderna, tertialen och året. Det som är dolt i en visad summa är alltid minst fem tillsammans. Perioderna är hela månader, tertial och år, så att inte två perioder som överlappar avslöjar skillnaden.',
  },
  file: {
    measure: 'Mått',
    part: 'Del',
    figure: 'Antal',
    share: 'Andel (%)',
    routine: 'Rutin',
    unit: 'Enhet',
    period: 'Period',
  },
};
export type Messages = typeof sv;
