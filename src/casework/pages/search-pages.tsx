import type { Library } from '../../routine/index.ts';
import { routineLibrary } from '../routines.ts';
import { type Get, get, invalid, page, post, type Route } from '../../platform/route.ts';
import { shortestReason } from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { compiledRoutine } from '../evaluation.ts';
import { searchMessages } from '../messages/search.ts';
import { paths } from '../paths.ts';
import { searchKey, searchSize } from '../search.ts';
import { type FoundCase, searchCases } from '../store/search.ts';
import { first, type Typed, typedFrom } from '../typed.ts';
import { type FoundLine, Search, searchFields as fields } from '../views/search.tsx';
import { warningMark } from './wording.ts';
import { hidden } from './frame.ts';

const place = 'search';

const content = (
  request: Get<string>,
  typed: Typed,
  errors: readonly FieldError[],
  found?: Readonly<{ lines: readonly FoundLine[]; more?: number }>,
) => (
  <Search
    frame={{
      action: paths.search(),
      hidden: { [hidden.csrf]: request.csrf },
      errors,
      cancelHref: paths.search(),
    }}
    values={{
      key: first(typed, fields.key),
      wider: first(typed, fields.wider) === 'ja',
      reason: first(typed, fields.reason),
    }}
    found={found}
  />
);

function line(library: Library, request: Get<string>, found: FoundCase): FoundLine {
  const m = searchMessages[request.actor.language];
  switch (found.kind) {
    case 'in-reach':
      return {
        key: found.caseId,
        number: found.caseNumber,
        href: paths.caseFile({ case: found.caseId }),
        name: found.person.name('list', request.actor.language),
        first: found.first.map((run) =>
          warningMark(compiledRoutine(library, run).definition, run.code, request.actor.language),
        ),
        unit: found.unitName,
        responsible: found.responsible,
      };
    case 'out-of-reach':
      return {
        key: found.caseId,
        number: found.caseNumber,
        unit: found.unitName,
        responsible: found.responsible,
        instead: m.outOfReach(found.responsible ?? m.nobody),
      };
    case 'protected':
      return { key: found.caseId, instead: m.protected(found.contact) };
  }
}

/**
 * Search in case work (SoLPuF 15 §): by name, identity number or case number, in one's own area. Posted, so that what was searched for
 * stands in no address; the audit has which key was used, what was found and the reason, and never the words.
 */
export const searchPages: readonly Route[] = [
  get({
    path: paths.search,
    may: 'case:search',
    audit: 'case.search.form',
    handle: async (request) => page({ place, content: content(request, {}, []) }),
  }),
  post({
    path: paths.search,
    may: 'case:search',
    audit: 'case.search',
    handle: async (request) => {
      const { problems } = searchMessages[request.actor.language];
      const typed = typedFrom(request.form);
      const written = first(typed, fields.key);
      const key = searchKey(written);
      const wider = first(typed, fields.wider) === 'ja';
      const reason = first(typed, fields.reason).slice(0, 2000);
      const errors: FieldError[] = [];
      if (!key) errors.push({ field: fields.key, message: /\d/.test(written) ? problems.number : problems.key });
      if (wider && reason.length < shortestReason) errors.push({ field: fields.reason, message: problems.reason });
      if (!key || errors.length > 0) return invalid({ place, content: content(request, typed, errors) });
      if (wider) request.because(reason);
      const library = await routineLibrary(request);
      const all = await searchCases(request, key, wider, searchSize + 1);
      const found = all.slice(0, searchSize);
      request.touched({
        cases: found.map(({ caseId }) => caseId),
        individuals: found.map(({ individual }) => individual),
        parts: [`search:${key.kind}`],
      });
      return page({
        place,
        content: content(request, typed, [], {
          lines: found.map((one) => line(library, request, one)),
          ...(all.length > searchSize ? { more: searchSize } : {}),
        }),
      });
    },
  }),
];
