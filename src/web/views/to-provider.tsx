import { LinkButton, Main, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';

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

/** Signed out here, and on the way to sign out at the identity provider: of itself, without script, or by the link. */
export function SignOutAtProvider({
  href,
  name,
}: {
  /** Missing when the provider does not answer. */
  readonly href: string | undefined;
  readonly name: string | undefined;
}) {
  const m = useMessages(messages).provider;
  const called = name ?? m.organisation;
  return (
    <Main title={m.signedOut}>
      <h1>{m.signedOut}</h1>
      {href === undefined ? (
        <>
          <p className="reading">{m.stillIn(called)}</p>
          <LinkButton href={paths.signIn()}>{m.toSignIn}</LinkButton>
        </>
      ) : (
        <>
          <meta httpEquiv="refresh" content={`0; url=${href}`} />
          <p className="reading">{m.onward(called)}</p>
          <LinkButton href={href}>{m.signOut(called)}</LinkButton>
        </>
      )}
    </Main>
  );
}
