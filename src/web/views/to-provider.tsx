import { LinkButton, Main, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';

/** On the way to the identity provider with something that was typed: it waits here. */
export function ToProvider({ href, name }: { readonly href: string; readonly name: string | undefined }) {
  const m = useMessages(messages).provider;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.kept}</p>
      <LinkButton href={href}>{m.go(name ?? m.organisation)}</LinkButton>
    </Main>
  );
}
