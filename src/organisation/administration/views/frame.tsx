import type { ReactNode } from 'react';
import type { HiddenValues } from '../../../ui/form-frame.ts';
import { Alert, Main, Tabs, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';

export const administrationFields = {
  name: 'namn',
  find: 'sok',
  username: 'anvandarnamn',
  email: 'epost',
  area: 'omrade',
  state: 'lage',
  role: 'roll',
  unit: 'enhet',
  give: 'ge',
  id: 'id',
  kind: 'slag',
  sv: 'sv',
  en: 'en',
  covers: 'ser',
  permissions: 'far',
  what: 'vad',
  reference: 'enligt',
  from: 'fran',
  to: 'till',
  reason: 'skal',
  claim: 'uppgift',
  value: 'varde',
  claims: 'uppgifter',
  substitute: 'fraga',
  standsIn: 'gar-in',
} as const;

export type Act = Readonly<{ action: string; hidden: HiddenValues }>;
export type Links = readonly Readonly<{ href: string; text: string; current: boolean }>[];

interface FrameProps {
  readonly title: string;
  /** Where it says more than a title may: nobody is named in one. */
  readonly heading?: string | undefined;
  readonly links: Links;
  readonly problem?: string | undefined;
  readonly children: ReactNode;
}

/** The parts of the administration, beside each other. */
export const Administration = ({ title, heading, links, problem, children }: FrameProps) => (
  <Main title={title}>
    <Tabs label={useMessages(organisationMessages).title} tabs={links} />
    <h1>{heading ?? title}</h1>
    {problem === undefined ? undefined : (
      <Alert tone="late" live="urgent">
        {problem}
      </Alert>
    )}
    {children}
  </Main>
);
