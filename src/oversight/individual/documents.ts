import type { Language } from '../../kernel/text.ts';
import { type Block, pdfOf } from '../pdf.ts';
import { messages } from './messages/index.ts';
import type { NamedSection } from './part.ts';

/** What an extract says of itself: whom it is of, who made it, for which area, when. */
export type ExtractMaking = Readonly<{
  name: string;
  area: string;
  by: string;
  at: Date;
  day: string;
  language: Language;
}>;

/** The extract to read. */
export function extractPaper(
  making: ExtractMaking,
  sections: readonly NamedSection[],
): Promise<Uint8Array<ArrayBuffer>> {
  const m = messages[making.language];
  const blocks = sections.flatMap(({ title, note, lines }): readonly Block[] => [
    { kind: 'heading', text: title },
    ...(note === undefined ? [] : [{ kind: 'text', text: note, quiet: true } as const]),
    ...(lines.length === 0 && note === undefined ? [{ kind: 'text', text: m.nothing, quiet: true } as const] : []),
    ...lines.map((terms): Block => ({ kind: 'terms', terms })),
  ]);
  return pdfOf({
    title: m.document.title,
    language: making.language,
    made: making.at,
    replaced: m.document.replaced,
    page: m.document.page,
    blocks: [
      { kind: 'text', text: m.document.about(making.name) },
      { kind: 'text', text: m.document.made(making.day, making.by, making.area) },
      { kind: 'text', text: m.document.intro },
      { kind: 'text', text: m.document.others },
      ...blocks,
    ],
  });
}

/** The same for a program: with the names that the tables have, and everything that is left out of what is read. */
export const extractData = (making: ExtractMaking, sections: readonly NamedSection[]): string =>
  `${JSON.stringify(
    {
      format: 'hemvist-extract-1',
      madeAt: making.at.toISOString(),
      madeBy: making.by,
      area: making.area,
      individual: making.name,
      sections: sections.map(({ id, title, data }) => ({ id, title, rows: data })),
    },
    undefined,
    2,
  )}\n`;

/** What goes with it. */
export function extractLetter(making: ExtractMaking): Promise<Uint8Array<ArrayBuffer>> {
  const m = messages[making.language];
  return pdfOf({
    title: m.letter.title,
    language: making.language,
    made: making.at,
    replaced: m.document.replaced,
    page: m.document.page,
    blocks: [
      { kind: 'text', text: making.day },
      { kind: 'text', text: m.letter.hello(making.name) },
      ...m.letter.paragraphs(making.area).map((text): Block => ({ kind: 'text', text })),
      { kind: 'text', text: m.letter.greeting },
      { kind: 'text', text: `${making.by}\n${making.area}` },
    ],
  });
}
