import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

/** "1–25 av 312" is made of these; `total` is absent when it is not counted. */
export interface PagerProps {
  readonly from: number;
  readonly to: number;
  readonly total?: number | undefined;
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
}

export function Pager({ from, to, total, previousHref, nextHref }: PagerProps) {
  const { pager } = useMessages(messages);
  if (previousHref === undefined && nextHref === undefined) return undefined;
  return (
    <nav className="pager" aria-label={pager.label}>
      {previousHref === undefined ? undefined : (
        <a className="action" href={previousHref} rel="prev">
          {pager.previous}
        </a>
      )}
      <span>{pager.range(from, to, total)}</span>
      {nextHref === undefined ? undefined : (
        <a className="action" href={nextHref} rel="next">
          {pager.next}
        </a>
      )}
    </nav>
  );
}

/** A page of so many lines: which of all it shows, and where those before and after are. */
export function pagerOf(
  { number, size }: Readonly<{ number: number; size: number }>,
  shown: number,
  total: number,
  at: (number: number) => string,
): PagerProps & Readonly<{ total: number }> {
  const from = shown === 0 ? 0 : (number - 1) * size + 1;
  const to = shown === 0 ? 0 : from + shown - 1;
  return {
    from,
    to,
    total,
    ...(number > 1 ? { previousHref: at(number - 1) } : {}),
    ...(to > 0 && to < total ? { nextHref: at(number + 1) } : {}),
  };
}
