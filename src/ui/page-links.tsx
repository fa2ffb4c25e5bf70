import { ActionLink } from './button.tsx';
import type { Link } from './link.ts';

/** Where else to go from a page, beneath what it is about; nothing where there is nowhere. */
export function PageLinks({ label, links }: { readonly label: string; readonly links: readonly Link[] }) {
  if (links.length === 0) return undefined;
  return (
    <nav aria-label={label}>
      <p className="buttons">
        {links.map(({ href, text }) => (
          <ActionLink key={href} href={href}>
            {text}
          </ActionLink>
        ))}
      </p>
    </nav>
  );
}
