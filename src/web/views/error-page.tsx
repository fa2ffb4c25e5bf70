import { LinkButton, Main, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { ErrorPageProps } from './model.ts';

/** What happened, what is saved, what to do now. */
export function ErrorPage({ status, saved, posted, reference, actions }: ErrorPageProps) {
  const m = useMessages(messages);
  const words = m.errors[status];
  return (
    <Main title={words.title}>
      <h1>{words.title}</h1>
      <p className="reading">{words.what}</p>
      {saved === undefined && !posted ? undefined : (
        <>
          <h2>{m.error.savedHeading}</h2>
          <p className="reading">{saved ?? m.error.nothingSaved}</p>
        </>
      )}
      <h2>{m.error.nowHeading}</h2>
      <p className="reading">{words.now}</p>
      {reference === undefined ? undefined : <p className="quiet">{m.error.reference(reference)}</p>}
      <div className="buttons">
        {actions.map((action, index) => (
          <LinkButton key={action.href} href={action.href} emphasis={index === 0 ? 'primary' : 'secondary'}>
            {action.text}
          </LinkButton>
        ))}
      </div>
    </Main>
  );
}
