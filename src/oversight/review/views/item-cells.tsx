import { Moment, StatusMark, Tag, dateOf, timeOfDay, useMessages } from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type ItemLine, markOf } from './model.ts';

export interface ItemCellProps {
  readonly row: ItemLine;
}

export function Who({ row }: ItemCellProps) {
  return (
    <>
      <a href={row.href}>{row.who}</a>
      {row.organisation === undefined ? undefined : <p className="quiet">{row.organisation}</p>}
    </>
  );
}

/** From when to when: the hours of one day, or two moments. */
export function Span({ firstAt, lastAt }: { readonly firstAt: string; readonly lastAt: string }) {
  const sameDay = dateOf(firstAt) === dateOf(lastAt);
  if (sameDay && timeOfDay(firstAt) === timeOfDay(lastAt)) return <Moment instant={firstAt} />;
  return (
    <>
      <Moment instant={firstAt} />–{sameDay ? timeOfDay(lastAt) : <Moment instant={lastAt} />}
    </>
  );
}

export const When = ({ row }: ItemCellProps) => <Span firstAt={row.firstAt} lastAt={row.lastAt} />;

export const What = ({ row }: ItemCellProps) => (
  <>
    {row.what}
    <p className="quiet">{row.cases}</p>
  </>
);

export function Why({ row }: ItemCellProps) {
  const m = useMessages(messages).month;
  return (
    <ul className="tags">
      {row.rules.map((rule) => (
        <li key={rule}>
          <Tag>{rule}</Tag>
        </li>
      ))}
      {row.sampled ? (
        <li>
          <Tag>{m.chance}</Tag>
        </li>
      ) : undefined}
    </ul>
  );
}

export function State({ row }: ItemCellProps) {
  const m = useMessages(messages);
  return (
    <>
      <StatusMark mark={markOf[row.state]} word={m.states[row.state]} />
      {row.unreported ? <p className="quiet">{m.item.notReported}</p> : undefined}
      {row.own ? <p className="quiet">{m.month.ownRow}</p> : undefined}
      {row.asked ? <p className="quiet">{row.answered ? m.item.gotAnswer : m.item.waitingAnswer}</p> : undefined}
    </>
  );
}
