/** When the page opens with something to correct, that is where reading begins. */
export function focusErrors(): void {
  document.querySelector<HTMLElement>('[data-focus]')?.focus();
}
