import { atStart } from '../../kernel/words.ts';
import { DescriptionList, Disclosure, Main, useMessages, Back } from '../../ui/index.ts';
import { documents } from '../messages/documents.ts';
import { messages } from '../messages/index.ts';
import { routineMessages } from '../messages/routines.ts';
import type { RoutineObligation, RoutinePageProps, RoutinePhase } from './model/routine.ts';
import { DocumentFacts } from './routine-document.tsx';
import { RoutineDrawing } from './routine-drawing.tsx';
import { Interpretation } from './why.tsx';

/** A routine as sentences: who does what, when, and where the document says so; and then as a drawing of the same. */
export function RoutinePage(props: RoutinePageProps) {
  const { title, phases, otherVersions, listHref, compareHref, openRunsHref, status, writeHref, draftsHref } = props;
  const m = useMessages(documents).routines;
  const { compare, library, openRuns, document } = useMessages(routineMessages);
  return (
    <Main title={title} aside={<RoutineAside {...props} />} asideLabel={document.heading}>
      <Back href={listHref}>{m.title}</Back>
      <h1>{title}</h1>
      <p className="facts">
        <span>
          {m.version} <b>{props.version}</b>
        </span>
        <span>{library.status[status]}</span>
        <span>
          {m.validFrom} <b>{props.validFrom}</b>
        </span>
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
        <a href={openRunsHref}>{openRuns.link}</a>
        {writeHref === undefined ? undefined : <a href={writeHref}>{m.writeNew}</a>}
        {draftsHref === undefined ? undefined : <a href={draftsHref}>{m.drafts}</a>}
      </p>
      {phases.map((phase) => (
        <Phase key={phase.id} phase={phase} />
      ))}
      <DrawingSection {...props} />
    </Main>
  );
}

function RoutineAside({ facts, phases, contacts }: RoutinePageProps) {
  const m = useMessages(documents).routines;
  const { document, drawing } = useMessages(routineMessages);
  return (
    <>
      <section>
        <h2>{document.heading}</h2>
        <DocumentFacts facts={facts} />
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
          <li>
            <a href="#bild">{drawing.link}</a>
          </li>
        </ul>
      </nav>
    </>
  );
}

function DrawingSection({ title, phases, drawing, drawingHref, mermaidHref }: RoutinePageProps) {
  const { drawing: m } = useMessages(routineMessages);
  const heading = 'drawing-heading';
  return (
    <section className="routine-phase" id="bild">
      <h2 id={heading}>{m.heading}</h2>
      <p className="quiet reading">{m.key}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than a phone: it scrolls by itself, also from the keyboard */}
      <section className="drawing" tabIndex={0} aria-labelledby={heading}>
        <RoutineDrawing drawing={drawing} title={m.title(title)} description={m.description} starts={m.starts} />
      </section>
      <p className="facts">
        <a href={drawingHref} download>
          {m.svg}
        </a>
        <a href={mermaidHref} download>
          {m.mermaid}
        </a>
      </p>
      <Disclosure summary={m.inWords}>
        {phases.map((phase) => (
          <div key={phase.id}>
            <p>{m.phase(phase.title, phase.starts)}</p>
            <ul className="lines">
              {phase.obligations.flatMap(({ id, name, hangsOn }) =>
                hangsOn.map((says) => <li key={`${id} ${says}`}>{m.relation(name, says)}</li>),
              )}
            </ul>
          </div>
        ))}
      </Disclosure>
    </section>
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
  const { name, sentence, who, modality, when, condition, source, clocks, hangsOn, interpretations } = obligation;
  const { clock: clockWords, clocks: clocksInWords, page } = useMessages(routineMessages);
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
          {who} <b title={modalityHelp[modality]}>{modalities[modality]}</b> {page.does(when)}
        </li>
        {condition === undefined ? undefined : <li>{page.applies(condition)}</li>}
        {hangsOn.map((says) => (
          <li key={says}>{atStart(says)}.</li>
        ))}
        {clocks.length === 0 ? undefined : <li>{clocksInWords(clocks.map((clock) => clockWords[clock]))}</li>}
        <li>{source.elsewhere ? `${source.document}, ${source.heading}` : routines.heading(source.heading)}</li>
      </ul>
    </li>
  );
}
