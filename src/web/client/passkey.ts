import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

/**
 * Forms that are answered with a passkey: shown where the browser has them. When sent, the browser is asked what the server says, and its
 * answer goes along in the form.
 */
export function passkeys(forms: readonly HTMLFormElement[]): void {
  if (!browserSupportsWebAuthn()) return;
  for (const hint of document.querySelectorAll<HTMLElement>('[data-passkey-missing]')) hint.hidden = true;
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (form.reportValidity()) void answer(form);
    });
  }
}

async function answer(form: HTMLFormElement): Promise<void> {
  const failed = form.querySelector<HTMLElement>('[data-passkey-failed]');
  const field = form.querySelector<HTMLInputElement>('[data-passkey-answer]');
  if (failed !== null) failed.hidden = true;
  try {
    const csrf = form.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '';
    const response = await fetch(form.dataset['passkeyUrl'] ?? '', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ csrf }),
    });
    if (!response.ok || field === null) throw new Error(String(response.status));
    const optionsJSON: unknown = await response.json();
    const answered =
      form.dataset['passkey'] === 'register'
        ? await startRegistration({
            optionsJSON: optionsJSON as Parameters<typeof startRegistration>[0]['optionsJSON'],
          })
        : await startAuthentication({
            optionsJSON: optionsJSON as Parameters<typeof startAuthentication>[0]['optionsJSON'],
          });
    field.value = JSON.stringify(answered);
    form.submit();
  } catch {
    // The person changed their mind, or there was no passkey: they can try again, or another way.
    if (failed !== null) failed.hidden = false;
  }
}
