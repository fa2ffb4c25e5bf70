import { writtenDate } from '../../kernel/words.ts';
import { localDateOf } from '../../kernel/stockholm.ts';
import type { Language } from '../../kernel/text.ts';
import { interventionNames, provisionFormNames } from '../../matching/index.ts';
import { type Block, pdfOf } from '../../oversight/index.ts';
import type { Request } from '../store/requests.ts';
import { awardClock } from './award-clock.ts';
import { kronor } from '../../kernel/number.ts';
import { deskMessages } from './messages/index.ts';
import { type Comparable, positionOf } from './price.ts';
import type { Award } from './store/awards.ts';

type Documented = Readonly<{
  award: Award;
  request: Request;
  comparables: readonly Comparable[];
  nameOf: (offer: string) => string;
  now: Date;
  language: Language;
}>;

/** The documentation of a direct award as one file (LOU 19 a:10–12): why, who was asked, what they offered, the price among others, the decision. */
export function awardPaper({
  award,
  request,
  comparables,
  nameOf,
  now,
  language,
}: Documented): Promise<Uint8Array<ArrayBuffer>> {
  const m = deskMessages[language].award;
  const date = (at: Date): string => writtenDate(localDateOf(at), language);
  const heading = (text: string): Block => ({ kind: 'heading', text });
  const text = (said: string): Block => ({ kind: 'text', text: said });
  const offered = award.bids.flatMap(({ dailyRate, offer }) => (dailyRate === null ? [] : [{ dailyRate, offer }]));
  const clock =
    award.contractOn === null
      ? undefined
      : awardClock(
          award.contractOn,
          localDateOf(now),
          award.documentedAt === null ? undefined : localDateOf(award.documentedAt),
        );
  const blocks: readonly Block[] = [
    {
      kind: 'terms',
      terms: [
        { label: m.paper.request, value: request.number },
        { label: m.paper.intervention, value: interventionNames[request.intervention][language] },
        { label: m.begunBy(award.begunByName), value: date(award.begunAt) },
        ...(clock ? [{ label: m.clock[clock.state], value: writtenDate(clock.due, language) }] : []),
        { label: m.paper.made, value: date(now) },
      ],
    },
    heading(m.why),
    ...(award.why.length === 0
      ? [text(m.noOthers)]
      : award.why.map(({ name, form, reasons }) =>
          text(`${name} (${provisionFormNames[form][language]}): ${reasons.map((one) => one[language]).join(' ')}`),
        )),
    heading(m.bids),
    ...award.bids.map((bid): Block => ({
      kind: 'terms',
      terms: [
        { label: m.provider, value: nameOf(bid.offer) },
        { label: m.askedDay, value: `${writtenDate(bid.askedOn, language)} (${bid.askedHow})` },
        {
          label: m.answer,
          value:
            bid.answer === null
              ? m.waits
              : [
                  m.answers[bid.answer],
                  bid.dailyRate === null ? '' : m.rate(kronor(bid.dailyRate, language)),
                  bid.answeredOn === null ? '' : writtenDate(bid.answeredOn, language),
                  bid.answerText,
                ]
                  .filter(Boolean)
                  .join(', '),
        },
        ...(bid.chosen ? [{ label: m.decision, value: m.chosen }] : []),
        ...(bid.toldOn === null
          ? []
          : [{ label: m.toldDay, value: `${writtenDate(bid.toldOn, language)} (${bid.toldHow})` }]),
      ],
    })),
    heading(m.reasonable),
    ...offered.map(({ dailyRate, offer }) =>
      text(
        m.position(nameOf(offer), kronor(dailyRate, language), positionOf(dailyRate, comparables), (rate) =>
          kronor(rate, language),
        ),
      ),
    ),
    ...comparables.map(({ kind, rate, on, name }): Block => ({
      kind: 'text',
      quiet: true,
      text: `${name}: ${m.rate(kronor(rate, language))}, ${m.kinds[kind]} ${on}`,
    })),
    ...(award.decidedAt === null
      ? award.endedAt === null
        ? []
        : [heading(m.ended), text(award.endReason ?? '')]
      : [
          heading(m.decision),
          {
            kind: 'terms' as const,
            terms: [
              { label: m.decidedBy, value: award.decidedByName ?? '' },
              { label: m.decidedAt, value: date(award.decidedAt) },
              ...(award.contractOn === null
                ? []
                : [{ label: m.contractOn, value: writtenDate(award.contractOn, language) }]),
              {
                label: m.value,
                value: m.valueOf(
                  kronor(award.value ?? 0, language),
                  award.days ?? 0,
                  kronor(award.dailyRate ?? 0, language),
                ),
              },
              { label: m.reason, value: award.decisionReason ?? '' },
            ],
          },
        ]),
  ];
  return pdfOf({
    title: m.title(request.number),
    language,
    made: now,
    blocks,
    replaced: m.paper.replaced,
    page: m.paper.page,
  });
}
