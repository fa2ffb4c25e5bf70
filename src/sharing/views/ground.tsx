import { Grounding, type GroundingProps } from '../../secrecy/index.ts';
import { useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';

export const groundingFields = { provision: 'grund', consent: 'samtycke', why: 'varfor' } as const;

export type GroundChoices = Pick<GroundingProps, 'grounds' | 'consents' | 'value'>;

/** The ground for what is handed over or shared. */
export function GroundSection(choices: GroundChoices) {
  const m = useMessages(messages).grounding;
  return <Grounding {...choices} names={groundingFields} words={m} noConsent={m.noConsent} />;
}
