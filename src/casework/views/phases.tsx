import { ActionLink, Disclosure, Latest, ShortDate, StatusMark, useMessages, useToday } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { inWords } from './in-words.ts';
import { markOf } from './mark.ts';
import type { ObligationView, PhaseView } from './model/run.ts';
import { ClockTag } from './next-steps.tsx';
import { Why } from './why.tsx';

export const Phases = ({ phases }: { readonly phases: readonly PhaseView[] }) =>
  phases.map((phase) => <Phase key={phase.id} phase={phase} />);

const phaseMarks = { done: 'done', current: 'open', waiting: 'waiting' } as const;

function Phase({ phase }: { readonly phase: PhaseView }) {
  const m = useMessages(messages).run;
  return (
    <Disclosure
      kind="section"
      open={phase.state === 'current'}
      id={phase.id}
      summary={
        <h2>
          <StatusMark mark={phaseMarks[phase.state]} word={phase.title} />{' '}
          <span className="count">{phase.starts ?? m.doneOf(phase.done, phase.total)}</span>
        </h2>
      }
    >
      <ul className="obligations">
        {phase.obligations.map((obligation) => (
          <Obligation key={obligation.id} obligation={obligation} />
        ))}
      </ul>
    </Disclosure>
  );
}

function Obligation({ obligation }: { readonly obligation: ObligationView }) {
  const m = useMessages(messages).run;
  const { state, due, whose, who, waitsFor = [] } = obligation;
  const today = useToday();
  // Nothing is left to do in what has ended: what was not done is told as that.
  const left = obligation.runEnded ? m.left[state] : undefined;
  const mark = left === undefined ? markOf(state, due, today, whose) : 'none';
  const waitedFor = inWords(state === 'open' ? who : waitsFor);
  return (
    <li id={obligation.id} data-whose={obligation.whose} data-state={obligation.state}>
      <h3>{obligation.name}</h3>
      <p className="state">
        <StatusMark
          mark={mark}
          word={left ?? (mark === 'waiting' && waitedFor !== '' ? m.waitsForOthers(waitedFor) : undefined)}
        />
        {left === undefined ? <ObligationState obligation={obligation} /> : undefined}
      </p>
      <p className="act">
        {obligation.action === undefined ? undefined : (
          <ActionLink href={obligation.action.href} context={obligation.name}>
            {obligation.action.text}
          </ActionLink>
        )}
      </p>
      <p className="who">
        <span title={m.modalityHelp[obligation.modality]}>{m.modality[obligation.modality]}</span> · {inWords(who)}
        <Occurrences obligation={obligation} />
      </p>
      <Why
        why={obligation.why}
        about={obligation.name}
        lead={obligation.sentence}
        marker={<ClockTag clock={due === undefined ? undefined : obligation.clock} />}
      >
        <MoreActions obligation={obligation} />
      </Why>
    </li>
  );
}

/** What the mark's word leaves out: the day, what it waits for, what is missing, why it was waived. */
function ObligationState({ obligation }: { readonly obligation: ObligationView }) {
  const m = useMessages(messages).run;
  const { state, due, doneAt, late, waitsFor, missingFacts, waived, graceUntil } = obligation;
  if (state === 'done')
    return (
      <span>
        {doneAt === undefined ? undefined : <ShortDate date={doneAt} />}
        {late ? `, ${m.doneLate}` : undefined}
      </span>
    );
  if (waived !== undefined)
    return (
      <span>
        <ShortDate date={waived.at} />, {waived.by}: {waived.reason}
      </span>
    );
  const open = state === 'open';
  return (
    <>
      {due === undefined ? undefined : (
        <span>{state === 'overdue' || open ? <Latest date={due} /> : <ShortDate date={due} />}</span>
      )}
      {graceUntil === undefined ? undefined : (
        <span>
          {m.graceUntil} <ShortDate date={graceUntil} />
        </span>
      )}
      {state === 'waiting' || waitsFor === undefined || waitsFor.length === 0 ? undefined : (
        <span>{m.waitsFor(inWords(waitsFor))}</span>
      )}
      {missingFacts.map((fact) =>
        fact.href === undefined ? (
          <span key={fact.label}>{m.missing(fact.label)}</span>
        ) : (
          <ActionLink key={fact.label} href={fact.href}>
            {m.stateFact(fact.label)}
          </ActionLink>
        ),
      )}
    </>
  );
}

function Occurrences({ obligation: { occurrences } }: { readonly obligation: ObligationView }) {
  const m = useMessages(messages).run;
  if (occurrences === undefined) return undefined;
  const { kept, missed, interval, lastDoneAt } = occurrences;
  return (
    <>
      {' · '}
      {kept + missed === 0 ? interval : m.kept(kept, kept + missed, interval)}
      {lastDoneAt === undefined ? undefined : (
        <>
          {', '}
          {m.last} <ShortDate date={lastDoneAt} />
        </>
      )}
    </>
  );
}

function MoreActions({ obligation }: { readonly obligation: ObligationView }) {
  const m = useMessages(messages).run;
  if (obligation.waiveHref === undefined && obligation.intervalHref === undefined) return undefined;
  return (
    <p className="more-actions">
      {obligation.intervalHref === undefined ? undefined : (
        <ActionLink href={obligation.intervalHref} context={obligation.name}>
          {m.interval}
        </ActionLink>
      )}
      {obligation.waiveHref === undefined ? undefined : (
        <ActionLink href={obligation.waiveHref} context={obligation.name}>
          {m.waive}
        </ActionLink>
      )}
    </p>
  );
}
