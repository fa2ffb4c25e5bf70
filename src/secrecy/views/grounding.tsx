import type { ReactNode } from 'react';
import { inSentence } from '../../kernel/words.ts';
import { Alert, Conditional, RadioGroup, TextArea, useLanguage, useMessages } from '../../ui/index.ts';
import type { Choice } from '../../ui/form-frame.ts';
import type { Ground } from '../ground.ts';
import { secrecyMessages } from '../messages/index.ts';
import { GroundFields } from './ground-fields.tsx';

export interface GroundingProps {
  /** What the fields are called in the form. */
  readonly names: Readonly<Record<'provision' | 'consent' | 'why', string>>;
  readonly words: Readonly<Record<'provision' | 'consent' | 'consentHelp' | 'why' | 'whyHelp', string>>;
  readonly grounds: readonly Ground[];
  readonly consents: readonly Choice[];
  /** Said where there is no consent to choose. */
  readonly noConsent?: string | undefined;
  /** Asked after the consent. */
  readonly more?: ReactNode;
  readonly value: (name: string) => string;
}

/** The ground, with what it asks for: the consent that it rests on, and what the lawyers want stated. */
export function Grounding({ names, words, grounds, consents, noConsent, more, value }: GroundingProps) {
  const m = useMessages(secrecyMessages).grounding;
  const language = useLanguage();
  if (grounds.length === 0)
    return (
      <Alert tone="stopped">
        <p>{m.none}</p>
      </Alert>
    );
  return (
    <>
      <RadioGroup
        name={names.provision}
        label={words.provision}
        choices={grounds.map((ground) => ({
          value: ground.id,
          label: ground[language],
          help: ground.provision,
          checked: value(names.provision) === ground.id,
        }))}
        required
      />
      <Conditional
        when={{
          name: names.provision,
          values: grounds.filter(({ restsOnConsent }) => restsOnConsent).map(({ id }) => id),
          hint: m.consentHint,
        }}
      >
        {consents.length === 0 ? (
          <p>
            {noConsent} {words.consentHelp}
          </p>
        ) : (
          <RadioGroup name={names.consent} label={words.consent} help={words.consentHelp} choices={consents} required />
        )}
        {more}
      </Conditional>
      {grounds
        .filter(({ fields }) => fields.length > 0)
        .map((ground) => (
          <Conditional
            key={ground.id}
            when={{ name: names.provision, values: [ground.id], hint: m.fieldsHint(inSentence(ground[language])) }}
          >
            <GroundFields ground={ground} language={language} value={value} />
          </Conditional>
        ))}
      <TextArea name={names.why} label={words.why} help={words.whyHelp} value={value(names.why)} required />
    </>
  );
}
