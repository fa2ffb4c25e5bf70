import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Language, languages } from '../kernel/text.ts';
import { sessionLimits } from '../platform/session.ts';

// The __Host- prefix makes the browser insist on Secure, on this host alone and on the whole path.
const sessionCookie = '__Host-hemvist';
const languageCookie = 'hemvist-language';

export const sessionTokenOf = (context: Context): string | undefined => getCookie(context, sessionCookie);

export function keepSession(context: Context, token: string): void {
  setCookie(context, sessionCookie, token, {
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: sessionLimits.absoluteHours * 3600,
  });
}

export function forgetSession(context: Context): void {
  setCookie(context, sessionCookie, '', { httpOnly: true, secure: true, sameSite: 'Lax', path: '/', maxAge: 0 });
}

export const findLanguage = (text: string | undefined): Language | undefined =>
  languages.find((language) => language === text);

export const chosenLanguage = (context: Context): Language | undefined =>
  findLanguage(getCookie(context, languageCookie));

export function keepLanguage(context: Context, language: Language): void {
  setCookie(context, languageCookie, language, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 365 * 86_400 });
}
