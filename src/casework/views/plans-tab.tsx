import { ActionLink, dayAndDate, LinkButton, ShortDate, useLanguage, useMessages, useToday } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { BookedFollowUp, PlanView, RunContent } from './model/run.ts';

type PlansContent = Extract<RunContent, { tab: 'plans' }>;

export function PlansTab({ content: { plans, followUps } }: { readonly content: PlansContent }) {
  const m = useMessages(messages).plans;
  return (
    <>
      {plans.map((plan) => (
        <Plan key={plan.key} plan={plan} />
      ))}
      <section className="plan">
        <h2>{m.followUps}</h2>
        {followUps.length === 0 ? (
          <p className="quiet">{m.noFollowUps}</p>
        ) : (
          <ul className="lines">
            {followUps.map((followUp) => (
              <FollowUp key={followUp.key} followUp={followUp} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Plan({ plan }: { readonly plan: PlanView }) {
  const m = useMessages(messages).plans;
  const made = plan.sections.length > 0;
  return (
    <section className="plan" id={plan.key}>
      <div className="heading-row">
        <h2>{plan.title}</h2>
        {plan.correctHref === undefined ? undefined : (
          <ActionLink href={plan.correctHref} context={plan.title}>
            {m.correct}
          </ActionLink>
        )}
      </div>
      {plan.at === undefined ? undefined : (
        <p className="quiet">
          <ShortDate date={plan.at} /> {plan.by === undefined ? undefined : m.madeBy(plan.by)}
        </p>
      )}
      {made ? undefined : <p className="quiet">{plan.missing ?? m.noPlan}</p>}
      {plan.sections.map((section) => (
        <div key={section.heading} className="reading">
          <h3>{section.heading}</h3>
          <p className="written">{section.text}</p>
        </div>
      ))}
      {plan.action === undefined ? undefined : (
        <LinkButton href={plan.action.href} emphasis="secondary" context={plan.title}>
          {plan.action.text}
        </LinkButton>
      )}
    </section>
  );
}

function FollowUp({ followUp }: { readonly followUp: BookedFollowUp }) {
  const m = useMessages(messages).plans;
  const words = dayAndDate(followUp.on, useToday(), useLanguage());
  return (
    <li>
      <time dateTime={followUp.on}>{words}</time> {followUp.what}
      {followUp.withWhom === undefined ? undefined : <span className="quiet"> {m.with(followUp.withWhom)}</span>}
    </li>
  );
}
