import { type Ground, GroundFields } from '../../secrecy/index.ts';
import type { Choice } from '../../ui/form-frame.ts';
import { Conditional, RadioGroup, TextArea, useLanguage, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';

export const groundingFields = { provision: 'grund', consent: 'samtycke', why: 'varfor' } as const;

export interface GroundingProps {
  readonly grounds: readonly Ground[];
  readonly consents: readonly Choice[];
  readonly value: (name: string) => string;
}

/** The ground, with what it asks for: the consent that it rests on, and what the lawyers want stated. */
export function Grounding({ grounds, consents, value }: GroundingProps) {
  const m = useMessages(messages).grounding;
  const language = useLanguage();
  return (
    <>
      <RadioGroup
        name={groundingFields.provision}
        label={m.provision}
        choices={grounds.map((ground) => ({
          value: ground.id,
          label: ground[language],
          help: ground.provision,
          checked: value(groundingFields.provision) === ground.id,
        }))}
        required
      />
      <Conditional
        when={{
          name: groundingFields.provision,
          values: grounds.filter(({ restsOnConsent }) => restsOnConsent).map(({ id }) => id),
          hint: m.consentHint,
        }}
      >
        {consents.length === 0 ? (
          <p>
            {m.noConsent} {m.consentHelp}
          </p>
        ) : (
          <RadioGroup
            name={groundingFields.consent}
            label={m.consent}
            help={m.consentHelp}
            choices={consents}
            required
          />
        )}
      </Conditional>
      {grounds
        .filter(({ fields }) => fields.length > 0)
        .map((ground) => (
          <Conditional
            key={ground.id}
            when={{ name: groundingFields.provision, values: [ground.id], hint: m.fieldsHint(ground[language]) }}
          >
            <GroundFields ground={ground} language={language} value={value} />
          </Conditional>
        ))}
      <TextArea name={groundingFields.why} label={m.why} help={m.whyHelp} value={value(groundingFields.why)} required />
    </>
  );
}
