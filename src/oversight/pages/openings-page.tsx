import { paths } from '../../casework/index.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import { get, notFound, page, type Route } from '../../platform/route.ts';
import { messages } from '../messages/index.ts';
import { openingInWords } from '../opening-in-words.ts';
import { caseNumber, openingsOf } from '../store/openings.ts';
import { readBefore, writtenBefore } from './before.ts';
import { Openings } from '../views/openings.tsx';

const size = 50;

/** SoLPuL 10 §: who has had access is followed up; here by those who know the case best. */
export const openingsPage: Route = get({
  path: paths.caseAudit,
  may: 'case:read',
  audit: 'case.audit.read',
  handle: async (request) => {
    const caseId = findId<CaseId>(request.parameters.case);
    const number = caseId && (await caseNumber(request, caseId));
    if (number === undefined || !caseId) return notFound;
    request.touched({ cases: [caseId], parts: ['audit'] });
    const before = readBefore(request.query.get('fore'));
    const rows = await openingsOf(request, caseId, before, size + 1);
    const shown = rows.slice(0, size);
    const last = rows.length > size ? shown.at(-1) : undefined;
    const m = messages[request.actor.language];
    return page({
      place: 'cases',
      content: (
        <Openings
          number={number}
          caseHref={paths.caseFile({ case: caseId })}
          lines={shown.map((row) => ({
            key: String(row.id),
            at: row.at.toISOString(),
            name: row.name ?? m.unknown,
            isReader: row.account === request.actor.account,
            organisation: row.area ?? undefined,
            what: openingInWords(row, m),
            refused: row.outcome === 'refused',
            reason: row.reason ?? undefined,
            how: m.channels[row.channel] ?? m.channels['page'] ?? '',
          }))}
          olderHref={last && paths.caseAudit({ case: caseId }, { fore: writtenBefore(last) })}
          newestHref={before && paths.caseAudit({ case: caseId })}
        />
      ),
    });
  },
});
