import { createElement } from 'react';
import { problemWithStatus } from '../api/index.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { AppContext } from '../platform/server.ts';
import { csrfToken } from '../platform/session.ts';
import { chosenLanguage, sessionTokenOf } from './cookies.ts';
import type { Deps } from './deps.ts';
import { errorLinks } from './error-links.ts';
import { render } from './respond.tsx';
import { ErrorPage, type ErrorStatus } from './views/index.ts';

/** An error as a page in the reader's language, or as JSON for a program. Whoever is signed in keeps the places they may go to. */
export function showError(deps: Deps, context: AppContext, status: ErrorStatus): Response {
  const reference = context.get('requestId');
  if (context.req.path.startsWith('/api/')) return problemWithStatus(context, status);
  const actor = context.get('actor');
  const token = sessionTokenOf(context);
  const language = chosenLanguage(context) ?? actor?.language ?? 'sv';
  const today = localDateOf(deps.now());
  const view = createElement(ErrorPage, {
    status,
    posted: context.req.method === 'POST',
    ...(status >= 500 ? { reference } : {}),
    actions: errorLinks(language, actor, token !== undefined),
  });
  const frame = {
    assets: deps.assets.links,
    language,
    today,
    demonstration: deps.demo,
    address: '/',
    actor,
    csrf: token === undefined ? undefined : csrfToken(token),
  };
  return context.html(render(frame, view), status);
}
