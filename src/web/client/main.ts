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
const withPasskey = [...document.querySelectorAll<HTMLFormElement>('form[data-passkey]')];
// Fetched where it is needed, and nowhere else.
if (withPasskey.length > 0) void import('./passkey.ts').then(({ passkeys }) => passkeys(withPasskey));
