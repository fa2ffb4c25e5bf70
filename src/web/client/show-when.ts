/**
 * Questions that depend on an answer are hidden until it is given. What is hidden is not sent;
 * what was typed comes back with the question.
 */
export function showWhen(form: HTMLFormElement): void {
  const dependent = form.querySelectorAll<HTMLElement>('[data-show-when]');
  if (dependent.length === 0) return;

  const update = (): void => {
    for (const part of dependent) {
      const name = part.dataset['showWhen'] ?? '';
      const values = new Set((part.dataset['showValues'] ?? '').split('|'));
      const shown = new FormData(form).getAll(name).some((answer) => typeof answer === 'string' && values.has(answer));
      part.hidden = !shown;
      for (const control of part.querySelectorAll<HTMLInputElement>('input, textarea, select'))
        control.disabled = !shown;
    }
  };

  for (const hint of form.querySelectorAll<HTMLElement>('[data-show-hint]')) hint.hidden = true;
  form.addEventListener('change', update);
  globalThis.addEventListener('pageshow', update);
  update();
}
