import { explain, provisionFormNames } from '../../../matching/index.ts';
import { ActionLink, Alert, Moment, ShortDate, StatusMark, useLanguage, useMessages } from '../../../ui/index.ts';
import type { Reason } from '../../store/desks.ts';
import type { Recommendation, RecommendedItem } from '../../store/recommendations.ts';
import { whyOver } from '../../messages/timeline.ts';
import { deskMessages } from '../messages/index.ts';
import { kronor } from '../../../kernel/number.ts';
import type { Warning } from '../warnings.ts';

/** What has come against what is recommended, sentence by sentence. */
export function WarningList({
  warnings,
  items,
}: {
  readonly warnings: readonly Warning[];
  readonly items: readonly RecommendedItem[];
}) {
  const m = useMessages(deskMessages).recommendation;
  const language = useLanguage();
  const nameOf = (offer: string): string => items.find((one) => one.offer === offer)?.body.unitName ?? '';
  return (
    <Alert tone="late">
      <p>{m.warned}</p>
      <ul>
        {warnings.flatMap(({ offer, against }) =>
          against.length === 0 ? (
            <li key={offer}>{m.gone(nameOf(offer))}</li>
          ) : (
            against.map((judgement) => (
              <li key={`${offer} ${judgement.code}`}>{m.warnedFor(nameOf(offer), explain(judgement, language))}</li>
            ))
          ),
        )}
      </ul>
    </Alert>
  );
}

/** What has been recommended, the latest first, with what came of it. */
export function Recommendations({
  recommendations,
  takeBackHref,
  reasons,
}: {
  readonly recommendations: readonly Recommendation[];
  readonly takeBackHref: string | undefined;
  readonly reasons: ReadonlyMap<string, Reason>;
}) {
  const all = useMessages(deskMessages);
  const m = all.recommendation;
  const language = useLanguage();
  if (recommendations.length === 0) return undefined;
  return (
    <section>
      <h2>{all.request.recommendations}</h2>
      {recommendations.map(({ id, items, answer, answerReason, answerText, madeAt, madeByName, note, chosen }) => (
        <section key={id}>
          <h3>{m.heading(items.length)}</h3>
          <p>
            {answer === undefined ? (
              <StatusMark mark="waiting" word={m.waits} />
            ) : (
              <StatusMark mark={answer === 'accepted' ? 'done' : 'none'} word={m.answers[answer]} />
            )}{' '}
            <span className="quiet">
              <Moment instant={madeAt.toISOString()} />, {m.made(madeByName)}
            </span>
          </p>
          {answerReason === undefined ? undefined : <p>{reasons.get(`decline:${answerReason}`)?.name[language]}</p>}
          {answerText === '' ? undefined : (
            <p className="written">{answer === 'lapsed' ? whyOver(answerText, language) : answerText}</p>
          )}
          {note === '' ? undefined : <p className="written">{note}</p>}
          <ol className="stated">
            {items.map((item) => (
              <li key={item.offer}>
                {item.offer === chosen ? <b>{item.body.unitName}</b> : item.body.unitName}, {item.body.providerName},{' '}
                {provisionFormNames[item.form][language]}, {m.rank(item.rank)}
                <br />
                <span className="quiet">
                  {item.dailyRate === undefined ? m.noPrice : m.price(kronor(item.dailyRate, language))}
                  {item.rateOn === undefined ? undefined : (
                    <>
                      , {m.priceFrom} <ShortDate date={item.rateOn} />
                    </>
                  )}
                </span>
                {item.departure === '' ? undefined : (
                  <p>
                    <span className="quiet">{m.departure}:</span> <span className="written">{item.departure}</span>
                  </p>
                )}
                {item.body.ask.map((sentence) => (
                  <p key={sentence.sv}>
                    <StatusMark mark="unknown" word={sentence[language]} />
                  </p>
                ))}
              </li>
            ))}
          </ol>
          {answer === undefined && takeBackHref !== undefined ? (
            <ActionLink href={takeBackHref}>{m.takeBack}</ActionLink>
          ) : undefined}
        </section>
      ))}
    </section>
  );
}
