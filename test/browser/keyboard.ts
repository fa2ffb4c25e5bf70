import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Visit } from './visit.ts';

/** More stops than any page has before what one is looking for. */
const farthest = 90;

/** Somebody who has no mouse. At every stop it must be seen where the focus is, and the stops must follow the page. */
export type Keyboard = Readonly<{
  /** Tabs to a control. */
  to: (control: Locator) => Promise<void>;
  /** Tabs to a field and types in it. */
  write: (field: Locator, text: string) => Promise<void>;
  /** Tabs to a date and types it, in the order that the browser asks. */
  date: (field: Locator, day: string) => Promise<void>;
  /** Tabs to a group and chooses one of it. */
  choose: (radio: Locator) => Promise<void>;
  tick: (box: Locator) => Promise<void>;
  /** Tabs to a link or a button and presses it, which leads to another page. */
  go: (control: Locator, status?: number) => Promise<void>;
}>;

export function keyboardOf({ page, arrive }: Visit): Keyboard {
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const isFocused = (control: Locator): Promise<boolean> =>
    control.evaluate((element) => element === element.ownerDocument.activeElement);

  const to = async (control: Locator): Promise<void> => {
    const passed: string[] = [];
    while (!(await isFocused(control))) {
      await press('Tab');
      const stop = await page.locator('html').evaluate(whereFocusIs);
      expect(stop, `Stop ${passed.length + 1}, after ${passed.at(-1)}`).toMatchObject({
        seen: true,
        uncovered: true,
        inOrder: true,
      });
      passed.push(stop.what);
      if (passed.length > farthest || stop.what.startsWith('BODY'))
        throw new Error(`Could not tab to ${control.toString()}; passed ${passed.join(', ')}`);
    }
  };
  return {
    to,
    write: async (field, text) => {
      await to(field);
      await page.keyboard.insertText(text);
    },
    date: async (field, day) => {
      await to(field);
      const [year = '', month = '', dayOfMonth = ''] = day.split('-');
      await page.keyboard.type(`${month}${dayOfMonth}${year}`);
      expect(await field.inputValue()).toBe(day);
    },
    choose: async (radio) => {
      const name = await radio.getAttribute('name');
      const inGroup = page.locator(`input[name="${name}"]`);
      const stop = inGroup.and(page.locator(':checked'));
      await to((await stop.count()) > 0 ? stop : inGroup.first());
      if (await isFocused(radio)) await press('Space');
      while (!(await isFocused(radio))) await press('ArrowDown');
      expect(await radio.isChecked()).toBe(true);
    },
    tick: async (box) => {
      await to(box);
      await press('Space');
      expect(await box.isChecked()).toBe(true);
    },
    go: async (control, status) => {
      await to(control);
      await arrive(() => press('Enter'), status);
    },
  };
}

type Stop = Readonly<{ what: string; seen: boolean; uncovered: boolean; inOrder: boolean }>;

/** Runs in the page. */
function whereFocusIs(html: Element): Stop {
  const { ownerDocument: document } = html;
  const element = document.activeElement ?? html;
  // A box to tick shows its focus around the words that belong to it, too; a part of a date shows its own.
  const ringed = [element, element.closest('.ds-field')].flatMap((one) => one ?? []);
  const rings = ringed.map((one) => document.defaultView.getComputedStyle(one));
  const { left, top, width, height } = element.getBoundingClientRect();
  const atMiddle = document.elementFromPoint(left + width / 2, top + Math.min(height, 20) / 2);
  const trail = globalThis as unknown as { lastStop?: Element };
  const following = 4;
  const { lastStop = element } = trail;
  trail.lastStop = element;
  return {
    what: `${element.tagName} ${element.getAttribute('id') ?? element.getAttribute('href') ?? element.textContent}`,
    seen:
      !element.matches(':focus') ||
      rings.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px'),
    uncovered: atMiddle !== null && (element.contains(atMiddle) || atMiddle.contains(element)),
    // A date has several stops of its own.
    inOrder: lastStop === element || (lastStop.compareDocumentPosition(element) & following) !== 0,
  };
}
