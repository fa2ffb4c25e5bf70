import { routineLibrary } from '../../../casework/index.ts';
import { type CaseId, findId, newId } from '../../../kernel/ids.ts';
import { file, type Get, get, notFound, page, post, type Route } from '../../../platform/route.ts';
import { hidden } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { bundleOf } from '../archive/bundle.ts';
import type { ArchiveWords } from '../archive/content.ts';
import { caseContent, caseFiles, exportsOf, insertExport } from '../store/archive.ts';
import { ExportPage } from '../views/index.ts';

type Asking = Get<typeof paths.archiveExport.pattern>;

async function opened(request: Asking) {
  const caseId = findId<CaseId>(request.parameters.case);
  const content = caseId && (await caseContent(request, caseId));
  return caseId && content ? { caseId, content } : undefined;
}

/** A case for the archive, whenever an archivist asks for it. */
export const exportPages = (words: readonly ArchiveWords[]): readonly Route[] => [
  get({
    path: paths.archiveExport,
    may: 'archive:export',
    audit: 'archive.export.form',
    handle: async (request) => {
      const found = await opened(request);
      if (!found) return notFound;
      request.touched({ cases: [found.caseId], parts: ['number', 'archive-export'] });
      return page({
        place: 'retention',
        content: (
          <ExportPage
            frame={{
              action: paths.archiveExport({ case: found.caseId }),
              hidden: { [hidden.csrf]: request.csrf },
              givesFile: true,
              cancelHref: paths.retention(),
            }}
            number={found.content.case.case_number}
            exports={await exportsOf(request, found.caseId)}
          />
        ),
      });
    },
  }),
  post({
    path: paths.archiveExport,
    may: 'archive:export',
    audit: 'archive.export',
    stepUp: true,
    handle: async (request) => {
      const found = await opened(request);
      if (!found) return notFound;
      request.touched({
        cases: [found.caseId],
        parts: ['case', 'individual', 'entries', 'facts', 'people', 'files', 'archive-export'],
      });
      const id = newId<never>();
      const files = await caseFiles(request, found.caseId);
      const bundle = bundleOf(found.content, files, await routineLibrary(request), words);
      await insertExport(request, id, found.caseId, bundle, found.content.through);
      // By the sum that the list of exports has: it tells the file, and nothing of whom it is about.
      return file(`arkivexport-${bundle.sha256.slice(0, 12)}.zip`, 'application/zip', bundle.bytes);
    },
  }),
];
