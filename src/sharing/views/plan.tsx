import type { Choice, FormFrame, HiddenValues } from '../../ui/form-frame.ts';
import {
  Button,
  ButtonForm,
  type Column,
  DateField,
  Disclosure,
  EmptyState,
  Form,
  HiddenFields,
  Main,
  RadioGroup,
  Select,
  ShortDate,
  Table,
  TextArea,
  TextField,
  useMessages,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { Grounding, type GroundingProps } from './grounding.tsx';

export const planFields = {
  title: 'namn',
  goal: 'mal',
  who: 'vem',
  showsName: 'visar-namn',
  until: 'till',
  what: 'vad',
  due: 'senast',
  act: 'gor',
} as const;

type Act = Readonly<{ action: string; hidden: HiddenValues }>;

const Back = ({
  href,
  text,
  isNumber = false,
}: {
  readonly href: string;
  readonly text: string;
  readonly isNumber?: boolean;
}) => (
  <p className="back">
    <a href={href}>{isNumber ? <span className="number">{text}</span> : text}</a>
  </p>
);

interface PlansProps {
  readonly number: string;
  readonly backHref: string;
  readonly plans: readonly {
    readonly key: string;
    readonly href: string;
    readonly title: string;
    readonly state: string;
  }[];
  readonly make?: { readonly frame: FormFrame; readonly title: string; readonly goal: string } | undefined;
}

/** The shared plans of a case, and a form for a new one. */
export function Plans({ number, backHref, plans, make }: PlansProps) {
  const m = useMessages(messages).plan;
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back href={backHref} text={number} isNumber />
      <h1>{m.heading(number)}</h1>
      <p className="reading">{m.intro}</p>
      {plans.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <ul className="lines">
          {plans.map((plan) => (
            <li key={plan.key}>
              <a href={plan.href}>{plan.title}</a> <span className="quiet">{plan.state}</span>
            </li>
          ))}
        </ul>
      )}
      {make === undefined ? undefined : (
        <Disclosure kind="section" summary={m.make} open={plans.length === 0 || (make.frame.errors ?? []).length > 0}>
          <Form frame={make.frame} buttons={<Button>{m.save}</Button>}>
            <TextField name={planFields.title} label={m.name} help={m.nameHelp} value={make.title} required />
            <TextArea name={planFields.goal} label={m.goal} help={m.goalHelp} value={make.goal} required />
          </Form>
        </Disclosure>
      )}
    </Main>
  );
}

export interface StepLine {
  readonly key: string;
  readonly whose: string;
  readonly what: string;
  readonly due?: string | undefined;
  readonly done?: string | undefined;
  readonly hidden?: string | undefined;
  /** What can be done with it, as buttons of one form. */
  readonly acts: readonly { readonly value: string; readonly text: string }[];
  readonly form: Act;
}

export interface PartyLine {
  readonly key: string;
  readonly name: string;
  readonly sees: string;
  readonly seesHref?: string | undefined;
  readonly ground: string;
  readonly until?: string | undefined;
  readonly end?: Act | undefined;
}

interface StepFormProps {
  readonly frame: FormFrame;
  readonly what: string;
  readonly due: string;
}

interface PlanProps {
  readonly title: string;
  readonly goal: string;
  readonly backHref: string;
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
  readonly grounding: GroundingProps;
}

/** A shared plan for who owns it. */
export function PlanPage({ title, goal, backHref, state, problem, parties, steps, addStep, invite, end }: PlanProps) {
  const { plan: m, grounding: g } = useMessages(messages);
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
      <Back href={backHref} text={m.backToPlans} />
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
      {invite === undefined ? undefined : (
        <Disclosure kind="section" summary={m.invite} open={(invite.frame.errors ?? []).length > 0}>
          <Form frame={invite.frame} buttons={<Button>{m.inviteSubmit}</Button>}>
            <Select name={planFields.who} label={m.who} groups={[{ choices: invite.people }]} required />
            <RadioGroup name={planFields.showsName} label={m.showsName} choices={invite.showsName} inline required />
            <DateField name={planFields.until} label={m.until} help={m.untilHelp} value={invite.until} />
            <h3>{g.heading}</h3>
            <Grounding {...invite.grounding} />
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

interface StepsProps {
  readonly steps: readonly StepLine[];
  readonly problem?: string | undefined;
  readonly addStep?: StepFormProps | undefined;
}

function Steps({ steps, problem, addStep }: StepsProps) {
  const m = useMessages(messages).plan;
  return (
    <section id="steg">
      <h2>{m.steps}</h2>
      {problem === undefined ? undefined : (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      {steps.length === 0 ? (
        <p className="quiet">{m.noSteps}</p>
      ) : (
        <ul className="plan-steps">
          {steps.map((step) => (
            <Step key={step.key} step={step} />
          ))}
        </ul>
      )}
      {addStep === undefined ? undefined : (
        <Form frame={addStep.frame} buttons={<Button emphasis="secondary">{m.addSubmit}</Button>}>
          <h3>{m.addStep}</h3>
          <TextField name={planFields.what} label={m.what} value={addStep.what} required />
          <DateField name={planFields.due} label={m.due} value={addStep.due} />
        </Form>
      )}
    </section>
  );
}

function Step({ step }: { readonly step: StepLine }) {
  const m = useMessages(messages).plan;
  return (
    <li>
      <span>
        <b>{step.whose}:</b> {step.what}
      </span>
      <span className="quiet">
        {step.due === undefined ? undefined : (
          <>
            {m.due.toLowerCase()} <ShortDate date={step.due} />
          </>
        )}{' '}
        {step.done} {step.hidden}
      </span>
      {step.acts.length === 0 ? undefined : (
        <form method="post" action={step.form.action} className="button-form acts">
          <HiddenFields fields={step.form.hidden} />
          {step.acts.map((act) => (
            <Button key={act.value} emphasis="tertiary" name={planFields.act} value={act.value}>
              {act.text}
              <span className="ds-sr-only"> {step.what}</span>
            </Button>
          ))}
        </form>
      )}
    </li>
  );
}

interface SharedPlanProps {
  readonly title: string;
  readonly goal: string;
  readonly about: string;
  readonly owner: string;
  readonly backHref: string;
  readonly backText: string;
  /** Above it, when the owner looks at it as a party does. */
  readonly as?: string | undefined;
  readonly problem?: string | undefined;
  readonly steps: readonly StepLine[];
  readonly addStep?: StepFormProps | undefined;
}

/** A shared plan as a party sees it. */
export function SharedPlanPage({
  title,
  goal,
  about,
  owner,
  backHref,
  backText,
  as,
  problem,
  steps,
  addStep,
}: SharedPlanProps) {
  const m = useMessages(messages).plan;
  return (
    <Main title={m.title}>
      <Back href={backHref} text={backText} />
      {as === undefined ? undefined : <p className="lead">{as}</p>}
      <h1>{title}</h1>
      <p>
        {about}
        <br />
        {owner}
      </p>
      <h2>{m.goal}</h2>
      <p className="written reading">{goal}</p>
      <Steps steps={steps} problem={problem} addStep={addStep} />
    </Main>
  );
}
