import { Button, HiddenFields, Main, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { ResumeProps } from './model.ts';

/** A form that was on its way when the session ended: one press sends it. */
export function Resume({ action, hidden, name, cancelHref }: ResumeProps) {
  const m = useMessages(messages).resume;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.what(name)}</p>
      <form className="form" method="post" action={action}>
        <HiddenFields fields={hidden} />
        <div className="buttons">
          <Button>{m.send}</Button>
          <a className="action" href={cancelHref}>
            {m.drop}
          </a>
        </div>
      </form>
    </Main>
  );
}
