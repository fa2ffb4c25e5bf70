import './main.css';
import { autosave } from './autosave.ts';
import { focusErrors } from './focus-errors.ts';
import { preventDoubleSubmit } from './prevent-double-submit.ts';
import { showWhen } from './show-when.ts';

/** Comfort only: every page is complete without this script. */
focusErrors();
preventDoubleSubmit();
for (const form of document.querySelectorAll<HTMLFormElement>('form')) showWhen(form);
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave-url]')) autosave(form);
// Fetched where they are needed, and nowhere else.
const checked = document.querySelector<HTMLElement>('[data-check-url]');
if (checked) void import('./check-text.ts').then(({ checkText }) => checkText(checked));
const withPasskey = [...document.querySelectorAll<HTMLFormElement>('form[data-passkey]')];
if (withPasskey.length > 0) void import('./passkey.ts').then(({ passkeys }) => passkeys(withPasskey));
