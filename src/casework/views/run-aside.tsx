import { ActionLink, DescriptionList, ShortDate, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { whyMessages } from '../messages/why.ts';
import { Contacts } from './contacts.tsx';
import type { CaseHeader, FactView, RunPageProps } from './model/run.ts';
import { MeetingsAside } from './meetings.tsx';
import { PeopleList } from './people.tsx';

/** People and facts, beside the work. */
export function RunAside({
  caseHeader,
  facts,
  people,
  contacts,
  contactsHref,
  whyHref,
  deviationHref,
  meetings,
  showPeople,
}: Pick<
  RunPageProps,
  'caseHeader' | 'facts' | 'people' | 'contacts' | 'contactsHref' | 'whyHref' | 'deviationHref' | 'meetings'
> & {
  readonly showPeople: boolean;
}) {
  const m = useMessages(messages);
  const why = useMessages(whyMessages);
  return (
    <>
      <MeetingsAside meetings={meetings} />
      {facts.length === 0 ? undefined : (
        <section>
          <h2>{m.facts.heading}</h2>
          <DescriptionList
            items={facts.map((fact) => ({ key: fact.id, term: fact.label, detail: <Fact fact={fact} /> }))}
          />
        </section>
      )}
      {showPeople ? (
        <section>
          <h2>{m.people.heading}</h2>
          <PeopleList people={people} />
        </section>
      ) : undefined}
      <Contacts contacts={contacts} listHref={contactsHref} />
      {caseHeader === undefined ? undefined : <AboutCase header={caseHeader} />}
      <p>
        <ActionLink href={whyHref}>{why.link}</ActionLink>
      </p>
      {deviationHref === undefined ? undefined : (
        <p>
          <ActionLink href={deviationHref}>{m.run.registerDeviation}</ActionLink>
        </p>
      )}
    </>
  );
}

function Fact({ fact }: { readonly fact: FactView }) {
  const m = useMessages(messages).facts;
  const known = fact.value !== undefined;
  return (
    <>
      {known ? fact.value : <em>{m.missing}</em>}{' '}
      {fact.changeHref === undefined ? undefined : (
        <ActionLink href={fact.changeHref} context={fact.label}>
          {known ? m.change : m.state}
        </ActionLink>
      )}
      {fact.statedBy === undefined ? undefined : (
        <span className="quiet stated">
          {m.statedBy(fact.statedBy)}
          {fact.statedAt === undefined ? undefined : (
            <>
              {' '}
              <ShortDate date={fact.statedAt} />
            </>
          )}
        </span>
      )}
    </>
  );
}

function AboutCase({ header }: { readonly header: CaseHeader }) {
  const m = useMessages(messages).run;
  const { identity, ownSystem, links, otherRuns, startRunHref } = header;
  return (
    <section>
      <h2>{m.about}</h2>
      <DescriptionList
        items={[
          {
            key: 'identity',
            term: m.identity[identity.kind],
            detail: `${identity.number ?? (identity.numberLeftOut ? m.identityNumberLeftOut : m.noIdentityNumber)} (${m.certainty[identity.certainty]})`,
          },
          ...(ownSystem === undefined
            ? []
            : [{ key: 'own', term: m.ownSystem(ownSystem.name), detail: ownSystem.reference }]),
        ]}
      />
      {otherRuns.length === 0 ? undefined : (
        <>
          <h3>{m.otherRuns}</h3>
          <ul className="lines">
            {otherRuns.map((run) => (
              <li key={run.href}>
                <a href={run.href}>{run.text}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="lines">
        {links.map(({ href, text }) => (
          <li key={href}>
            <ActionLink href={href}>{text}</ActionLink>
          </li>
        ))}
      </ul>
      {startRunHref === undefined ? undefined : <ActionLink href={startRunHref}>{m.startRun}</ActionLink>}
    </section>
  );
}
