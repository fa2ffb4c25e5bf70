import type { ReactNode } from 'react';
import { useMessages } from './language.tsx';
import { messages } from './messages/index.ts';

export const mainId = 'innehall';

interface MainProps {
  /** The page's name in the browser, before the site's. */
  readonly title: string;
  readonly children: ReactNode;
  /** People and facts: beside on wide screens, below on small ones. */
  readonly aside?: ReactNode;
  readonly asideLabel?: string | undefined;
}

/** What a view gives to the page around it: its title, its content and what stands beside. */
export function Main({ title, children, aside, asideLabel }: MainProps) {
  const m = useMessages(messages);
  return (
    <div className={aside === undefined ? 'content' : 'content with-aside'}>
      <title>{`${title} – ${m.siteName}`}</title>
      <main id={mainId} tabIndex={-1}>
        {children}
      </main>
      {aside === undefined ? undefined : <aside aria-label={asideLabel}>{aside}</aside>}
    </div>
  );
}
