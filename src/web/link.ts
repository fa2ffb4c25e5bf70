import { createElement } from 'react';
import { findLink, signInLinkPath, takeLink } from '../organisation/index.ts';
import type { App, AppContext } from '../platform/server.ts';
import { keepStep } from './cookies.ts';
import type { Deps } from './deps.ts';
import { isOwnSite } from './own-site.ts';
import { readForm } from './read-form.ts';
import { render } from './respond.tsx';
import { showError } from './show-error.ts';
import { frameBefore, fromOf, letIn, showSecondStep, textOf } from './sign-in.ts';
import { linkFields, Link, LinkGone, type LinkProblem } from './views/index.ts';

/** Links that an administrator gives: to choose a password with, once. */
export function mountLink(app: App, deps: Deps): void {
  app.get(signInLinkPath.pattern, (context) => show(deps, context, context.req.param('token')));

  app.post(signInLinkPath.pattern, async (context) => {
    if (!isOwnSite(context)) return showError(deps, context, 403);
    const form = await readForm(context);
    if (!form) return showError(deps, context, 400);
    const token = context.req.param('token');
    const password = textOf(form, linkFields.chosen);
    if (password !== textOf(form, linkFields.again)) return show(deps, context, token, 'again');
    const result = await takeLink(deps.db, { token, password, leaked: deps.leaked, ...fromOf(deps, context) });
    switch (result.outcome) {
      case 'no-link':
        return show(deps, context, token);
      case 'refused':
        return show(deps, context, token, result.problem);
      case 'second-step':
        keepStep(context, 'second', result.step);
        return showSecondStep(deps, context, 200, result.step, { target: '' });
      case 'signed-in':
        return letIn(deps, context, result, '');
    }
  });
}

async function show(deps: Deps, context: AppContext, token: string, problem?: LinkProblem): Promise<Response> {
  const found = await findLink(deps.db, token, deps.now());
  const frame = frameBefore(deps, context);
  if (!found) return context.html(render(frame, createElement(LinkGone)), 404);
  const action = signInLinkPath({ token });
  const view = createElement(Link, { action, username: found.username, problem });
  return context.html(render(frame, view), problem === undefined ? 200 : 422);
}
