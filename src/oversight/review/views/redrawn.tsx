import { Alert, Main, useMessages, Back } from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';

interface RedrawnProps {
  readonly drawn: number;
  readonly agree: boolean;
  readonly backHref: string;
}

/** Whether the sample is what the log and the seed make it. */
export function RedrawnPage({ drawn, agree, backHref }: RedrawnProps) {
  const m = useMessages(messages).redraw;
  return (
    <Main title={m.title}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.title}</h1>
      <Alert tone={agree ? 'ok' : 'late'}>{agree ? m.agree(drawn) : m.differ}</Alert>
    </Main>
  );
}
