import { routineLibrary } from '../../../casework/index.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Scope } from '../../../platform/door.ts';
import { toCsv } from '../../../platform/csv.ts';
import { file, get, notFound, page, type Route } from '../../../platform/route.ts';
import { monthInWords } from '../../../ui/index.ts';
import { paths } from '../../paths.ts';
import { definitionsOf, shortName } from '../../routine-words.ts';
import { sectionsFor } from '../../sections.ts';
import { armsOf, dischargeRate, shownOf, tableOf } from '../figures.ts';
import { measuresOf, placement, stay } from '../measures.ts';
import { messages } from '../messages/index.ts';
import { endedPeriods, findPeriod, lastDay, lastYear, type Period, spans } from '../periods.ts';
import { figuresOf, staysOf, unitsOfArea } from '../store/figures.ts';
import {
  definitionOf,
  figureFields as fields,
  FiguresPage,
  inWords,
  nameOf,
  partName,
} from '../views/figures-page.tsx';

/** A period's name: "oktober 2025", "Tertial 1 2025", "2025". */
function periodName({ code, span, starts }: Period, language: Language): string {
  if (span === 'month') return monthInWords(starts, language);
  return span === 'year' ? code : messages[language].tertial(code.slice(-1), code.slice(0, 4));
}

/** A period with its first and last day. */
export const named = (period: Period, language: Language): string =>
  `${periodName(period, language)} (${messages[language].fromTo(period.starts, lastDay(period))})`;

/** What was asked for: a routine, a unit of the area or none for all of it, and a period that has ended. */
async function asked(scope: Scope, query: URLSearchParams) {
  const library = await routineLibrary(scope);
  const units = await unitsOfArea(scope);
  const [firstRoutine = ''] = library.routines().toReversed();
  const routine = query.get(fields.routine) ?? firstRoutine;
  const unit = query.get(fields.unit) ?? 'alla';
  const period = query.has(fields.period) ? findPeriod(query.get(fields.period), scope.today) : lastYear(scope.today);
  const known = library.routines().includes(routine) && (unit === 'alla' || units.some(({ id }) => id === unit));
  return period && known ? { library, units, routine, unit: unit === 'alla' ? '' : unit, period } : undefined;
}

async function figures(
  scope: Scope,
  { library, routine, unit, period }: NonNullable<Awaited<ReturnType<typeof asked>>>,
) {
  scope.touched({ parts: ['adherence-statistics'] });
  const measures = measuresOf(routine, definitionsOf(library, routine));
  const rows = await figuresOf(scope, routine, period);
  const table = tableOf(rows);
  const placed = rows.some(({ measure }) => measure === placement || measure === stay);
  return {
    shown: shownOf(table, measures, period, unit),
    empty: !rows.some((row) => row.span === period.span && row.starts === period.starts && row.unit === unit),
    placements: placed
      ? {
          rate: dischargeRate(table, period, unit),
          arms: armsOf(table, await staysOf(scope, routine, period), period, unit),
        }
      : undefined,
  };
}

/** Whether the routines are followed and whether they help, for whoever answers for them. */
export const figuresPages: readonly Route[] = [
  get({
    path: paths.adherence,
    may: 'adherence:read',
    audit: 'adherence.statistics.read',
    handle: async (request) => {
      const { actor, today } = request;
      const { language } = actor;
      const m = messages[language];
      const what = await asked(request, request.query);
      if (!what) return notFound;
      const { library, routine, unit, period, units } = what;
      const choose = (value: string, label: string, chosen: string) => ({ value, label, checked: value === chosen });
      const inQuery = { [fields.routine]: routine, [fields.unit]: unit || 'alla', [fields.period]: period.code };
      return page({
        place: 'adherence',
        content: (
          <FiguresPage
            sections={sectionsFor(actor)}
            action={paths.adherence()}
            fileHref={paths.adherenceFile(inQuery)}
            reasonsHref={actor.permissions.has('deviation:handle') ? paths.deviations({ visa: 'avsteg' }) : undefined}
            routines={library.routines().map((one) => choose(one, shortName(library, one, language), routine))}
            units={[
              choose('alla', m.form.wholeArea, unit || 'alla'),
              ...units.map(({ id, name }) => choose(id, name, unit)),
            ]}
            periods={spans.toReversed().map((span) => ({
              label: m.spans[span],
              choices: endedPeriods(span, today).map((one) => choose(one.code, named(one, language), period.code)),
            }))}
            routine={shortName(library, routine, language)}
            unit={units.find(({ id }) => id === unit)?.name ?? m.form.wholeArea}
            period={named(period, language)}
            {...await figures(request, what)}
          />
        ),
      });
    },
  }),
  get({
    path: paths.adherenceFile,
    may: 'adherence:read',
    audit: 'adherence.statistics.export',
    handle: async (request) => {
      const { language } = request.actor;
      const m = messages[language];
      const what = await asked(request, request.query);
      if (!what) return notFound;
      const { shown, placements } = await figures(request, what);
      const unit = what.units.find(({ id }) => id === what.unit)?.name ?? m.form.wholeArea;
      const at = [shortName(what.library, what.routine, language), unit, what.period.code];
      const lines = shown.flatMap((one) => {
        const told = definitionOf(one, m, language);
        const about = [told.definition, told.numerator, told.denominator, told.source];
        return [...one.parts, { part: '', figure: one.total }].map(({ part, figure }) => [
          ...at,
          nameOf(one, m, language),
          part === '' ? m.outcomes.total : partName(part, m),
          inWords(figure, m, language),
          part === one.measure.share ? inWords(one.share, m, language) : '',
          ...about,
        ]);
      });
      const { rate } = m.definitions;
      const rates = placements
        ? [
            [
              ...at,
              rate.name,
              '',
              inWords(placements.rate, m, language),
              '',
              rate.definition,
              rate.numerator,
              rate.denominator,
              rate.source,
            ],
          ]
        : [];
      const f = m.file;
      const d = m.definitions;
      const head = [
        f.routine,
        f.unit,
        f.period,
        f.measure,
        f.part,
        f.figure,
        f.share,
        d.definition,
        d.numerator,
        d.denominator,
        d.source,
      ];
      return file(`uppfoljning-${what.period.code}.csv`, 'text/csv; charset=utf-8', toCsv([head, ...lines, ...rates]));
    },
  }),
];
