import { dayAndDate, exactDate, Main, useLanguage, useMessages, useToday } from '../../ui/index.ts';
import { documents } from '../messages/documents.ts';
import type { PrintPageProps } from './model/routine.ts';

/** The plan and what comes next, in plain words for the individual; made to be printed. */
export function PrintPage({ givenName, backHref, first, nextSteps, plans, contacts }: PrintPageProps) {
  const m = useMessages(documents).print;
  const language = useLanguage();
  const today = useToday();
  return (
    <Main title={m.title}>
      <p className="screen-only back">
        <a href={backHref}>{m.back}</a>
      </p>
      <p className="screen-only quiet">{m.howToPrint}</p>
      <article className="sheet">
        <h1>{m.heading(givenName)}</h1>
        {first.map((warning) => (
          <p key={warning}>
            <b>{warning}</b>
          </p>
        ))}
        <p>{m.intro}</p>
        <h2>{m.next}</h2>
        {nextSteps.length === 0 ? (
          <p>{m.noNext}</p>
        ) : (
          <ul className="sheet-steps">
            {nextSteps.map((step) => (
              <li key={step.key}>
                {step.on === undefined ? undefined : (
                  <time dateTime={step.on}>{dayAndDate(step.on, today, language)}</time>
                )}
                <span>{step.sentence}</span>
              </li>
            ))}
          </ul>
        )}
        <h2>{m.plan}</h2>
        {plans.length === 0 ? <p>{m.noPlan}</p> : undefined}
        {plans.map((plan) => (
          <section key={plan.title}>
            <h3>{plan.title}</h3>
            {plan.sections.map((section) => (
              <div key={section.heading}>
                <h4>{section.heading}</h4>
                <p className="written">{section.text}</p>
              </div>
            ))}
          </section>
        ))}
        {contacts.length === 0 ? undefined : (
          <>
            <h2>{m.contacts}</h2>
            <ul className="sheet-contacts">
              {contacts.map((contact) => (
                <li key={contact.name}>
                  <span>
                    <b>{contact.name}</b>, {contact.role}
                  </span>
                  {contact.phone === undefined ? undefined : <span className="phone">{contact.phone}</span>}
                </li>
              ))}
            </ul>
          </>
        )}
        <p>{m.questions}</p>
        <p className="quiet">{m.printed(exactDate(today, language))}</p>
      </article>
    </Main>
  );
}
