import { writtenNumber } from '../kernel/number.ts';
import { parseArgs } from 'node:util';
import type { Language } from '../kernel/text.ts';
import { atStart } from '../kernel/words.ts';
import { interventionNames } from '../matching/index.ts';
import {
  areas,
  type Area,
  type Compared,
  periodsOf,
  type PlacementFigures,
  everyRequest,
  type HistoricalRequest,
  placementFigures,
  readRequests,
} from '../placement/index.ts';
import { readConfig } from '../platform/config.ts';
import { startDatabase } from '../platform/start-database.ts';
import { answered, BadInput, type CommandIo, languageFrom, located, readText } from './input.ts';

const usage = `Användning:
  hemvist report placements --year ÅR [--requests <förfrågningar.csv> | --municipality KOD] [--json] [--lang sv|en]`;

const words = {
  sv: {
    usage,
    year: (value: string) => `--year: ${value === '' ? 'saknas' : `${value} är inget år`}. Skriv ett år som 2024.`,
    notYet: (year: number) => `--year: ${year} har inte börjat. Välj ett tidigare år.`,
    line: (line: number) => `rad ${line}`,
    title: (year: number, from: string, to: string) =>
      `Placeringsförfrågningar ${year} (${from}–${to}) mot samma tid året före`,
    area: { adults: 'Vuxna', children: 'Barn och unga', disability: 'Funktionsstöd' },
    total: 'Alla',
    individuals: 'Unika personer',
    month: 'Månad',
    difference: 'skillnad',
  },
  en: {
    usage,
    year: (value: string) =>
      `--year: ${value === '' ? 'missing' : `${value} is not a year`}. Write a year such as 2024.`,
    notYet: (year: number) => `--year: ${year} has not begun. Choose an earlier year.`,
    line: (line: number) => `line ${line}`,
    title: (year: number, from: string, to: string) =>
      `Placement requests ${year} (${from}–${to}) against the same time the year before`,
    area: { adults: 'Adults', children: 'Children and youth', disability: 'Disability support' },
    total: 'All',
    individuals: 'Unique individuals',
    month: 'Month',
    difference: 'difference',
  },
} as const satisfies Record<Language, object>;

/** The figures as a table for a terminal. */
function figuresText(
  figures: PlacementFigures,
  period: Readonly<{ from: string; to: string }>,
  language: Language,
): readonly string[] {
  const say = words[language];
  const count = (value: number): string => writtenNumber(value, language).padStart(8);
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${writtenNumber(value, language)}`;
  const line = (
    name: string,
    { previous, current }: Readonly<{ previous: number; current: number }>,
    more = '',
  ): string => `  ${name.padEnd(28)}${count(previous)}${count(current)}${more}`;
  const change = ({ difference, percent }: Compared): string =>
    `${signed(difference).padStart(10)}${(percent === undefined ? '–' : `${signed(percent)} %`).padStart(9)}`;
  const ofArea = (area: Area): readonly string[] => [
    say.area[area],
    ...figures.rows
      .filter((row) => row.area === area)
      .map((row) => line(atStart(interventionNames[row.intervention][language]), row, change(row))),
  ];
  const heading = `  ${''.padEnd(28)}${String(figures.previousYear).padStart(8)}${String(figures.year).padStart(8)}`;
  return [
    say.title(figures.year, period.from, period.to),
    '',
    `${heading}${say.difference.padStart(10)}`,
    ...areas.flatMap(ofArea),
    line(say.total, figures.total, change(figures.total)),
    line(say.individuals, figures.individuals),
    '',
    say.month,
    ...figures.months.map(({ month, ...counts }) => line(String(month), counts)),
  ];
}

function yearFrom(value: string | undefined, today: string, language: Language): number {
  if (value === undefined || !/^[1-9]\d{3}$/.test(value)) throw new BadInput(words[language].year(value ?? ''));
  const year = Number(value);
  if (value > today.slice(0, 4)) throw new BadInput(words[language].notYet(year));
  return year;
}

async function fromFile(file: string, io: CommandIo, language: Language): Promise<readonly HistoricalRequest[]> {
  const read = readRequests(await readText(file, language), io.today);
  if (read.ok) return read.requests;
  const told = read.problems.map(({ line, column = '', message }) =>
    located(file, words[language].line(line), column, message[language]),
  );
  throw new BadInput(told.join('\n'));
}

/** What has been asked in Hemvist, and what has been taken in from before it. */
async function fromDatabase(municipality: string | undefined, io: CommandIo): Promise<readonly HistoricalRequest[]> {
  const database = await startDatabase(readConfig(process.env), io.err);
  try {
    return await everyRequest(database.owner, municipality);
  } finally {
    await database.stop();
  }
}

/**
 * `hemvist report placements …`: a year's requests against the year before, from a file or from the database. Exit status: 0; 2 for bad input, with every
 * bad row by line and column, and nothing is counted.
 */
export const reportCommand = (args: readonly string[], io: CommandIo): Promise<number> =>
  answered(io, usage, async () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        year: { type: 'string' },
        requests: { type: 'string' },
        municipality: { type: 'string' },
        json: { type: 'boolean', default: false },
        lang: { type: 'string', default: 'sv' },
      },
    });
    const language = languageFrom(values.lang);
    const say = words[language];
    if (positionals.length !== 1 || positionals[0] !== 'placements') throw new BadInput(say.usage);
    const year = yearFrom(values.year, io.today, language);
    const requests = await (values.requests === undefined
      ? fromDatabase(values.municipality, io)
      : fromFile(values.requests, io, language));
    const figures = placementFigures(requests, year, io.today);
    if (values.json) io.out(JSON.stringify(figures, null, 2));
    else for (const line of figuresText(figures, periodsOf(year, io.today).current, language)) io.out(line);
    return 0;
  });
