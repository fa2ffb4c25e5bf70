import type { LocalDate } from '../kernel/date.ts';
import { toCsv } from '../platform/csv.ts';

/** One offer, as anybody may know it. What is not known is null. */
export type OpenOffer = Readonly<{
  provider: string;
  organisation_number: string;
  /** Of a foster home null, as its area is: it is a family's. */
  unit: string | null;
  area: string | null;
  intervention: string;
  form: string;
  agreement: string | null;
  agreement_to: LocalDate | null;
  support_levels: readonly string[] | null;
  daily_rate: number | null;
  youngest: number | null;
  oldest: number | null;
  genders: readonly string[] | null;
}>;

const columns = [
  'provider',
  'organisation_number',
  'unit',
  'area',
  'intervention',
  'form',
  'agreement',
  'agreement_to',
  'support_levels',
  'daily_rate',
  'youngest',
  'oldest',
  'genders',
] as const satisfies readonly (keyof OpenOffer)[];

const cell = (value: OpenOffer[keyof OpenOffer]): string =>
  value === null ? '' : typeof value === 'object' ? value.join('|') : String(value);

const openCsv = (offers: readonly OpenOffer[]): string =>
  toCsv([columns, ...offers.map((offer) => columns.map((column) => cell(offer[column])))]);

const openJson = (offers: readonly OpenOffer[], day: LocalDate): string =>
  JSON.stringify({ valid: day, offers }, null, 2);

type Described = Readonly<{ publisher: string; day: LocalDate; json: string; csv: string }>;

const inBoth = (sv: string, en: string) => [
  { '@language': 'sv', '@value': sv },
  { '@language': 'en', '@value': en },
];

/**
 * The catalogue's description of the data set and its two files, as JSON-LD. Source: DCAT-AP-SE 2.2, what a dataset and a distribution
 * must have (https://docs.dataportal.se/dcat/sv/).
 */
function dcat({ publisher, day, json, csv }: Described): string {
  const files = [
    { url: json, type: 'application/json', words: inBoth('Erbjudanden som JSON', 'Offers as JSON') },
    { url: csv, type: 'text/csv', words: inBoth('Erbjudanden som CSV', 'Offers as CSV') },
  ];
  const id = json.replace(/[^/]*$/, '');
  const licence = 'http://creativecommons.org/publicdomain/zero/1.0/';
  return JSON.stringify(
    {
      '@context': {
        dcat: 'http://www.w3.org/ns/dcat#',
        dcterms: 'http://purl.org/dc/terms/',
        foaf: 'http://xmlns.com/foaf/0.1/',
        xsd: 'http://www.w3.org/2001/XMLSchema#',
      },
      '@graph': [
        { '@id': `${id}#publisher`, '@type': 'foaf:Agent', 'foaf:name': publisher },
        {
          '@id': `${id}#catalog`,
          '@type': 'dcat:Catalog',
          'dcterms:title': inBoth('Utförarregistret', 'The register of providers'),
          'dcterms:description': inBoth('Öppna data ur utförarregistret.', 'Open data of the register of providers.'),
          'dcterms:publisher': { '@id': `${id}#publisher` },
          'dcterms:license': { '@id': licence },
          'dcat:dataset': { '@id': `${id}#dataset` },
        },
        {
          '@id': `${id}#dataset`,
          '@type': 'dcat:Dataset',
          'dcterms:title': inBoth('Utförares erbjudanden', 'Offers of providers'),
          'dcterms:description': inBoth(
            'Vad aktiva utförare erbjuder inom socialtjänsten, utan skyddade boenden och uppgifter om personer.',
            'What active providers offer within social services, without sheltered housing and personal data.',
          ),
          'dcterms:publisher': { '@id': `${id}#publisher` },
          'dcterms:modified': { '@type': 'xsd:date', '@value': day },
          'dcterms:accessRights': { '@id': 'http://publications.europa.eu/resource/authority/access-right/PUBLIC' },
          'dcterms:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/CONT' },
          'dcat:theme': { '@id': 'http://publications.europa.eu/resource/authority/data-theme/SOCI' },
          'dcat:distribution': files.map((_, index) => ({ '@id': `${id}#file-${index + 1}` })),
        },
        ...files.map(({ url, type, words }, index) => ({
          '@id': `${id}#file-${index + 1}`,
          '@type': 'dcat:Distribution',
          'dcterms:title': words,
          'dcat:accessURL': { '@id': url },
          'dcat:downloadURL': { '@id': url },
          'dcterms:format': type,
          'dcterms:license': { '@id': licence },
        })),
      ],
    },
    null,
    2,
  );
}

export const openFileNames = ['utforare.json', 'utforare.csv', 'beskrivning.jsonld'] as const;
export type OpenFileName = (typeof openFileNames)[number];
export const csvType = 'text/csv; charset=utf-8';
export const openFileTypes: Readonly<Record<OpenFileName, string>> = {
  'utforare.json': 'application/json',
  'utforare.csv': csvType,
  'beskrivning.jsonld': 'application/ld+json',
};

type Source = Readonly<{
  publisher: string;
  day: LocalDate;
  /** Where a file is found, in full. */
  addressOf: (name: OpenFileName) => string;
  offers: () => Promise<readonly OpenOffer[]>;
}>;

/** One file of the open data, as text. */
export async function openFile(name: OpenFileName, { publisher, day, addressOf, offers }: Source): Promise<string> {
  if (name === 'beskrivning.jsonld')
    return dcat({ publisher, day, json: addressOf('utforare.json'), csv: addressOf('utforare.csv') });
  return name === 'utforare.json' ? openJson(await offers(), day) : openCsv(await offers());
}
