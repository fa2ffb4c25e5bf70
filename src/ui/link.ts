/** A place to go, with the words that stand for it. */
export interface Link {
  readonly href: string;
  readonly text: string;
}
