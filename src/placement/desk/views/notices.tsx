import { noticeMessages, ToldList, type ToldLine } from '../../../casework/index.ts';
import { Back, EmptyState, Main, useMessages } from '../../../ui/index.ts';
import { deskMessages } from '../messages/index.ts';

interface NoticedProps {
  readonly lines: readonly ToldLine[];
  readonly total: number;
  readonly backHref: string;
}

/** What has happened to requests that somebody takes care of: that it has, and where to read on. */
export function Noticed({ lines, total, backHref }: NoticedProps) {
  const m = useMessages(noticeMessages);
  return (
    <Main title={m.heading}>
      <Back href={backHref}>{useMessages(deskMessages).title}</Back>
      <h1>{m.heading}</h1>
      {lines.length === 0 ? <EmptyState>{m.nothing}</EmptyState> : <ToldList lines={lines} />}
      {total > lines.length ? <p>{m.latest(lines.length, total)}</p> : undefined}
    </Main>
  );
}
