/** A form is sent once, however many times its button is pressed; going back makes it whole again. */
export function preventDoubleSubmit(): void {
  const sent = new WeakSet<HTMLFormElement>();

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    // What it gives is saved, and the page stays: it can be asked for again.
    if ('givesFile' in form.dataset) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    for (const button of buttonsOf(form)) button.setAttribute('aria-disabled', 'true');
    const status = form.querySelector<HTMLElement>('[data-autosave-status]');
    if (status !== null) status.textContent = form.dataset['sending'] ?? '';
  });

  globalThis.addEventListener('pageshow', () => {
    for (const form of document.forms) {
      sent.delete(form);
      for (const button of buttonsOf(form)) button.removeAttribute('aria-disabled');
    }
  });
}

const buttonsOf = (form: HTMLFormElement): NodeListOf<HTMLButtonElement> => form.querySelectorAll('button');
