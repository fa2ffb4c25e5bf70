const afterTypingInMilliseconds = 1200;
const retryInMilliseconds = 15_000;

type Trouble = 'failed' | 'signedOut' | 'conflict';

/** What the server answers: when it saved (ISO instant), and hidden fields that have changed since, as the version. */
interface Saved {
  readonly savedAt: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Saves the form as a draft while one types: posts it to `data-autosave-url` and says "Sparat 10:42".
 * Never in the way: what goes wrong is said beside the buttons, and what was typed stays.
 */
export function autosave(form: HTMLFormElement): void {
  const url = form.dataset['autosaveUrl'];
  const status = form.querySelector<HTMLElement>('[data-autosave-status]');
  if (url === undefined || status === null) return;

  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving = false;
  let unsaved = false;
  let submitted = false;

  const say = (words: string | undefined, trouble: boolean): void => {
    status.textContent = words ?? '';
    status.toggleAttribute('data-trouble', trouble);
  };

  const later = (delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), delay);
  };

  const save = async (): Promise<void> => {
    if (submitted) return;
    if (saving) {
      later(afterTypingInMilliseconds);
      return;
    }
    saving = true;
    unsaved = false;
    const outcome = await send(url, form);
    saving = false;
    if (submitted) return;
    if (typeof outcome === 'string') {
      unsaved = true;
      say(status.dataset[outcome], true);
      if (outcome !== 'conflict') later(retryInMilliseconds);
      return;
    }
    for (const [name, value] of Object.entries(outcome.fields ?? {})) setHidden(form, name, value);
    say(status.dataset['saved']?.replace('{time}', timeOfDay(outcome.savedAt)), false);
  };

  form.addEventListener('input', () => {
    unsaved = true;
    later(afterTypingInMilliseconds);
  });
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    submitted = true;
    clearTimeout(timer);
  });
  globalThis.addEventListener('online', () => unsaved && later(0));
  globalThis.addEventListener('pageshow', () => (submitted = false));
  globalThis.addEventListener('beforeunload', (event) => {
    if (unsaved && !submitted) event.preventDefault();
  });
  if (status.textContent === '') say(status.dataset['idle'], false);
}

async function send(url: string, form: HTMLFormElement): Promise<Saved | Trouble> {
  try {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      redirect: 'error',
    });
    if (response.status === 401 || response.status === 403) return 'signedOut';
    if (response.status === 409) return 'conflict';
    if (!response.ok) return 'failed';
    return (await response.json()) as Saved;
  } catch {
    return 'failed';
  }
}

function setHidden(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement && field.type === 'hidden') field.value = value;
}

const clock = new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Stockholm' });
const timeOfDay = (instant: string): string => clock.format(Date.parse(instant));
