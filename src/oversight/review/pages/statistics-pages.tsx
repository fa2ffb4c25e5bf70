import { addMonths } from '../../../kernel/date.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Scope } from '../../../platform/door.ts';
import { file, get, page, type Route } from '../../../platform/route.ts';
import { toCsv } from '../../../platform/csv.ts';
import { paths } from '../../paths.ts';
import { messages } from '../messages/index.ts';
import { monthOf } from '../month.ts';
import { oddities } from '../oddities.ts';
import { type Figure, shown, type ShownMonth } from '../statistics.ts';
import { reviewStatistics } from '../store/statistics.ts';
import { Statistics } from '../views/index.ts';

const months = 24;

async function figures(scope: Scope): Promise<readonly ShownMonth[]> {
  scope.touched({ parts: ['access-statistics'] });
  return (await reviewStatistics(scope, addMonths(monthOf(scope.today), -months))).map(shown);
}

function inFile(figure: Figure, language: Language): string {
  if (figure.kind === 'few') return messages[language].statistics.few;
  if (figure.kind === 'none') return '';
  return language === 'sv' ? String(figure.value).replace('.', ',') : String(figure.value);
}

/** How the reviews go, for whoever answers for the unit. */
export const statisticsPages: readonly Route[] = [
  get({
    path: paths.reviewStatistics,
    may: 'access:statistics',
    audit: 'review.statistics.read',
    handle: async (request) =>
      page({
        place: 'statistics',
        content: <Statistics months={await figures(request)} fileHref={paths.reviewStatisticsFile()} />,
      }),
  }),
  get({
    path: paths.reviewStatisticsFile,
    may: 'access:statistics',
    audit: 'review.statistics.export',
    stepUp: true,
    handle: async (request) => {
      const { language } = request.actor;
      const m = messages[language];
      const { month, unit, reads, sampled, decided, share, days } = m.statistics.columns;
      const of = (value: Figure): string => inFile(value, language);
      const rows = (await figures(request)).map((one) => [
        one.month.slice(0, 7),
        one.unitName,
        of(one.reads),
        of(one.sampled),
        of(one.decided),
        of(one.unauthorisedShare),
        of(one.medianDays),
        ...one.oddities.map(({ n }) => of(n)),
      ]);
      const names = oddities.map((oddity) => m.rules[oddity].name);
      return file(
        'loggranskning.csv',
        'text/csv; charset=utf-8',
        toCsv([[month, unit, reads, sampled, decided, share, days, ...names], ...rows]),
      );
    },
  }),
];
