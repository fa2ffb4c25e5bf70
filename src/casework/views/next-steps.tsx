import { ActionLink, Latest, LinkButton, ShortDate, StatusMark, Tag, useMessages, useToday } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { inWords } from './in-words.ts';
import { markOf } from './mark.ts';
import type { NextStep } from './model/run.ts';
import { Why } from './why.tsx';

/** The loudest thing on the page. The reader's first own step carries the one strong button. */
export function NextSteps({
  steps,
  ended,
  isStuck,
}: {
  readonly steps: readonly NextStep[];
  readonly ended: boolean;
  /** Something is left to do, and stopped. */
  readonly isStuck: boolean;
}) {
  const m = useMessages(messages).run;
  const mine = steps.some((step) => step.whose === 'mine');
  const first = steps.find((step) => step.whose === 'mine' && step.action !== undefined);
  return (
    <section className="next" data-whose={mine ? 'mine' : 'others'} aria-labelledby="next-step">
      <h2 id="next-step">{steps.length === 0 || mine ? m.nextStep : m.nextStepOthers}</h2>
      {steps.length === 0 ? (
        <p>{ended ? m.nothingNextEnded : isStuck ? m.nothingNextStuck : m.nothingNext}</p>
      ) : (
        <ul>
          {steps.map((step) => (
            <Step key={step.key} step={step} loudest={step === first} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Step({ step, loudest }: { readonly step: NextStep; readonly loudest: boolean }) {
  const m = useMessages(messages).run;
  const mark = markOf(step.state, step.due, useToday(), step.whose);
  const who = inWords(step.who);
  return (
    <li data-whose={step.whose} data-loudest={loudest ? true : undefined}>
      <div className="step">
        <div>
          <h3>{step.name}</h3>
          <p className="sentence">{step.sentence}</p>
          <p className="facts">
            <StatusMark mark={mark} word={mark === 'waiting' ? m.waitsForOthers(who) : undefined} />
            {step.due === undefined ? undefined : (
              <span>
                <Latest date={step.due} />
              </span>
            )}
            {step.graceUntil === undefined ? undefined : (
              <span>
                {m.graceUntil} <ShortDate date={step.graceUntil} />
              </span>
            )}
            <ClockTag clock={step.clock} />
            {mark === 'waiting' ? undefined : <span>{m.doer(who)}</span>}
            {step.missingFacts.map((fact) =>
              fact.href === undefined ? (
                <span key={fact.label}>{m.missing(fact.label)}</span>
              ) : (
                <ActionLink key={fact.label} href={fact.href}>
                  {m.stateFact(fact.label)}
                </ActionLink>
              ),
            )}
          </p>
          {step.takenOn === undefined ? undefined : <p className="quiet">{step.takenOn}</p>}
          {step.takeOn === undefined ? undefined : (
            <p>
              <ActionLink href={step.takeOn.href} context={step.name}>
                {step.takeOn.text}
              </ActionLink>
            </p>
          )}
        </div>
        {step.action === undefined ? undefined : (
          <LinkButton href={step.action.href} emphasis={loudest ? 'primary' : 'secondary'}>
            {step.action.text}
          </LinkButton>
        )}
      </div>
      <Why why={step.why} about={step.name} />
    </li>
  );
}

/** A limit set by law, or chosen by the city, says so. */
export function ClockTag({ clock }: { readonly clock: NextStep['clock'] }) {
  const m = useMessages(messages).run;
  if (clock === undefined || clock === 'routine') return undefined;
  return <Tag>{clock === 'law' ? m.law : m.interpretation}</Tag>;
}
