import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  Form,
  LinkButton,
  Select,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, type Act, Administration, type Links } from './frame.tsx';

export interface RuleLine {
  readonly key: string;
  readonly text: string;
  readonly changeHref: string;
  readonly end: Act;
}

/** What the rules would give: roles, or why nobody is let in; and the rules that it is because of. */
export type Tried = Readonly<{
  roles?: Readonly<{ areaName: string; texts: readonly string[] }> | undefined;
  refusal?: string | undefined;
  because: readonly string[];
}>;

interface RulesProps {
  readonly links: Links;
  readonly problem?: string | undefined;
  readonly lines: readonly RuleLine[];
  readonly addHref: string;
  readonly trial: { readonly frame: FormFrame; readonly claims: string; readonly tried?: Tried | undefined };
}

export function SignInRules({ links, problem, lines, addHref, trial }: RulesProps) {
  const all = useMessages(organisationMessages);
  const m = all.signInRules;
  return (
    <Administration title={all.sections.signInRules} links={links} problem={problem}>
      <p className="reading">{m.intro}</p>
      <p className="reading quiet">{m.exceptions}</p>
      <p>
        <LinkButton href={addHref}>{m.add}</LinkButton>
      </p>
      <h2>{m.heading}</h2>
      {lines.length === 0 ? (
        <p className="reading">{m.none}</p>
      ) : (
        <ul className="lines">
          {lines.map(({ key, text, changeHref, end }) => (
            <li key={key}>
              <span>{text}</span>
              <div className="buttons">
                <ActionLink href={changeHref} context={text}>
                  {m.change}
                </ActionLink>
                <ButtonForm {...end}>
                  {m.end}
                  <span className="ds-sr-only"> {text}</span>
                </ButtonForm>
              </div>
            </li>
          ))}
        </ul>
      )}
      <h2>{m.try.heading}</h2>
      <p className="reading">{m.try.intro}</p>
      {trial.tried === undefined ? undefined : <Outcome {...trial.tried} />}
      <Form frame={trial.frame} buttons={<Button emphasis="secondary">{m.try.submit}</Button>}>
        <TextArea name={f.claims} label={m.try.claims} help={m.try.claimsHelp} value={trial.claims} required />
      </Form>
    </Administration>
  );
}

function Outcome({ roles, refusal, because }: Tried) {
  const m = useMessages(organisationMessages).signInRules.try;
  return (
    <Alert tone={roles === undefined ? 'late' : 'ok'} live="urgent">
      {roles === undefined ? (
        <p>{refusal}</p>
      ) : (
        <>
          <p>{m.roles(roles.areaName)}</p>
          <ul>
            {roles.texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {because.length === 0 ? undefined : (
        <>
          <p>{m.because}</p>
          <ul>
            {because.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}

interface RuleProps {
  readonly links: Links;
  readonly isNew: boolean;
  readonly backHref: string;
  readonly problem?: string | undefined;
  readonly frame: FormFrame;
  readonly values: { readonly claim: string; readonly value: string };
  readonly roles: readonly Choice[];
  /** By area. */
  readonly units: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
}

export function SignInRulePage({ links, isNew, backHref, problem, frame, values, roles, units }: RuleProps) {
  const all = useMessages(organisationMessages);
  const m = all.signInRules;
  return (
    <Administration title={isNew ? m.newTitle : m.changeTitle} links={links} problem={problem}>
      <Back href={backHref}>{all.sections.signInRules}</Back>
      <Form frame={frame} buttons={<Button>{all.save}</Button>}>
        <TextField name={f.claim} label={m.claim} help={m.claimHelp} value={values.claim} required />
        <TextField name={f.value} label={m.value} help={m.valueHelp} value={values.value} required />
        <Select name={f.role} label={m.role} groups={[{ choices: roles }]} required />
        <Select name={f.unit} label={m.unit} help={m.unitHelp} groups={units} required />
      </Form>
    </Administration>
  );
}
