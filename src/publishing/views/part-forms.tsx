import {
  ActionLink,
  Button,
  DateField,
  Form,
  type FormFrame,
  Main,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../ui/index.ts';
import { intervalUnits, offsetUnits } from '../draft-text.ts';
import { messages } from '../messages/index.ts';
import {
  interpretationFields,
  obligationFields,
  type OvertakenView,
  type TimeView,
  timeFields,
  type Values,
} from './model.ts';
import { Overtaken } from './parts.tsx';

interface PartProps {
  readonly draftName: string;
  readonly frame: FormFrame;
  readonly overtaken?: OvertakenView | undefined;
}

interface ObligationFormProps extends PartProps {
  readonly name: string;
  readonly phase: string;
  /** The sentence in the version that the draft is based on, when it is another. */
  readonly before?: string | undefined;
  readonly values: Values<typeof obligationFields>;
  readonly times: readonly TimeView[];
  readonly interpreted: readonly Readonly<{ kind: string; name: string; href: string }>[];
}

/** What a process lead changes of an obligation: its words, how strong it is, and its times. */
export function ObligationForm(props: ObligationFormProps) {
  const { draftName, frame, overtaken, name, phase, before, values, times, interpreted } = props;
  const m = useMessages(messages);
  const o = m.obligation;
  const f = obligationFields;
  return (
    <Main title={o.title(name)}>
      <Back href={frame.cancelHref}>{m.draft.title(draftName)}</Back>
      <h1>{o.title(name)}</h1>
      <p className="quiet">{o.phase(phase)}</p>
      <Overtaken overtaken={overtaken} />
      {before === undefined ? undefined : (
        <section>
          <h2>{o.now}</h2>
          <p className="reading">{before}</p>
        </section>
      )}
      <Form frame={frame} buttons={<Button>{o.save}</Button>}>
        <TextArea
          name={f.sentenceSv}
          lang="sv"
          label={o.sentenceSv}
          help={o.sentenceHelp}
          value={values.sentenceSv}
          required
        />
        <TextArea
          name={f.sentenceEn}
          lang="en"
          label={o.sentenceEn}
          help={o.sentenceHelp}
          value={values.sentenceEn}
          required
        />
        <TextField name={f.titleSv} lang="sv" label={o.titleSv} value={values.titleSv} required />
        <TextField name={f.titleEn} lang="en" label={o.titleEn} value={values.titleEn} required />
        <RadioGroup
          name={f.modality}
          label={o.modality}
          required
          choices={(['must', 'should', 'may'] as const).map((value) => ({
            value,
            label: o.modalities[value],
            help: o.modalityHelp[value],
            checked: values.modality === value,
          }))}
        />
        <TextField name={f.heading} label={o.heading} help={o.headingHelp} value={values.heading} required />
        {times.map((time) => (
          <TimeFields key={time.index} time={time} />
        ))}
        {interpreted.map(({ kind, name: interpretation, href }) => (
          <p key={`${kind} ${interpretation}`} className="reading">
            {o.byInterpretation(interpretation, kind)}{' '}
            <ActionLink href={href} context={interpretation}>
              {o.changeInterpretation}
            </ActionLink>
          </p>
        ))}
      </Form>
    </Main>
  );
}

function TimeFields({ time }: { readonly time: TimeView }) {
  const o = useMessages(messages).obligation;
  const fields = timeFields(time.index);
  return (
    <>
      <TextField name={fields.count} label={o.count(time.name)} help={time.help} value={time.count} width={6} />
      <Select
        name={fields.unit}
        label={o.unit(time.name)}
        groups={[
          {
            choices: (time.interval ? intervalUnits : offsetUnits).map((value) => ({
              value,
              label: o.units[value],
              checked: time.unit === value,
            })),
          },
        ]}
      />
    </>
  );
}

interface InterpretationFormProps extends PartProps {
  readonly name: string;
  readonly usedBy: readonly string[];
  readonly interval: boolean;
  readonly values: Values<typeof interpretationFields>;
}

/** A number that the document does not give: its value, why, and who has decided it. */
export function InterpretationForm(props: InterpretationFormProps) {
  const { draftName, frame, overtaken, name, usedBy, interval, values } = props;
  const m = useMessages(messages);
  const i = m.interpretation;
  const f = interpretationFields;
  return (
    <Main title={i.title(name)}>
      <Back href={frame.cancelHref}>{m.draft.title(draftName)}</Back>
      <h1>{i.title(name)}</h1>
      {usedBy.length === 0 ? undefined : <p className="reading">{i.usedBy(usedBy.join(', '))}</p>}
      <Overtaken overtaken={overtaken} />
      <Form frame={frame} buttons={<Button>{i.save}</Button>}>
        <TextField
          name={f.count}
          label={i.count}
          help={interval ? i.every : undefined}
          value={values.count}
          width={6}
          required
        />
        <Select
          name={f.unit}
          label={i.unit}
          required
          groups={[
            {
              choices: (interval ? intervalUnits : offsetUnits).map((value) => ({
                value,
                label: m.obligation.units[value],
                checked: values.unit === value,
              })),
            },
          ]}
        />
        <TextField name={f.nameSv} lang="sv" label={i.nameSv} value={values.nameSv} required />
        <TextField name={f.nameEn} lang="en" label={i.nameEn} value={values.nameEn} required />
        <TextArea name={f.reasonSv} lang="sv" label={i.reasonSv} value={values.reasonSv} required />
        <TextArea name={f.reasonEn} lang="en" label={i.reasonEn} value={values.reasonEn} required />
        <TextField name={f.decidedBySv} lang="sv" label={i.decidedBySv} value={values.decidedBySv} required />
        <TextField name={f.decidedByEn} lang="en" label={i.decidedByEn} value={values.decidedByEn} required />
        <DateField name={f.decidedAt} label={i.decidedAt} value={values.decidedAt} required />
      </Form>
    </Main>
  );
}
