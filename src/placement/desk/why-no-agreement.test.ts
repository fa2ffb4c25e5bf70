import { expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { match, type ProvisionForm, type Register } from '../../matching/index.ts';
import { whyNoAgreement } from './why-no-agreement.ts';

const on = localDateFrom('2026-10-14');
const forms: Readonly<Record<string, ProvisionForm>> = {
  egen: 'in-house',
  avtal: 'framework',
  pausad: 'framework',
  direkt: 'direct-award',
};
const register: Register = {
  providers: Object.entries(forms).map(([id, form]) => ({
    id,
    name: id,
    state: id === 'pausad' ? 'paused' : 'active',
    controls: 'passed',
    units: [{ id, offers: [{ id, intervention: 'supported-social-housing', form }] }],
  })),
};
const result = match(
  register,
  { intervention: 'supported-social-housing', municipality: '1480', start: on, age: 30, gender: 'male' },
  on,
);
const said = {
  'answered-no': (text: string) => ({ sv: `Svarade nej: ${text}`, en: `Answered no: ${text}` }),
  declined: (text: string) => ({ sv: `Avböjt: ${text}`, en: `Declined: ${text}` }),
};

test('what fits in another form stands in the way until it has answered no or has been declined', () => {
  const now = whyNoAgreement(result, (offer) => forms[offer], new Map(), said);
  expect(now.serving.toSorted()).toEqual(['avtal', 'egen']);
  expect(now.why.map(({ offer }) => offer)).toEqual(['pausad']);
  const later = whyNoAgreement(
    result,
    (offer) => forms[offer],
    new Map([
      ['egen', { kind: 'answered-no', text: 'Fullt' }],
      ['avtal', { kind: 'declined', text: 'för långt bort' }],
    ]),
    said,
  );
  expect(later.serving).toEqual([]);
  expect(later.why).toEqual([
    { offer: 'egen', form: 'in-house', reasons: [{ sv: 'Svarade nej: Fullt', en: 'Answered no: Fullt' }] },
    { offer: 'avtal', form: 'framework', reasons: [{ sv: 'Avböjt: för långt bort', en: 'Declined: för långt bort' }] },
    { offer: 'pausad', form: 'framework', reasons: [{ sv: 'Utföraren är pausad.', en: 'The provider is paused.' }] },
  ]);
});
