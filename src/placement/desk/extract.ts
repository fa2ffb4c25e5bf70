import type { IndividualId, CaseId } from '../../kernel/ids.ts';
import { writtenDate } from '../../kernel/words.ts';
import { localDateOf } from '../../kernel/stockholm.ts';
import type { Scope } from '../../platform/door.ts';
import { deskMessages } from './messages/index.ts';
import { complaintsOfCase } from './store/complaints.ts';
import { inquiriesOfCase } from './store/inquiries.ts';

// What the desk holds of an individual, as a part of the register extract. Where the parts are put together their types are compared.

type Subject = Readonly<{ individual: IndividualId; cases: readonly Readonly<{ id: CaseId; number: string }>[] }>;

async function inquiries(scope: Scope, { cases }: Subject) {
  const { language } = scope.actor;
  const m = deskMessages[language].extract;
  const found = (await Promise.all(cases.map(({ id }) => inquiriesOfCase(scope, id)))).flat();
  return {
    title: m.inquiries,
    lines: found.map((one) =>
      [
        { label: m.when, value: writtenDate(localDateOf(one.askedAt), language) },
        { label: m.asked, value: one.body.unitName },
        {
          label: m.said,
          value: one.body.lines.map((line) => `${line[language].label}: ${line[language].text}`).join('\n'),
        },
        {
          label: m.answer,
          value: one.answer === undefined ? '' : [m.answers[one.answer], one.answerText].filter(Boolean).join('. '),
        },
      ].filter(({ value }) => value !== ''),
    ),
    data: found,
  };
}

async function complaints(scope: Scope, { cases }: Subject) {
  const { language } = scope.actor;
  const m = deskMessages[language].extract;
  const found = (await Promise.all(cases.map(({ id }) => complaintsOfCase(scope, id)))).flat();
  return {
    title: m.complaints,
    lines: found.map((one) =>
      [
        { label: m.when, value: writtenDate(localDateOf(one.registeredAt), language) },
        { label: m.what, value: one.what },
        { label: m.measures, value: one.measures.map(({ measure }) => measure).join('\n') },
        { label: m.conclusion, value: one.conclusion ?? '' },
      ].filter(({ value }) => value !== ''),
    ),
    data: found,
  };
}

export const deskExtract = {
  parts: [
    { id: 'placement-inquiries', tables: ['placement_inquiry'], read: inquiries },
    { id: 'placement-complaints', tables: ['placement_complaint', 'placement_complaint_measure'], read: complaints },
  ],
  without: {
    placement_order: 'by what order the municipality proposes: of no individual',
    placement_competence: 'what people at a desk are competent for',
    unit_note: 'what the desk saw of a unit: of no individual',
    direct_award: 'a procurement: of providers, prices and reasons, and of no individual',
    direct_award_bid: 'what providers offered in a procurement: of no individual',
    placement_sample: 'how the desk followed its own way of working, without telling of whom',
  },
} as const;
