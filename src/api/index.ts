import type { App, Deps } from '../web/app.ts';

export function mountApi(_app: App, _deps: Deps): void {}
