import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

interface PagerProps {
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
