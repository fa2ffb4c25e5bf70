import type { NameOnPage } from '../person.ts';

/** A name in the work itself. On paper, which anybody may pick up, somebody protected has none. */
export const WrittenName = ({ name }: { readonly name: NameOnPage }) =>
  name.onScreen === name.onPaper ? (
    name.onScreen
  ) : (
    <>
      <span className="screen-only">{name.onScreen}</span>
      <span className="paper-only">{name.onPaper}</span>
    </>
  );
