import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Language, languages } from '../kernel/text.ts';
import { sessionLimits } from '../platform/session.ts';

// The __Host- prefix makes the browser insist on Secure, on this host alone and on the whole path.
const sessionCookie = '__Host-hemvist';
const languageCookie = 'hemvist-language';
// What a browser is known by where somebody has signed in before, and what leads from one step of a sign-in to the next.
const browserCookie = '__Host-hemvist-browser';
const stepCookies = {
  second: '__Host-hemvist-step',
  passkey: '__Host-hemvist-passkey',
  provider: '__Host-hemvist-provider',
} as const;
export type StepCookie = keyof typeof stepCookies;

const forThisHost = { httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const;

export const sessionTokenOf = (context: Context): string | undefined => getCookie(context, sessionCookie);

export function keepSession(context: Context, token: string): void {
  setCookie(context, sessionCookie, token, { ...forThisHost, maxAge: sessionLimits.absoluteHours * 3600 });
}

export function forgetSession(context: Context): void {
  setCookie(context, sessionCookie, '', { ...forThisHost, maxAge: 0 });
}

/** What the browser is known by, when what it says has the form of that. */
export function browserOf(context: Context): string | undefined {
  const token = getCookie(context, browserCookie);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

export function keepBrowser(context: Context, token: string): void {
  setCookie(context, browserCookie, token, { ...forThisHost, maxAge: 180 * 86_400 });
}

export const stepOf = (context: Context, which: StepCookie): string | undefined =>
  getCookie(context, stepCookies[which]);

export function keepStep(context: Context, which: StepCookie, token: string): void {
  setCookie(context, stepCookies[which], token, { ...forThisHost, maxAge: 600 });
}

/** What led through a sign-in is of no use after it. */
export function forgetSteps(context: Context): void {
  for (const name of Object.values(stepCookies))
    if (getCookie(context, name) !== undefined) setCookie(context, name, '', { ...forThisHost, maxAge: 0 });
}

export const findLanguage = (text: string | undefined): Language | undefined =>
  languages.find((language) => language === text);

export const chosenLanguage = (context: Context): Language | undefined =>
  findLanguage(getCookie(context, languageCookie));

export function keepLanguage(context: Context, language: Language): void {
  setCookie(context, languageCookie, language, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 365 * 86_400 });
}
