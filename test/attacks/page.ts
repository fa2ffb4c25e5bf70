// What a page holds that leads on: its links and its forms, as a browser would read them.

export type Field = Readonly<{
  name: string;
  kind: string;
  value: string;
  choices: readonly string[];
  checked: boolean;
}>;
export type Form = Readonly<{ method: string; action: string; fields: readonly Field[] }>;

const entities: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': `'`, '#39': `'` };
const unescape = (text: string): string =>
  text.replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);

const attributesOf = (tag: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...tag.matchAll(/\s([\w:-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      unescape(value),
    ]),
  );

/** Addresses within this site that the page links to. */
export const linksOf = (html: string): readonly string[] =>
  [...html.matchAll(/<a\s[^>]*href="([^"]*)"/g)]
    .map(([, href = '']) => unescape(href).split('#')[0] ?? '')
    .filter((href) => href.startsWith('/'));

export const formsOf = (html: string, address: string): readonly Form[] =>
  [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', inside = '']) => {
    const { method = 'get', action = '' } = attributesOf(tag);
    return { method: method.toLowerCase(), action: action === '' ? address : action, fields: fieldsOf(inside) };
  });

function fieldsOf(html: string): readonly Field[] {
  const inputs = [...html.matchAll(/<(input|button)\b([^>]*)>/g)].map(([, element, tag = '']) => {
    const { name = '', type = element === 'button' ? 'submit' : 'text', value = '', checked } = attributesOf(tag);
    return { name, kind: type, value, choices: [], checked: checked !== undefined };
  });
  const areas = [...html.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs)].map(([, tag = '', value = '']) => ({
    name: attributesOf(tag)['name'] ?? '',
    kind: 'textarea',
    value: unescape(value),
    choices: [],
    checked: false,
  }));
  const selects = [...html.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].map(([, tag = '', inside = '']) => {
    const options = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => attributesOf(option));
    const choices = options.map(({ value = '' }) => value);
    const value = options.find(({ selected }) => selected !== undefined)?.['value'] ?? choices[0] ?? '';
    return { name: attributesOf(tag)['name'] ?? '', kind: 'select', value, choices, checked: false };
  });
  return [...inputs, ...areas, ...selects].filter(({ name }) => name !== '');
}

const choosing: ReadonlySet<string> = new Set(['radio', 'checkbox']);
const typed: ReadonlySet<string> = new Set(['text', 'textarea', 'search', 'email', 'tel', 'password', 'url']);

/** The form as somebody would send it: what is filled in stays, something is chosen everywhere, and `write` is typed where one types. */
export function filled(
  { fields }: Form,
  write: (field: Field) => string,
  day: string,
): readonly (readonly [string, string])[] {
  const seen = new Set<string>();
  return fields.flatMap((field): readonly (readonly [string, string])[] => {
    const { name, kind, value, choices } = field;
    if (kind === 'submit' || choosing.has(kind)) {
      // The last button, and the first of what can be chosen.
      if (seen.has(name)) return [];
      seen.add(name);
      return [[name, value]];
    }
    if (kind === 'select') return [[name, value === '' ? (choices.find((choice) => choice !== '') ?? '') : value]];
    if (kind === 'date') return [[name, value === '' ? day : value]];
    if (typed.has(kind)) return [[name, write(field)]];
    return [[name, value]];
  });
}
