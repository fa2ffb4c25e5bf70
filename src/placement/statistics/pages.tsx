import { dateOf, dayFrom } from '../../kernel/date.ts';
import { atStart, writtenDate } from '../../kernel/words.ts';
import { interventionNames, type ProvisionForm, provisionFormNames } from '../../matching/index.ts';
import { toCsv } from '../../platform/csv.ts';
import type { Scope } from '../../platform/door.ts';
import {
  type Answer,
  file,
  type Get,
  get,
  invalid,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { frameFields } from '../../platform/typed.ts';
import { subcategoriesEver } from '../../register/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { placementPaths as paths } from '../paths.ts';
import { subcategoryName } from '../request-body.ts';
import { readRequests } from '../requests-csv.ts';
import { allReasons } from '../store/desks.ts';
import { countRequests, type CountedRequests, percentOf, type Share } from './count.ts';
import { figureMessages } from './messages/index.ts';
import { figureRows, importHistorical } from './store/figures.ts';
import { figureFields as fields, type FigureLine, type MeasureLine, PlacementFiguresPage } from './view.tsx';

const place = 'placementFigures';
const firstYear = 2018;

const thisYear = ({ today }: Scope): number => Number(today.slice(0, 4));

/** The year that is asked for, from the first of the source on; else the one that goes on. */
function yearIn(request: Scope & Readonly<{ query: URLSearchParams }>): number {
  const asked = request.query.get(fields.year) ?? '';
  const year = /^\d{4}$/.test(asked) ? Number(asked) : thisYear(request);
  return Math.min(Math.max(year, firstYear), thisYear(request));
}

async function counted(scope: Scope, year: number): Promise<CountedRequests> {
  const rows = await figureRows(scope, dateOf(dayFrom(year - 1, 1, 1)), dateOf(dayFrom(year, 12, 31)));
  scope.touched({ parts: ['placement-figures'] });
  return countRequests(rows, year, scope.today);
}

/** The tables, as they are shown and as they are saved. */
async function tablesOf(figures: CountedRequests, request: Scope) {
  const { language } = request.actor;
  const known = await subcategoriesEver(request);
  const m = figureMessages[language];
  const month = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { month: 'long', timeZone: 'UTC' });
  const interventions: readonly FigureLine[] = figures.rows.flatMap(
    ({ area, intervention, subcategories, ...pair }) => [
      {
        key: intervention,
        what: `${atStart(interventionNames[intervention][language])} (${m.areas[area].toLowerCase()})`,
        ...pair,
      },
      ...subcategories.map(({ subcategory, ...part }) => ({
        key: `${intervention} ${subcategory}`,
        what: subcategoryName({ intervention, subcategory }, language, known),
        isPart: true,
        ...part,
      })),
    ],
  );
  return [
    {
      heading: m.interventions,
      what: m.columns.what,
      lines: [
        ...interventions,
        { key: 'all', what: m.total, ...figures.total },
        { key: 'individuals', what: m.individuals, ...figures.individuals },
      ],
    },
    {
      heading: m.administrations,
      what: m.administration,
      lines: figures.administrations.map(({ name, ...pair }) => ({ key: name, what: name, ...pair })),
    },
    {
      heading: m.months,
      what: m.month,
      lines: figures.months.map(({ month: number, ...pair }) => ({
        key: String(number),
        what: atStart(month.format(new Date(Date.UTC(2024, number - 1, 15)))),
        ...pair,
      })),
    },
  ];
}

type Measured = Pick<MeasureLine, 'value' | 'of'>;

function flowLines({ flow }: CountedRequests, { actor: { language } }: Scope) {
  const m = figureMessages[language];
  const number = new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 1 });
  const share = (its: Share): Measured =>
    its === undefined || its.whole === 0
      ? { value: undefined, of: '' }
      : {
          value: m.percent(number.format(percentOf(its.part, its.whole))),
          of: m.ofMany(number.format(its.part), number.format(its.whole)),
        };
  const days = (its: number | undefined): Measured =>
    its === undefined ? { value: undefined, of: '' } : { value: m.days(number.format(its)), of: m.median };
  const measured = {
    outcomes: share(flow.outcomes),
    placed: share(flow.placed),
    daysToRecommendation: days(flow.daysToRecommendation),
    daysToOutcome: days(flow.daysToOutcome),
    departed: share(flow.departed),
    unknown: share(flow.unknown),
    hit: share(flow.hit),
  } as const satisfies Record<keyof typeof m.measures, Measured>;
  return (Object.keys(measured) as (keyof typeof measured)[]).map((key) => ({
    key,
    what: m.measures[key],
    ...measured[key],
  }));
}

async function countsOf(figures: CountedRequests, scope: Scope) {
  const { language } = scope.actor;
  const m = figureMessages[language];
  const reasons = await allReasons(scope);
  return [
    {
      heading: m.reasons,
      what: m.reason,
      lines: figures.flow.reasons.map(({ name, count }) => ({
        key: name,
        what: reasons.get(`none:${name}`)?.name[language] ?? name,
        count,
      })),
    },
    {
      heading: m.forms,
      what: m.form,
      lines: figures.flow.forms.map(({ name, count }) => ({
        key: name,
        what: atStart(provisionFormNames[name as ProvisionForm][language]),
        count,
      })),
    },
  ];
}

async function figuresPage(request: Get<string>, errors?: readonly FieldError[]) {
  const { actor } = request;
  const m = figureMessages[actor.language];
  const year = yearIn(request);
  const figures = await counted(request, year);
  const { from, to } = figures.periods.current;
  const taken = /^\d{1,7}$/.exec(request.query.get('antal') ?? '')?.[0];
  const years = Array.from({ length: thisYear(request) - firstYear + 1 }, (_, index) => thisYear(request) - index);
  return (
    <PlacementFiguresPage
      action={paths.figures()}
      fileHref={paths.figuresCsv({ [fields.year]: year })}
      years={years.map((one) => ({ value: String(one), label: String(one), checked: one === year }))}
      intro={m.intro(year, writtenDate(from, actor.language), writtenDate(to, actor.language))}
      told={taken === undefined ? undefined : m.import.taken(taken)}
      tables={await tablesOf(figures, request)}
      flow={flowLines(figures, request)}
      counts={await countsOf(figures, request)}
      importing={
        actor.permissions.has('placement:lead')
          ? {
              action: paths.importRequests(),
              hidden: frameFields(request.csrf, {}),
              errors,
              takesFiles: true,
              cancelHref: paths.figures(),
            }
          : undefined
      }
    />
  );
}

const mostTold = 20;

async function handleImport(request: Post<string>): Promise<Answer> {
  const { language, municipality } = request.actor;
  const m = figureMessages[language].import;
  const upload = request.files.find(({ field }) => field === fields.file);
  const again = async (message: string): Promise<Answer> =>
    invalid({ place, content: await figuresPage(request, [{ field: fields.file, message }]) });
  if (!upload || upload.size === 0) return again(m.missing);
  if (upload.tooLarge) return again(m.tooLarge);
  const text = Buffer.concat(upload.pieces)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const read = readRequests(text, request.today);
  if (!read.ok) {
    const told = read.problems
      .slice(0, mostTold)
      .map(({ line, column, message }) => m.row(line, column ?? '', message[language]));
    const left = read.problems.length - told.length;
    return again([...told, ...(left > 0 ? [m.more(left)] : [])].join(' '));
  }
  const other = read.requests.findIndex((one) => one.municipality !== municipality);
  if (other >= 0) return again(m.other(other + 2, read.requests[other]?.municipality ?? ''));
  const rows = await importHistorical(request, text, read.requests);
  request.touched({ parts: ['historical-requests'] });
  return redirect(paths.figures({ antal: rows }));
}

export const figurePages: readonly Route[] = [
  get({
    path: paths.figures,
    may: 'placement:figures',
    audit: 'placement.figures',
    handle: async (request) => page({ place, content: await figuresPage(request) }),
  }),
  get({
    path: paths.figuresCsv,
    may: 'placement:figures',
    audit: 'placement.figures.export',
    handle: async (request) => {
      const m = figureMessages[request.actor.language];
      const year = yearIn(request);
      const figures = await counted(request, year);
      const text = (count: number | undefined): string => (count === undefined ? '' : String(count));
      const head = ['', m.columns.what, String(year - 1), String(year), m.columns.difference, m.columns.percent];
      const lines = (await tablesOf(figures, request)).flatMap(({ heading, lines: its }) =>
        its.map((line: FigureLine) => [
          heading,
          line.what,
          text(line.previous),
          text(line.current),
          text(line.difference),
          text(line.percent),
        ]),
      );
      const flow = flowLines(figures, request).map(({ what, value = '', of }) => [m.flow, what, '', value, of, '']);
      return file(`placeringar-${year}.csv`, 'text/csv; charset=utf-8', toCsv([head, ...lines, ...flow]));
    },
  }),
  post({
    path: paths.importRequests,
    may: 'placement:lead',
    audit: 'placement.figures.import',
    files: [fields.file],
    handle: handleImport,
  }),
];
