import { Button, Form, Main, TextField, useMessages } from '../../ui/index.ts';
import { type PasswordProblem, signInMessages } from '../../organisation/index.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';

export const linkFields = { chosen: 'nytt', again: 'igen' } as const;
export type LinkProblem = PasswordProblem | 'again';

interface LinkProps {
  readonly action: string;
  readonly username: string;
  readonly problem?: LinkProblem | undefined;
}

/** Chooses a password, with the link that one was given. */
export function Link({ action, username, problem }: LinkProps) {
  const m = useMessages(messages).link;
  const { password } = useMessages(signInMessages);
  const field = problem === 'again' ? linkFields.again : linkFields.chosen;
  const errors = problem === undefined ? [] : [{ field, message: password.problems[problem] }];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead(username)}</p>
      <Form frame={{ action, hidden: {}, errors, cancelHref: paths.signIn() }} buttons={<Button>{m.save}</Button>}>
        {/* For the browser to know whose password it keeps. */}
        <input type="text" name="username" autoComplete="username" defaultValue={username} hidden readOnly />
        <TextField
          name={linkFields.chosen}
          label={password.chosen}
          help={password.help}
          type="password"
          autoComplete="new-password"
          required
        />
        <TextField
          name={linkFields.again}
          label={password.again}
          type="password"
          autoComplete="new-password"
          required
        />
      </Form>
    </Main>
  );
}

/** The link has been used, or is too old, or never was one. */
export function LinkGone() {
  const m = useMessages(messages).link;
  return (
    <Main title={m.goneTitle}>
      <h1>{m.goneTitle}</h1>
      <p className="reading">{m.gone}</p>
      <p>
        <a href={paths.signIn()}>{m.toSignIn}</a>
      </p>
    </Main>
  );
}
