import { createElement } from 'react';
import {
  emptyNoticeForm,
  intakePaths,
  isReceipt,
  type Municipality,
  municipalitiesWithIntake,
  NoticeReceived,
  noticeLimits,
  takeNotice,
  WhichMunicipality,
} from '../intake/index.ts';
import { countAttempt } from '../organisation/index.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { App, AppContext } from '../platform/server.ts';
import { attachmentFields } from '../secrecy/index.ts';
import type { Deps } from './deps.ts';
import { isOwnSite } from './own-site.ts';
import { notReadAs, readSent } from './read-form.ts';
import { render } from './respond.tsx';
import { showError } from './show-error.ts';
import { frameBefore } from './sign-in.ts';

/** Where somebody who is not signed in may send a file. */
export const openFormWithFiles = { path: intakePaths.form, files: [attachmentFields.file] } as const;

/** The form for landlords: open to everybody, without a session, and the same whatever is known of anybody. */
export function mountNoticeForm(app: App, deps: Deps): void {
  const show = (context: AppContext, view: Parameters<typeof render>[1], status: 200 | 422 = 200): Response =>
    context.html(render({ ...frameBefore(deps, context), address: context.req.path }, view), status);
  const found = async (context: AppContext): Promise<Municipality | undefined> =>
    (await municipalitiesWithIntake(deps.db)).find(({ code }) => code === context.req.param('municipality'));

  app.get(intakePaths.forms.pattern, async (context) => {
    const all = await municipalitiesWithIntake(deps.db);
    const [one] = all;
    if (one && all.length === 1) return context.redirect(intakePaths.form({ municipality: one.code }), 303);
    const links = all.map(({ code, name }) => ({ href: intakePaths.form({ municipality: code }), name }));
    return show(context, createElement(WhichMunicipality, { links }));
  });

  app.get(intakePaths.received.pattern, async (context) => {
    const municipality = await found(context);
    const receipt = context.req.query('nummer') ?? '';
    if (!municipality || !isReceipt(receipt)) return showError(deps, context, 404);
    const againHref = intakePaths.form({ municipality: municipality.code });
    return show(context, createElement(NoticeReceived, { receipt, againHref }));
  });

  app.get(intakePaths.form.pattern, async (context) => {
    const municipality = await found(context);
    return municipality ? show(context, emptyNoticeForm(municipality)) : showError(deps, context, 404);
  });

  app.post(intakePaths.form.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const municipality = await found(context);
    if (!municipality) return showError(deps, context, 404);
    // Counted in the database before anything is read: a restart forgives nobody.
    const now = deps.now();
    const { perAddress, windowMinutes } = noticeLimits;
    const from = `notice:${clientAddress(context, deps.trustedProxies)}`;
    if ((await countAttempt(deps.db, from, now, windowMinutes)) > (deps.noticesPerAddress ?? perAddress)) {
      context.header('retry-after', String(windowMinutes * 60));
      return showError(deps, context, 429);
    }
    const sent = await readSent(context, openFormWithFiles.files, () => true, 'everybody');
    if (typeof sent === 'string') return showError(deps, context, notReadAs[sent]);
    try {
      const { language } = frameBefore(deps, context);
      const { form, files } = sent;
      const scanned = deps.filesAreScanned ?? false;
      const answer = await takeNotice(deps.db, { municipality, form, files, language, now, scanned });
      if (answer === 'no-intake') return showError(deps, context, 404);
      return 'again' in answer
        ? show(context, answer.again, 422)
        : context.redirect(intakePaths.received({ municipality: municipality.code }, { nummer: answer.receipt }), 303);
    } finally {
      sent.release();
    }
  });
}
