import type { ReactNode } from 'react';

export interface Description {
  readonly key: string;
  readonly term: string;
  readonly detail: ReactNode;
}

export const DescriptionList = ({ items }: { readonly items: readonly Description[] }) => (
  <dl className="descriptions">
    {items.map((item) => (
      <div key={item.key}>
        <dt>{item.term}</dt>
        <dd>{item.detail}</dd>
      </div>
    ))}
  </dl>
);

export interface TimelineItem {
  readonly key: string;
  readonly id?: string | undefined;
  readonly when: ReactNode;
  readonly title: string;
  readonly body: ReactNode;
}

/** What happened, newest first, under one heading per month or the like. */
export const Timeline = ({
  groups,
}: {
  readonly groups: readonly { readonly heading: string; readonly items: readonly TimelineItem[] }[];
}) =>
  groups.map((group) => (
    <section key={group.heading} className="timeline">
      <h3>{group.heading}</h3>
      <ol>
        {group.items.map((item) => (
          <li key={item.key} id={item.id}>
            <p className="when">{item.when}</p>
            <div className="what">
              <h4>{item.title}</h4>
              {item.body}
            </div>
          </li>
        ))}
      </ol>
    </section>
  ));

/** Nothing here: says what that means and what to do. */
export const EmptyState = ({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) => (
  <div className="empty">
    <p>{children}</p>
    {action}
  </div>
);
