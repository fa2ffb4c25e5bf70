import { get, page, type Route } from '../../../platform/route.ts';
import { changes, changesPerPage, namesIn } from '../store/history.ts';
import { ChangeHistory } from '../views/history.tsx';
import { changeInWords } from './history-words.ts';
import { linksTo, may, place, words } from './section.ts';
import { organisationPaths as paths } from '../paths.ts';

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
      const names = await namesIn(request, shown);
      return page({
        place,
        content: (
          <ChangeHistory
            links={linksTo(request, 'history')}
            lines={shown.map((change) => {
              const [before, after] = changeInWords(change, names, request.actor.language);
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
