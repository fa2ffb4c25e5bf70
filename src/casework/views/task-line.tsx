import { ActionLink, Due, ShortDate, StatusMark, useMessages, useToday } from '../../ui/index.ts';
import { meetingMessages } from '../messages/meetings.ts';
import { messages } from '../messages/index.ts';
import { markOf } from './mark.ts';
import type { TaskLine } from './model/my-day.ts';

export const TaskList = ({ lines }: { readonly lines: readonly TaskLine[] }) => (
  <ul className="tasks">
    {lines.map((line) => (
      <Task key={line.key} line={line} />
    ))}
  </ul>
);

function Task({ line }: { readonly line: TaskLine }) {
  const m = useMessages(messages).myDay;
  const { standIn } = useMessages(meetingMessages);
  const context = `${line.what}, ${line.individualName}`;
  return (
    <li>
      <StatusMark mark={markOf(line.state, line.due, useToday())} wordHidden />
      <span className="what">
        {line.what}
        {line.first === undefined ? undefined : <span className="tag">{line.first}</span>}
        {line.standIn === undefined ? undefined : <span className="tag">{standIn(line.standIn)}</span>}
      </span>
      <a className="whose" href={line.runHref}>
        <span className="number">{line.caseNumber}</span> {line.individualName}
      </a>
      <span className="when">
        <When line={line} />
      </span>
      <span className="act">
        {line.action === undefined ? undefined : (
          <ActionLink href={line.action.href} context={context}>
            {line.action.text}
          </ActionLink>
        )}
        {line.takeOn === undefined ? undefined : (
          <ActionLink href={line.takeOn.href} context={context}>
            {line.takeOn.text}
          </ActionLink>
        )}
        {line.missingFact?.href === undefined ? undefined : (
          <ActionLink href={line.missingFact.href} context={`${line.missingFact.label}, ${line.individualName}`}>
            {m.state}
          </ActionLink>
        )}
      </span>
    </li>
  );
}

/** When, with whom, and what it waits for or lacks; what is known of these. */
function When({ line }: { readonly line: TaskLine }) {
  const m = useMessages(messages).myDay;
  const details = [
    line.withWhom,
    line.waitsFor === undefined ? undefined : m.waitsFor(line.waitsFor),
    line.missingFact === undefined ? undefined : m.needs(line.missingFact.label),
    line.takenOn,
  ].filter((detail) => detail !== undefined);
  if (line.due === undefined) return details.length === 0 ? m.noDue : details.join(' · ');
  return (
    <>
      <Due date={line.due} />
      {line.graceUntil === undefined ? undefined : (
        <span>
          {' '}
          · {m.graceUntil} <ShortDate date={line.graceUntil} />
        </span>
      )}
      {details.map((detail) => (
        <span key={detail}> · {detail}</span>
      ))}
    </>
  );
}
