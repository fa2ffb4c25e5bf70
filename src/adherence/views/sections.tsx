import { Tabs, useMessages } from '../../ui/index.ts';
import { messages } from '../statistics/messages/index.ts';

export type Section = 'figures' | 'deviations' | 'selfAudits';
export type SectionLinks = readonly Readonly<{ section: Section; href: string }>[];

/** The parts of following up that the reader may go to. */
export function Sections({ links, current }: { readonly links: SectionLinks; readonly current: Section }) {
  const m = useMessages(messages);
  if (links.length < 2) return undefined;
  return (
    <Tabs
      label={m.sections}
      tabs={links.map(({ section, href }) => ({ href, text: m.tabs[section], current: section === current }))}
    />
  );
}
