import { createElement } from 'react';
import { problemWithStatus } from '../api/index.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { AppContext } from '../platform/server.ts';
import { chosenLanguage } from './cookies.ts';
import type { Deps } from './deps.ts';
import { errorLinks } from './error-links.ts';
import { render } from './respond.tsx';
import { ErrorPage, type ErrorStatus } from './views/index.ts';

/** An error as a page in the reader's language, or as JSON for a program. */
export function showError(deps: Deps, context: AppContext, status: ErrorStatus): Response {
  const reference = context.get('requestId');
  if (context.req.path.startsWith('/api/')) return problemWithStatus(context, status);
  const actor = context.get('actor');
  const language = chosenLanguage(context) ?? actor?.language ?? 'sv';
  const today = localDateOf(deps.now());
  const view = createElement(ErrorPage, {
    status,
    posted: context.req.method === 'POST',
    ...(status >= 500 ? { reference } : {}),
    actions: errorLinks(language, actor),
  });
  const frame = {
    assets: deps.assets.links,
    language,
    today,
    demonstration: deps.demo,
    address: '/',
    actor: undefined,
  };
  return context.html(render(frame, view), status);
}
