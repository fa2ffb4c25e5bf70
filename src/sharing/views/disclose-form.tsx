import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import { Button, Form, Main, RadioGroup, Select, TextField, useMessages, Back } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type GroundChoices, GroundSection } from './ground.tsx';

export const discloseFields = {
  account: 'mottagare',
  party: 'utanfor',
  address: 'adress',
  purpose: 'andamal',
  draft: 'utkast',
  parts: 'delar',
  struck: 'struket',
  asked: 'namnd',
  words: 'ord',
  sum: 'summa',
} as const;

interface DiscloseFormProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly backHref: string;
  readonly people: readonly Choice[];
  readonly party: string;
  readonly address: string;
  readonly purposes: readonly Choice[];
  readonly grounding: GroundChoices;
}

/** The first step: to whom, what for, and on which ground. */
export function DiscloseForm({
  frame,
  number,
  backHref,
  people,
  party,
  address,
  purposes,
  grounding,
}: DiscloseFormProps) {
  const { form: m, grounding: g, receipt } = useMessages(messages);
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back href={backHref}>{receipt.back}</Back>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead}</p>
      <Form frame={frame} buttons={<Button>{m.next}</Button>}>
        <h2>{m.recipient}</h2>
        <p className="reading">{m.recipientHelp}</p>
        <Select name={discloseFields.account} label={m.person} groups={[{ choices: people }]} />
        <TextField name={discloseFields.party} label={m.party} help={m.partyHelp} value={party} />
        <TextField name={discloseFields.address} label={m.address} help={m.addressHelp} value={address} />
        <RadioGroup name={discloseFields.purpose} label={m.purpose} choices={purposes} required />
        <h2>{g.heading}</h2>
        <GroundSection {...grounding} />
      </Form>
    </Main>
  );
}
