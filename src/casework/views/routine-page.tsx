import { DescriptionList, Main, useMessages } from '../../ui/index.ts';
import { documents } from '../messages/documents.ts';
import { messages } from '../messages/index.ts';
import { routineMessages } from '../messages/routines.ts';
import { inWords } from './in-words.ts';
import type { RoutineObligation, RoutinePageProps, RoutinePhase } from './model/routine.ts';
import { Interpretation } from './why.tsx';

/** A routine as sentences: who does what, when, and where the document says so. */
export function RoutinePage(props: RoutinePageProps) {
  const { title, phases, otherVersions, listHref, documentHref, compareHref, writeHref, draftsHref } = props;
  const m = useMessages(documents).routines;
  const { compare } = useMessages(routineMessages);
  return (
    <Main title={title} aside={<RoutineAside {...props} />} asideLabel={m.document}>
      <p className="back">
        <a href={listHref}>{m.title}</a>
      </p>
      <h1>{title}</h1>
      <p className="facts">
        <span>
          {m.version} <b>{props.version}</b>
        </span>
        <span>
          {m.validFrom} <b>{props.validFrom}</b>
        </span>
        {documentHref === undefined ? undefined : <a href={documentHref}>{m.readDocument}</a>}
        {otherVersions.length === 0 ? undefined : (
          <span>
            {m.otherVersions}:{' '}
            {otherVersions.map((version) => (
              <a key={version.href} href={version.href}>
                {version.text}
              </a>
            ))}
          </span>
        )}
        {compareHref === undefined ? undefined : <a href={compareHref}>{compare.link}</a>}
        {writeHref === undefined ? undefined : <a href={writeHref}>{m.writeNew}</a>}
        {draftsHref === undefined ? undefined : <a href={draftsHref}>{m.drafts}</a>}
      </p>
      {phases.map((phase) => (
        <Phase key={phase.id} phase={phase} />
      ))}
    </Main>
  );
}

function RoutineAside({ decidedBy, owner, appliesTo, validUntil, phases, contacts }: RoutinePageProps) {
  const m = useMessages(documents).routines;
  const items = [
    { key: 'decidedBy', term: m.decidedBy, detail: decidedBy },
    { key: 'owner', term: m.owner, detail: owner },
    { key: 'appliesTo', term: m.appliesTo, detail: appliesTo },
    { key: 'validUntil', term: m.validUntil, detail: validUntil },
  ].filter((item) => item.detail !== undefined);
  return (
    <>
      <section>
        <h2>{m.document}</h2>
        <DescriptionList items={items} />
      </section>
      {contacts.length === 0 ? undefined : (
        <section>
          <h2>{m.contacts}</h2>
          <DescriptionList
            items={contacts.map(({ party, sentence }) => ({ key: party, term: party, detail: sentence }))}
          />
        </section>
      )}
      <nav aria-label={m.contents}>
        <h2>{m.contents}</h2>
        <ul className="lines">
          {phases.map((phase) => (
            <li key={phase.id}>
              <a href={`#${phase.id}`}>{phase.title}</a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function Phase({ phase }: { readonly phase: RoutinePhase }) {
  const m = useMessages(documents).routines;
  return (
    <section className="routine-phase" id={phase.id}>
      <h2>
        {phase.title} <span className="count">{m.starts(phase.starts)}</span>
      </h2>
      <ul>
        {phase.obligations.map((obligation) => (
          <Obligation key={obligation.id} obligation={obligation} />
        ))}
      </ul>
    </section>
  );
}

function Obligation({ obligation }: { readonly obligation: RoutineObligation }) {
  const { routines } = useMessages(documents);
  const { modality: modalities, modalityHelp } = useMessages(messages).run;
  const { name, sentence, who, modality, when, condition, source, interpretations } = obligation;
  return (
    <li id={obligation.id}>
      <div>
        <h3>{name}</h3>
        <p className="reading">{sentence}</p>
        {interpretations.map((interpretation) => (
          <p key={interpretation.value} className="quiet reading" title={routines.interpretationHelp}>
            {routines.interpretation}: <Interpretation interpretation={interpretation} />
          </p>
        ))}
      </div>
      <ul>
        <li>
          {inWords(who)} <b title={modalityHelp[modality]}>{modalities[modality]}</b>
        </li>
        {when === undefined ? undefined : <li>{when}</li>}
        {condition === undefined ? undefined : <li>{condition}</li>}
        <li>{source.elsewhere ? `${source.document}, ${source.heading}` : routines.heading(source.heading)}</li>
      </ul>
    </li>
  );
}
