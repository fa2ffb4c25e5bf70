import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Button,
  ButtonForm,
  type Column,
  DateField,
  Disclosure,
  Form,
  Main,
  RadioGroup,
  Select,
  ShortDate,
  Table,
  useMessages,
  Back,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { whyMessages } from '../messages/why.ts';
import { type GroundChoices, GroundSection } from './ground.tsx';
import { type Act, planFields, type StepFormProps, type StepLine, Steps } from './plan-steps.tsx';

export interface PartyLine {
  readonly key: string;
  readonly name: string;
  readonly sees: string;
  readonly seesHref?: string | undefined;
  readonly ground: string;
  readonly until?: string | undefined;
  readonly end?: Act | undefined;
}

interface PlanProps {
  readonly title: string;
  readonly goal: string;
  readonly backHref: string;
  readonly whyHref: string;
  readonly state?: string | undefined;
  readonly problem?: string | undefined;
  readonly parties: readonly PartyLine[];
  readonly steps: readonly StepLine[];
  readonly addStep?: StepFormProps | undefined;
  readonly invite?: InviteProps | undefined;
  readonly end?: Act | undefined;
}

interface InviteProps {
  readonly frame: FormFrame;
  readonly people: readonly Choice[];
  readonly showsName: readonly Choice[];
  readonly until: string;
  readonly grounding: GroundChoices;
}

/** A shared plan for who owns it. */
export function PlanPage({
  title,
  goal,
  backHref,
  whyHref,
  state,
  problem,
  parties,
  steps,
  addStep,
  invite,
  end,
}: PlanProps) {
  const { plan: m, grounding: g } = useMessages(messages);
  const why = useMessages(whyMessages).plan;
  const columns: readonly Column<PartyLine>[] = [
    { key: 'name', heading: m.partyColumns.name, Cell: ({ row }) => row.name },
    {
      key: 'sees',
      heading: m.partyColumns.sees,
      Cell: Sees,
    },
    { key: 'ground', heading: m.partyColumns.ground, Cell: ({ row }) => row.ground },
    {
      key: 'until',
      heading: m.partyColumns.until,
      Cell: Until,
    },
    { key: 'act', heading: m.partyColumns.act, Cell: EndParty },
  ];
  return (
    <Main title={m.title}>
      <Back href={backHref}>{m.backToPlans}</Back>
      <h1>{title}</h1>
      {state === undefined ? undefined : <p className="lead">{state}</p>}
      <h2>{m.goal}</h2>
      <p className="written reading">{goal}</p>
      <h2>{m.parties}</h2>
      {parties.length === 0 ? (
        <p className="quiet">{m.nobody}</p>
      ) : (
        <Table caption={m.parties} captionHidden columns={columns} rows={parties} rowKey={({ key }) => key} />
      )}
      <p>
        <ActionLink href={whyHref}>{why.link}</ActionLink>
      </p>
      {invite === undefined ? undefined : (
        <Disclosure kind="section" summary={m.invite} open={(invite.frame.errors ?? []).length > 0}>
          <Form frame={invite.frame} buttons={<Button>{m.inviteSubmit}</Button>}>
            <Select name={planFields.who} label={m.who} groups={[{ choices: invite.people }]} required />
            <RadioGroup name={planFields.showsName} label={m.showsName} choices={invite.showsName} inline required />
            <DateField name={planFields.until} label={m.until} help={m.untilHelp} value={invite.until} />
            <h3>{g.heading}</h3>
            <GroundSection {...invite.grounding} />
          </Form>
        </Disclosure>
      )}
      <Steps steps={steps} problem={problem} addStep={addStep} />
      {end === undefined ? undefined : <ButtonForm {...end}>{m.endPlan}</ButtonForm>}
    </Main>
  );
}

const Sees = ({ row }: { readonly row: PartyLine }) =>
  row.seesHref === undefined ? row.sees : <a href={row.seesHref}>{row.sees}</a>;
const Until = ({ row }: { readonly row: PartyLine }) =>
  row.until === undefined ? '–' : <ShortDate date={row.until} />;

function EndParty({ row }: { readonly row: PartyLine }) {
  const m = useMessages(messages).plan;
  return row.end === undefined ? undefined : (
    <ButtonForm {...row.end}>
      {m.endParty}
      <span className="ds-sr-only"> {row.name}</span>
    </ButtonForm>
  );
}
