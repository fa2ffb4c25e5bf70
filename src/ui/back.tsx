import type { ReactNode } from 'react';

/** The way back from a page, above its heading: to what it is a part of. */
export const Back = ({ href, children }: { readonly href: string; readonly children: ReactNode }) => (
  <p className="back">
    <a href={href}>{children}</a>
  </p>
);
