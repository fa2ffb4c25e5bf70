import Pdf from 'pdfkit';
import type { Language } from '../kernel/text.ts';

/** What stands in a document: headings, paragraphs, and things with what each part of them is called. */
export type Block =
  | Readonly<{ kind: 'heading'; text: string }>
  | Readonly<{ kind: 'text'; text: string; quiet?: boolean }>
  | Readonly<{ kind: 'terms'; terms: readonly Readonly<{ label: string; value: string }>[] }>;

type Paper = Readonly<{
  title: string;
  language: Language;
  made: Date;
  blocks: readonly Block[];
  /** Told at the end when the typeface lacked something. */
  replaced: string;
  page: (number: number, of: number) => string;
}>;

// The fourteen typefaces that every reader has know Windows-1252 and nothing else.
const beyondLatin = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const isKnown = (character: string): boolean =>
  character === '\n' ||
  (character >= ' ' && character <= '~') ||
  (character >= '\u00A0' && character <= 'ÿ') ||
  beyondLatin.includes(character);

/** What is struck out reads as left out: the typeface has no such mark. */
const written = (text: string): string => text.normalize('NFC').replaceAll('\t', ' ').replaceAll('▇▇▇', '[…]');

/** The text in characters that the typeface has: a letter without its mark rather than none. */
export function inKnownCharacters(text: string): string {
  return Array.from(written(text))
    .map((character) => {
      if (isKnown(character)) return character;
      const plain = character.normalize('NFD').charAt(0);
      return isKnown(plain) ? plain : '?';
    })
    .join('');
}

const ink = '#1d1d1b';
const faint = '#595955';

/** A document to read on paper or on a screen: tagged, so that a reader can tell headings from text. Nobody is named in what it says of itself. */
export async function pdfOf({
  title,
  language,
  made,
  blocks,
  replaced,
  page,
}: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Pdf({
    size: 'A4',
    margins: { top: 64, bottom: 72, left: 64, right: 64 },
    pdfVersion: '1.7',
    tagged: true,
    lang: language === 'sv' ? 'sv-SE' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  const root = document.struct('Document');
  document.addStructure(root);
  let changed = false;
  const known = (text: string): string => {
    const shown = inKnownCharacters(text);
    changed ||= shown !== written(text);
    return shown;
  };
  const say = (tag: string, text: string, font: string, size: number, color: string, gap: number): void => {
    const shown = known(text);
    root.add(
      document.struct(tag, {}, () => {
        document.font(font).fontSize(size).fillColor(color).text(shown, { paragraphGap: gap });
      }),
    );
  };
  const put = (block: Block): void => {
    switch (block.kind) {
      case 'heading':
        // A heading does not stand alone at the foot of a page.
        if (document.y > document.page.height - 160) document.addPage();
        document.moveDown(0.6);
        return say('H2', block.text, 'Helvetica-Bold', 14, ink, 4);
      case 'text':
        return say('P', block.text, 'Helvetica', 10.5, block.quiet === true ? faint : ink, 6);
      case 'terms': {
        const terms = block.terms.map(({ label, value }) => [known(label), known(value)] as const);
        root.add(
          document.struct('P', {}, () => {
            for (const [label, value] of terms) {
              document.font('Helvetica').fontSize(10.5).fillColor(faint).text(`${label}: `, { continued: true });
              document.fillColor(ink).text(value, { paragraphGap: 2 });
            }
          }),
        );
        document.moveDown(0.5);
      }
    }
  };
  say('H1', title, 'Helvetica-Bold', 20, ink, 10);
  for (const block of blocks) put(block);
  if (changed) put({ kind: 'text', text: replaced, quiet: true });
  root.end();
  const { start, count } = document.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    document.switchToPage(index);
    // Outside the margin, where text would else begin a page of its own.
    document.page.margins.bottom = 0;
    document
      .font('Helvetica')
      .fontSize(9)
      .fillColor(faint)
      .text(known(page(index - start + 1, count)), 64, document.page.height - 48, { lineBreak: false });
  }
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}
