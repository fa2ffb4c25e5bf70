import type { ReactNode } from 'react';
import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

export type Mark = 'done' | 'soon' | 'late' | 'open' | 'waiting' | 'stopped' | 'unknown' | 'waived' | 'none';

/** Each status has its own shape, so that colour is never all there is. */
const shapes = {
  done: <path d="M3 8.5 6.5 12 13 4.5" fill="none" stroke="currentColor" strokeWidth="2.25" />,
  soon: <circle cx="8" cy="8" r="5" fill="currentColor" />,
  late: <path d="M8 2 15 14H1z" fill="currentColor" />,
  open: <circle cx="8" cy="8" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  waiting: (
    <circle cx="8" cy="8" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="2 2.97" />
  ),
  stopped: <path d="M3 3h10v10H3z" fill="currentColor" />,
  unknown: (
    <path
      d="M5.25 6a2.75 2.75 0 1 1 4.1 2.4C8.4 8.95 8 9.4 8 10.5m0 1.75v2"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
    />
  ),
  waived: <path d="M3 8h10" fill="none" stroke="currentColor" strokeWidth="2.25" />,
  none: <path d="m4.5 11.5 7-7" fill="none" stroke="currentColor" strokeWidth="1.5" />,
} as const satisfies Record<Mark, ReactNode>;

interface StatusMarkProps {
  readonly mark: Mark;
  /** Another word than the status' own, or hidden when the words around already say it (still read aloud). */
  readonly word?: string | undefined;
  readonly wordHidden?: boolean | undefined;
}

export function StatusMark({ mark, word, wordHidden }: StatusMarkProps) {
  const m = useMessages(messages);
  return (
    <span className="status" data-mark={mark}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {shapes[mark]}
      </svg>
      <span className={wordHidden ? 'ds-sr-only' : undefined}>{word ?? m.state[mark]}</span>
    </span>
  );
}

/** A small word of classification: "ska", "stadens tolkning". */
export const Tag = ({ children }: { readonly children: ReactNode }) => <span className="tag">{children}</span>;
