import { ButtonForm, Moment, useMessages } from '../../ui/index.ts';
import type { HiddenValues } from '../../ui/form-frame.ts';
import { noticeMessages } from '../messages/notices.ts';

export interface ToldLine {
  readonly key: string;
  readonly text: string;
  readonly at: string;
  readonly link?: { readonly href: string; readonly text: string } | undefined;
  readonly putAway: { readonly action: string; readonly hidden: HiddenValues };
}

/** What has happened in cases that somebody works with: that it has, and where to read on. */
export function Told({ lines }: { readonly lines: readonly ToldLine[] }) {
  const m = useMessages(noticeMessages);
  if (lines.length === 0) return undefined;
  return (
    <section aria-labelledby="att-veta">
      <h2 id="att-veta">{m.heading}</h2>
      <ToldList lines={lines} />
    </section>
  );
}

export function ToldList({ lines }: { readonly lines: readonly ToldLine[] }) {
  const m = useMessages(noticeMessages);
  return (
    <ul className="lines told">
      {lines.map((line) => (
        <li key={line.key}>
          <span>
            {line.text} {line.link === undefined ? undefined : <a href={line.link.href}>{line.link.text}</a>}{' '}
            <span className="quiet">
              <Moment instant={line.at} />
            </span>
          </span>
          <ButtonForm {...line.putAway}>{m.noticed}</ButtonForm>
        </li>
      ))}
    </ul>
  );
}
