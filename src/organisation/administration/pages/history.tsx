import { get, page, type Route } from '../../../platform/route.ts';
import { changes, changesPerPage } from '../store/history.ts';
import { ChangeHistory } from '../views/history.tsx';
import { linksTo, may, place, words } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';

const inShort = (row: Readonly<Record<string, unknown>> | null): string =>
  row === null
    ? '–'
    : Object.entries(row)
        .filter(([name, value]) => value !== null && name !== 'municipality' && name !== 'idempotency_key')
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(', ');

/** Of a changed row, what is different; of one that came or went, all of it. */
function difference(before: Readonly<Record<string, unknown>> | null, after: Readonly<Record<string, unknown>> | null) {
  if (before === null || after === null) return [inShort(before), inShort(after)] as const;
  const changed = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const only = (row: Readonly<Record<string, unknown>>) =>
    inShort(Object.fromEntries(changed.map((name) => [name, row[name]])));
  return [only(before), only(after)] as const;
}

export const historyPages: readonly Route[] = [
  get({
    path: paths.history,
    may,
    audit: 'organisation.history',
    handle: async (request) => {
      const asked = request.query.get('fore') ?? '';
      const found = await changes(request, /^\d{1,18}$/.test(asked) ? asked : undefined);
      const m = words(request).history;
      const shown = found.slice(0, changesPerPage);
      return page({
        place,
        content: (
          <ChangeHistory
            links={linksTo(request, 'history')}
            lines={shown.map((change) => {
              const [before, after] = difference(change.before, change.after);
              return {
                key: change.id,
                at: change.at.toISOString(),
                by: change.by ?? m.system,
                what: m.what[change.what] ?? change.what,
                before,
                after,
              };
            })}
            olderHref={found.length > changesPerPage ? paths.history({ fore: shown.at(-1)?.id }) : undefined}
          />
        ),
      });
    },
  }),
];
