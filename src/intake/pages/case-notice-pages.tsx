import { type CaseInReach, findCase, paths as casework } from '../../casework/index.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import { type Get, get, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { frameFields, keyIn, typedFrom } from '../../platform/typed.ts';
import { attachmentsOfNotice } from '../../secrecy/index.ts';
import { takeUp } from '../actions/take-up.ts';
import type { Notice } from '../notice.ts';
import { intakePaths as paths } from '../paths.ts';
import { findNotice, noticesOfCase } from '../store/notices.ts';
import { NoticesOfCase } from '../views/notices.tsx';
import { handOutFile, touchedBy } from './files.ts';

const place = 'cases';

async function see(request: Get<'/arenden/:case/underrattelser'>): Promise<CaseInReach | undefined> {
  const id = findId<CaseId>(request.parameters.case);
  const file = id && (await findCase(request, id));
  if (file) request.touched({ cases: [file.id], individuals: [file.individual], parts: ['notice'] });
  return file;
}

async function noticeOf(request: Get<string>, file: CaseInReach | undefined, id: string): Promise<Notice | undefined> {
  const wanted = findId(id);
  const notice = wanted === undefined ? undefined : await findNotice(request, wanted);
  if (!file || notice?.caseId !== file.id) return undefined;
  request.touched(touchedBy(notice));
  return notice;
}

/** The notices that are about a case, and their way into the routine. */
export const caseNoticePages: readonly Route[] = [
  get({
    path: paths.ofCase,
    may: 'case:read',
    audit: 'notice.of-case',
    handle: async (request) => {
      const file = await see(request);
      if (!file) return notFound;
      const mayStart = request.actor.permissions.has('run:start');
      const notices = await Promise.all(
        (await noticesOfCase(request, file.id)).map(async (notice) => {
          request.touched(touchedBy(notice));
          const parameters = { case: file.id, notice: notice.id };
          return {
            notice,
            files: (await attachmentsOfNotice(request, notice.id)).map((one) => ({
              file: one,
              href: paths.fileOfCase({ ...parameters, attachment: one.id }),
            })),
            ...(notice.runId === undefined ? {} : { runHref: casework.run({ run: notice.runId }) }),
            ...(mayStart && notice.runId === undefined
              ? { start: { action: paths.start(parameters), hidden: frameFields(request.csrf, {}) } }
              : {}),
          };
        }),
      );
      return page({
        place,
        content: (
          <NoticesOfCase number={file.caseNumber} backHref={casework.caseFile({ case: file.id })} notices={notices} />
        ),
      });
    },
  }),
  get({
    path: paths.fileOfCase,
    may: 'case:read',
    audit: 'notice.attachment.open',
    handle: async (request) => {
      const notice = await noticeOf(request, await see(request), request.parameters.notice);
      return notice ? handOutFile(request, notice, request.parameters.attachment) : notFound;
    },
  }),
  post({
    path: paths.start,
    may: 'run:start',
    audit: 'notice.take-up',
    handle: async (request) => {
      const file = await see(request);
      const notice = await noticeOf(request, file, request.parameters.notice);
      const key = keyIn(typedFrom(request.form));
      if (!file || !notice || !key) return notFound;
      // Sent twice: it is in the routine already.
      if (notice.runId !== undefined) return redirect(casework.run({ run: notice.runId }));
      const taken = await takeUp(request, notice, file.id, key);
      switch (taken.outcome) {
        case 'not-found':
          return notFound;
        case 'already':
          return redirect(paths.ofCase({ case: file.id }));
        case 'taken-up':
        case 'under-way':
          return redirect(casework.run({ run: taken.run }));
      }
    },
  }),
];
