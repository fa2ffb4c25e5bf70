// The little of a page that tests read from inside it. The whole DOM library would put `document` and `window` in reach of the
// server's code as well; React's types have declared these interfaces, empty.
interface Element {
  readonly tagName: string;
  readonly attributes: Iterable<Readonly<{ name: string; value: string }>>;
  readonly textContent: string;
  readonly outerHTML: string;
  readonly clientWidth: number;
  readonly scrollWidth: number;
  readonly ownerDocument: PageDocument;
  readonly parentElement: Element | null;
  readonly childNodes: Iterable<Readonly<{ nodeType: number; nodeValue: string | null }>>;
  closest: (selector: string) => Element | null;
  compareDocumentPosition: (other: Element) => number;
  contains: (other: Element | null) => boolean;
  getAttribute: (name: string) => string | null;
  getBoundingClientRect: () => Readonly<{
    left: number;
    right: number;
    top: number;
    bottom: number;
    width: number;
    height: number;
  }>;
  hasAttribute: (name: string) => boolean;
  matches: (selector: string) => boolean;
  querySelector: (selector: string) => Element | null;
  querySelectorAll: (selector: string) => Iterable<Element> & Readonly<{ length: number }>;
  setAttribute: (name: string, value: string) => void;
}

interface PageDocument {
  readonly documentElement: Element;
  readonly activeElement: Element | null;
  readonly defaultView: Readonly<{
    getComputedStyle: (element: Element) => Readonly<Record<string, string>>;
    FormData: new (form: Element) => Iterable<readonly [string, unknown]>;
  }>;
  elementFromPoint: (x: number, y: number) => Element | null;
}

/** What is global inside a page, and nowhere else. */
interface PageGlobal {
  readonly document: PageDocument;
  readonly DOMParser: new () => Readonly<{ parseFromString: (text: string, type: 'text/html') => PageDocument }>;
}
