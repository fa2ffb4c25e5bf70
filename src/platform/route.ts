import type { ReactNode } from 'react';
import type { Permission } from '../kernel/permission.ts';
import type { Scope } from './door.ts';
import type { LeakedPasswords } from './leaked-passwords.ts';
import type { Parameters } from './path.ts';
import type { Safe } from './safe.ts';
import type { Upload } from './upload.ts';

/** A page's content, with its title in it; the shell puts the frame around it. */
export type PageContent = Readonly<{
  /** The place in the navigation that the page belongs to. */
  place?:
    | 'myDay'
    | 'cases'
    | 'search'
    | 'emergency'
    | 'routines'
    | 'received'
    | 'insluss'
    | 'inslussIntake'
    | 'contacts'
    | 'grounds'
    | 'protection'
    | 'officialRequests'
    | 'review'
    | 'retention'
    | 'statistics'
    | 'adherence'
    | 'intake'
    | 'placementDesk'
    | 'assignments'
    | 'placements'
    | 'providers'
    | 'placementFigures'
    | 'administration';
  /** Rendered at once: what is still on its way would be no page. */
  content: Exclude<ReactNode, PromiseLike<unknown>>;
}>;

export type Answer =
  | (PageContent & Readonly<{ kind: 'page'; status: 200 | 409 | 422 }>)
  /** Out of reach, with what the law lets one be told of why. */
  | (PageContent & Readonly<{ kind: 'refusal'; status: 403 | 404 }>)
  | Readonly<{ kind: 'redirect'; to: string }>
  | Readonly<{ kind: 'json'; status: 200 | 409 | 422; body: unknown }>
  | Readonly<{ kind: 'file'; name: string; type: string; body: string | Uint8Array<ArrayBuffer> }>
  | Readonly<{ kind: 'not-found' }>;

export const page = (content: PageContent): Answer => ({ kind: 'page', status: 200, ...content });
/** The form again, with what was typed and what is wrong with it. */
export const invalid = (content: PageContent): Answer => ({ kind: 'page', status: 422, ...content });
/** Somebody else was first: a choice to make. */
export const conflict = (content: PageContent): Answer => ({ kind: 'page', status: 409, ...content });
export const redirect = (to: string): Answer => ({ kind: 'redirect', to });
export const json = (body: unknown, status: 200 | 409 | 422 = 200): Answer => ({ kind: 'json', status, body });
/** Something to save, under a name of plain letters, digits, hyphens and full stops that says nothing of anybody. */
export const file = (name: string, type: string, body: string | Uint8Array<ArrayBuffer>): Answer => ({
  kind: 'file',
  name,
  type,
  body,
});
export const notFound: Answer = { kind: 'not-found' };

export type Get<Pattern extends string> = Scope &
  Readonly<{
    parameters: Parameters<Pattern>;
    query: URLSearchParams;
    csrf: string;
    /** Where the browser sees this site, such as https://hemvist.example. */
    origin: string;
    /** What secrets in the database are sealed with. */
    safe: Safe;
    /** The list of leaked passwords, when there is one. */
    leaked?: LeakedPasswords | undefined;
  }>;
export type Post<Pattern extends string> = Get<Pattern> &
  Readonly<{
    form: FormData;
    /** The files that came with it, when the route takes any. */
    files: readonly Upload[];
    /** Whether there is a virus scanner: then a file waits for its answer. */
    filesAreScanned: boolean;
  }>;

type Declaration<Pattern extends string> = Readonly<{
  path: Readonly<{ pattern: Pattern }>;
  /** Who may: the permission that somebody's role must hold. */
  may: Permission;
  /** What the audit says was done. */
  audit: string;
  /** Whether the actor must have proved shortly before to be who they are: signing, disclosing, emergency access, export. */
  stepUp?: true;
  /** The fields of the form in which a file may come. A form to any other route is refused when it is of the kind that carries files. */
  files?: readonly string[];
  /** Open also to who has yet to set up a second way to sign in: nothing but one's own sign-in. */
  beforeSetUp?: true;
}>;

export type Route = Declaration<string> &
  Readonly<{ method: 'get' | 'post'; handle: (request: Post<string>) => Promise<Answer> }>;

/** Declares a page: where, who may, what the audit says, and what is shown. The handler runs inside the one door. */
export const get = <const Pattern extends string>(
  route: Declaration<Pattern> & Readonly<{ handle: (request: Get<Pattern>) => Promise<Answer> }>,
): Route => ({ ...route, method: 'get' }) as unknown as Route;

/** Declares what a form is sent to, in the same way. */
export const post = <const Pattern extends string>(
  route: Declaration<Pattern> & Readonly<{ handle: (request: Post<Pattern>) => Promise<Answer> }>,
): Route => ({ ...route, method: 'post' }) as unknown as Route;
