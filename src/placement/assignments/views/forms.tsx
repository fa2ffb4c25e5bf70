import { genders, termIn } from '../../../matching/index.ts';
import { grades } from '../../../secrecy/index.ts';
import {
  CheckboxGroup,
  type Choice,
  DateField,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import { Step } from '../../desk/views/forms.tsx';
import { type BodyField, influxAreas, influxNeeds, type PersonField } from '../assignment-body.ts';
import { assignmentMessages } from '../messages/index.ts';

/** The names of the fields of an assignment's forms. */
export const bodyNames = {
  reference: 'beteckning',
  receivedOn: 'inkom',
  arrivesOn: 'tas-emot',
  people: 'antal',
  language: 'sprak',
  needs: 'behov',
  areas: 'omrade',
  togetherWith: 'tillsammans',
  note: 'att-veta',
} as const satisfies Record<BodyField, string>;
export const formNames = { protection: 'skydd', reason: 'skal', text: 'text', who: 'vem' } as const;
export const noProtection = 'nej';

const personNames = {
  givenName: 'fornamn',
  familyName: 'efternamn',
  birthYear: 'fodelsear',
  gender: 'kon',
} as const satisfies Record<PersonField, string>;
export const personName = (field: PersonField, position: number): string => `${personNames[field]}-${position}`;

export type StepProps = Omit<Parameters<typeof Step>[0], 'title' | 'intro' | 'save' | 'children'>;
/** What stands in a field: several where several can be chosen. */
export type ValuesOf = (name: string) => readonly string[];

interface BodyProps extends StepProps {
  readonly values: ValuesOf;
  /** Absent when it is registered. */
  readonly isChange?: boolean | undefined;
}

/** What the agency has assigned: to register it, or to change it with why. */
export function BodyForm({ values, isChange = false, ...step }: BodyProps) {
  const m = useMessages(assignmentMessages);
  const language = useLanguage();
  const value = (field: BodyField): string => values(bodyNames[field])[0] ?? '';
  const choices = (codes: readonly string[], name: string): readonly Choice[] =>
    codes.map((code) => ({ value: code, label: termIn(language, code), checked: values(name).includes(code) }));
  const protection = values(formNames.protection)[0] ?? noProtection;
  return (
    <Step
      title={isChange ? m.change.title : m.register.title}
      intro={isChange ? m.change.intro : m.register.intro}
      save={isChange ? m.change.save : m.register.save}
      {...step}
    >
      {isChange ? undefined : (
        <TextField
          name={bodyNames.reference}
          label={m.fields.reference}
          help={m.help.reference}
          value={value('reference')}
          width={20}
          required
        />
      )}
      <DateField
        name={bodyNames.receivedOn}
        label={m.fields.receivedOn}
        value={value('receivedOn')}
        latest={useToday()}
        required
      />
      <DateField
        name={bodyNames.arrivesOn}
        label={m.fields.arrivesOn}
        help={m.help.arrivesOn}
        value={value('arrivesOn')}
        required
      />
      <TextField
        name={bodyNames.people}
        label={m.fields.people}
        help={m.help.people}
        value={value('people')}
        inputMode="numeric"
        width={4}
        required
      />
      <TextField
        name={bodyNames.language}
        label={m.fields.language}
        help={m.help.language}
        value={value('language')}
        width={20}
      />
      <CheckboxGroup
        name={bodyNames.needs}
        label={m.fields.needs}
        help={m.help.needs}
        choices={choices(influxNeeds, bodyNames.needs)}
      />
      <CheckboxGroup
        name={bodyNames.areas}
        label={m.fields.areas}
        help={m.help.areas}
        choices={choices(influxAreas, bodyNames.areas)}
      />
      <TextField
        name={bodyNames.togetherWith}
        label={m.fields.togetherWith}
        help={m.help.togetherWith}
        value={value('togetherWith')}
        width={20}
      />
      <RadioGroup
        name={formNames.protection}
        label={m.protection}
        help={m.help.protection}
        choices={[
          { value: noProtection, label: m.noProtection, checked: protection === noProtection },
          ...grades.map((grade) => ({ value: grade, label: m.grades[grade], checked: protection === grade })),
        ]}
        required
      />
      <TextArea name={bodyNames.note} label={m.fields.note} help={m.help.note} value={value('note')} />
      {isChange ? (
        <TextArea
          name={formNames.reason}
          label={m.change.reason}
          help={m.change.reasonHelp}
          value={values(formNames.reason)[0] ?? ''}
          required
        />
      ) : undefined}
    </Step>
  );
}

/** Who they are: as many as are assigned, and those who were written before fewer were. */
export function PersonsForm({
  people,
  rows,
  values,
  ...step
}: StepProps & { readonly people: number; readonly rows: number; readonly values: ValuesOf }) {
  const m = useMessages(assignmentMessages).persons;
  return (
    <Step title={m.title} intro={m.intro(people)} save={m.save} {...step}>
      {Array.from({ length: rows }, (_, index) => index + 1).map((position) => {
        const name = (field: PersonField): string => personName(field, position);
        const label = (field: PersonField): string => `${m.fields[field]}, ${m.person(position).toLowerCase()}`;
        const value = (field: PersonField): string => values(name(field))[0] ?? '';
        return (
          <section key={position}>
            <h2>{m.person(position)}</h2>
            <TextField name={name('givenName')} label={label('givenName')} value={value('givenName')} />
            <TextField name={name('familyName')} label={label('familyName')} value={value('familyName')} />
            <TextField
              name={name('birthYear')}
              label={label('birthYear')}
              value={value('birthYear')}
              inputMode="numeric"
              width={6}
            />
            <RadioGroup
              name={name('gender')}
              label={label('gender')}
              choices={genders.map((one) => ({
                value: one,
                label: m.genders[one],
                checked: value('gender') === one,
              }))}
              inline
            />
          </section>
        );
      })}
    </Step>
  );
}

export function HandOverForm({ people, ...step }: StepProps & { readonly people: readonly Choice[] }) {
  const m = useMessages(assignmentMessages).handOver;
  return (
    <Step title={m.title} save={m.save} {...step}>
      <Select name={formNames.who} label={m.to} groups={[{ choices: people }]} required />
    </Step>
  );
}

/** A form that asks for a text alone. */
export function TextForm({
  of,
  text,
  ...step
}: StepProps & { readonly of: 'note' | 'withdraw'; readonly text: string }) {
  const m = useMessages(assignmentMessages);
  const { title, save } = m[of];
  return (
    <Step title={title} intro={of === 'withdraw' ? m.withdraw.intro : undefined} save={save} {...step}>
      <TextArea
        name={formNames.text}
        label={of === 'withdraw' ? m.withdraw.reason : m.note.text}
        value={text}
        required
      />
    </Step>
  );
}
