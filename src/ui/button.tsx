import type { ReactNode } from 'react';

/** `primary` once on a page: the next thing to do. */
export type Emphasis = 'primary' | 'secondary' | 'tertiary';

interface ButtonProps {
  readonly children: ReactNode;
  readonly emphasis?: Emphasis | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Where this button sends its form, when it is another place than the form's own. */
  readonly action?: string | undefined;
}

export function Button({ children, emphasis = 'primary', name, value, action }: ButtonProps) {
  return (
    <button className="ds-button" type="submit" data-variant={emphasis} name={name} value={value} formAction={action}>
      {children}
    </button>
  );
}

interface LinkButtonProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly emphasis?: Emphasis | undefined;
  /** What the words leave out when read alone: "Dokumentera" + "veckouppföljning, Alva". */
  readonly context?: string | undefined;
}

export function LinkButton({ href, children, emphasis = 'primary', context }: LinkButtonProps) {
  return (
    <a className="ds-button" href={href} data-variant={emphasis}>
      {children}
      <Context words={context} />
    </a>
  );
}

/** A quiet link to something one can do, as on a line of a list. */
export function ActionLink({ href, children, context }: Omit<LinkButtonProps, 'emphasis'>) {
  return (
    <a className="action" href={href}>
      {children}
      <Context words={context} />
    </a>
  );
}

const Context = ({ words }: { readonly words: string | undefined }) =>
  words === undefined ? undefined : <span className="ds-sr-only"> {words}</span>;
