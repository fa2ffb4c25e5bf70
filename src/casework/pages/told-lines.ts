import type { Language } from '../../kernel/text.ts';
import type { Get } from '../../platform/route.ts';
import { noticeMessages } from '../messages/notices.ts';
import { paths } from '../paths.ts';
import { type NoticeKind, unseenNotices } from '../store/notices.ts';
import type { ToldLine } from '../views/told.tsx';
import { hidden } from './frame.ts';

/** Where some kinds lead besides the case. */
const places: Partial<Record<NoticeKind, string>> = {
  'review-question': paths.myLog(),
  disclosed: paths.received(),
  'plan-shared': paths.received(),
  'comment-asked': paths.routineDrafts(),
  'insluss-arrived': paths.incomingInsluss(),
  'request-to-decide': paths.officialRequests({ visa: 'mine' }),
};

const linkOf = (kind: NoticeKind, language: Language): Pick<ToldLine, 'link'> => {
  const href = places[kind];
  return href === undefined ? {} : { link: { href, text: noticeMessages[language].read } };
};

/**
 * What the actor has been told and has not put away, each with a way to the case as long as it is in reach. `noticed` is where a notice is put
 * away: each page comes back to itself.
 */
export async function toldLines(
  request: Get<string>,
  noticed: (of: Readonly<{ notice: string }>) => string,
): Promise<readonly ToldLine[]> {
  const notices = await unseenNotices(request);
  const words = noticeMessages[request.actor.language].kinds;
  return notices.map(({ id, kind, at, by, runId, caseId, caseNumber, placementRequest }) => ({
    key: id,
    text: words[kind](by),
    at: at.toISOString(),
    ...linkOf(kind, request.actor.language),
    ...(placementRequest === undefined
      ? {}
      : {
          link: {
            href: request.actor.permissions.has('placement:handle')
              ? paths.deskRequest({ request: placementRequest })
              : paths.placementRequest({ request: placementRequest }),
            text: noticeMessages[request.actor.language].read,
          },
        }),
    ...(caseNumber === undefined || places[kind] !== undefined
      ? {}
      : {
          link: {
            href:
              kind === 'intake-notice'
                ? paths.notices({ case: caseId ?? '' })
                : runId === undefined
                  ? paths.caseFile({ case: caseId ?? '' })
                  : paths.run({ run: runId }),
            text: caseNumber,
          },
        }),
    putAway: { action: noticed({ notice: id }), hidden: { [hidden.csrf]: request.csrf } },
  }));
}
