import { dateOf, dayFrom } from '../../../kernel/date.ts';
import { atStart, writtenDate } from '../../../kernel/words.ts';
import { toCsv } from '../../../platform/csv.ts';
import type { Scope } from '../../../platform/door.ts';
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
} from '../../../platform/route.ts';
import { first, frameFields, typedFrom } from '../../../platform/typed.ts';
import { percentOf } from '../../statistics/count.ts';
import { type CountedAssignments, countAssignments, type InfluxPair } from '../count.ts';
import { readEarlier } from '../earlier-file.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import { earlierMonths, influxRows, writeEarlier } from '../store/figures.ts';
import { figureNames, FiguresPage, type InfluxLine } from '../views/figures.tsx';
import type { Shown } from '../../shown.ts';
import { place, typedIn } from './open.ts';

/** The function has received assignments since July 2022. */
const firstYear = 2022;
const thisYear = ({ today }: Scope): number => Number(today.slice(0, 4));

function yearIn(request: Get<string>): number {
  const asked = request.query.get(figureNames.year) ?? '';
  const year = /^\d{4}$/.test(asked) ? Number(asked) : thisYear(request);
  return Math.min(Math.max(year, firstYear), thisYear(request));
}

async function counted(request: Get<string>, year: number): Promise<CountedAssignments> {
  const [from, to] = [dateOf(dayFrom(year - 1, 1, 1)), dateOf(dayFrom(year, 12, 31))];
  request.touched({ parts: ['influx-figures'] });
  return countAssignments(
    await influxRows(request, from, to),
    await earlierMonths(request, from, to),
    year,
    request.today,
  );
}

function linesOf({ months, total }: CountedAssignments, { actor: { language } }: Scope): readonly InfluxLine[] {
  const name = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { month: 'long', timeZone: 'UTC' });
  const line = (key: string, what: string, { previous, current }: InfluxPair): InfluxLine => {
    const difference = previous && current ? current.people - previous.people : undefined;
    return {
      key,
      what,
      previous,
      current,
      difference,
      percent:
        difference === undefined || !previous || previous.people === 0
          ? undefined
          : percentOf(difference, previous.people),
    };
  };
  return [
    ...months.map(({ month, ...pair }) =>
      line(String(month), atStart(name.format(new Date(Date.UTC(2024, month - 1, 15)))), pair),
    ),
    line('all', assignmentMessages[language].figures.total, total),
  ];
}

async function figuresPage(request: Get<string>, shown: Shown = {}) {
  const { actor, query } = request;
  const m = assignmentMessages[actor.language].figures;
  const year = yearIn(request);
  const figures = await counted(request, year);
  const { from, to } = figures.periods.current;
  const taken = /^\d{1,5}$/.exec(query.get('antal') ?? '')?.[0];
  return (
    <FiguresPage
      years={Array.from({ length: thisYear(request) - firstYear + 1 }, (_, index) => thisYear(request) - index).map(
        (one) => ({ value: String(one), label: String(one), checked: one === year }),
      )}
      intro={m.intro(year, writtenDate(from, actor.language), writtenDate(to, actor.language))}
      year={year}
      fileHref={paths.figuresFile({ [figureNames.year]: year })}
      told={taken === undefined ? undefined : m.taken(Number(taken))}
      lines={linesOf(figures, request)}
      earlier={
        actor.permissions.has('massInflux:lead')
          ? {
              frame: {
                action: paths.earlier(),
                hidden: frameFields(request.csrf, shown.typed ?? {}),
                errors: shown.errors ?? [],
                cancelHref: paths.figures(),
              },
              text: typedIn(shown, figureNames.earlier),
            }
          : undefined
      }
    />
  );
}

async function takeEarlier(request: Post<string>): Promise<Answer> {
  const all = assignmentMessages[request.actor.language];
  const typed = typedFrom(request.form);
  const read = readEarlier(first(typed, figureNames.earlier), request.today);
  if (!read.ok || read.months.length === 0) {
    request.rejected();
    const message = read.ok
      ? all.figures.nothing
      : read.problems
          .slice(0, 10)
          .map(({ line, column, problem }) =>
            all.list.row(line, column ?? '', { ...all.list.problems, ...all.figures.problems }[problem]),
          )
          .join(' ');
    return invalid({
      place,
      content: await figuresPage(request, { typed, errors: [{ field: figureNames.earlier, message }] }),
    });
  }
  return redirect(paths.figures({ antal: await writeEarlier(request, read.months) }));
}

/** How many households and people have been assigned, against the same time the year before. */
export const figurePages: readonly Route[] = [
  get({
    path: paths.figures,
    may: 'placement:figures',
    audit: 'influx.figures',
    handle: async (request) => page({ place, content: await figuresPage(request) }),
  }),
  get({
    path: paths.figuresFile,
    may: 'placement:figures',
    audit: 'influx.figures.export',
    handle: async (request) => {
      const m = assignmentMessages[request.actor.language].figures;
      const year = yearIn(request);
      const text = (count: number | undefined): string => (count === undefined ? '' : String(count));
      const lines = linesOf(await counted(request, year), request).map((line) => [
        line.what,
        text(line.previous?.households),
        text(line.current?.households),
        text(line.previous?.people),
        text(line.current?.people),
        text(line.difference),
        text(line.percent),
      ]);
      const head = [
        m.month,
        ...[m.households, m.people].flatMap((what) => [year - 1, year].map((one) => `${what} ${one}`)),
      ];
      return file(
        `anvisningar-${year}.csv`,
        'text/csv; charset=utf-8',
        toCsv([[...head, m.difference, m.percent], ...lines]),
      );
    },
  }),
  post({ path: paths.earlier, may: 'massInflux:lead', audit: 'influx.figures.import', handle: takeEarlier }),
];
