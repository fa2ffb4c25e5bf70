import type { Language } from '../../kernel/text.ts';
import type { Choice } from '../../ui/form-frame.ts';
import { Checkable, ShortDate, useMessages } from '../../ui/index.ts';
import { type Part, parts, type Piece, struckOut } from '../disclosure.ts';
import { messages } from '../messages/index.ts';

interface SharedPiecesProps<P> {
  readonly pieces: readonly P[];
  /** In which it was written down: it is frozen in it. */
  readonly language: Language;
  /** While it is being prepared: the field, and the choice to strike a piece out. */
  readonly strike?: { readonly name: string; readonly choice: (piece: P) => Choice } | undefined;
}

/** What is handed over, part by part: the same for the one who signs, the one who gets it and the one who looks back. */
export function SharedPieces<P extends Omit<Piece, 'id'>>({ pieces, language, strike }: SharedPiecesProps<P>) {
  const m = useMessages(messages);
  return parts
    .filter((part) => pieces.some((piece) => piece.part === part))
    .map((part: Part) => (
      <section key={part} className="shared-part">
        <h3>{m.parts[part]}</h3>
        {pieces
          .filter((piece) => piece.part === part)
          .map((piece, index) => (
            <div
              key={`${part} ${String(index)}`}
              className="shared-piece"
              data-struck={piece.text === struckOut || undefined}
            >
              <h4>
                <span lang={language}>{piece.heading}</span>
                {piece.on === undefined ? undefined : (
                  <span className="quiet">
                    {' '}
                    <ShortDate date={piece.on} />
                    {piece.by === undefined ? undefined : `, ${piece.by}`}
                  </span>
                )}
              </h4>
              <p className="written" lang={language}>
                {piece.text}
              </p>
              {strike === undefined ? undefined : (
                <Checkable
                  type="checkbox"
                  id={`f-${strike.name}-${strike.choice(piece).value}`}
                  name={strike.name}
                  choice={strike.choice(piece)}
                />
              )}
            </div>
          ))}
      </section>
    ));
}
