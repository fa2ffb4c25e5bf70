import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LanguageProvider } from '../../ui/index.ts';
import { secrecyMessages } from '../messages/index.ts';
import { Grounding } from './grounding.tsx';

test('where there is no ground to choose it is said who adds one, and nothing is asked', () => {
  const page = renderToString(
    <LanguageProvider language="sv" today="2026-11-28">
      <Grounding
        names={{ provision: 'grund', consent: 'samtycke', why: 'varfor' }}
        words={{ provision: 'Grund', consent: 'Samtycke', consentHelp: '', why: 'Varför', whyHelp: '' }}
        grounds={[]}
        consents={[]}
        value={() => ''}
      />
    </LanguageProvider>,
  );
  expect(page).toContain(secrecyMessages.sv.grounding.none);
  expect(page).not.toMatch(/<(input|textarea)/);
});
