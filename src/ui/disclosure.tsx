import type { ReactNode } from 'react';

interface DisclosureProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean | undefined;
  readonly id?: string | undefined;
  /** `inline` for "Varför?", `section` for a part of the page. */
  readonly kind?: 'inline' | 'section' | undefined;
}

/** Opens in place, by the browser itself. */
export function Disclosure({ summary, children, open, id, kind = 'inline' }: DisclosureProps) {
  return (
    <details className={`disclosure ${kind}`} open={open} id={id}>
      <summary>{summary}</summary>
      <div className="disclosed">{children}</div>
    </details>
  );
}
