import type { FormFrame } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Button,
  CheckboxGroup,
  DateField,
  exactDate,
  Form,
  Main,
  ShortDate,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import type { Attachment } from '../../../secrecy/index.ts';
import { inslussMessages } from '../messages/index.ts';
import { DoorFile } from './door-file.tsx';

export const doors = ['samtycke', 'begaran', 'underlag', 'videosamtal'] as const;
export type Door = (typeof doors)[number];

export const doorFields = {
  day: 'dag',
  written: 'skriftligt',
  needs: 'behov',
  report: 'personutredning',
  sentencePlan: 'verkstallighetsplan',
  time: 'tid',
  where: 'plats',
  scan: 'inlast-samtycke',
  reportFile: 'fil-personutredning',
  planFile: 'fil-verkstallighetsplan',
} as const;

interface DoorFormProps {
  readonly door: Door;
  readonly frame: FormFrame;
  readonly backHref: string;
  readonly release: string | undefined;
  readonly today: string;
  readonly value: (name: string) => string;
  /** Files that came the last time, when something else was wrong. */
  readonly kept: ReadonlyMap<string, Attachment>;
}

/** One thing that the routine asks of the probation service. */
export function DoorForm({ door, frame, backHref, release, today, value, kept }: DoorFormProps) {
  const m = useMessages(inslussMessages).door;
  const language = useLanguage();
  const { title, action } = m.doors[door];
  return (
    <Main title={title}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{action}</h1>
      {release === undefined ? undefined : <p>{m.release(exactDate(release, language))}</p>}
      <Form frame={frame} buttons={<Button>{door === 'begaran' ? action : m.save}</Button>}>
        <Fields door={door} today={today} value={value} kept={kept} />
      </Form>
    </Main>
  );
}

function Fields({ door, today, value, kept }: Pick<DoorFormProps, 'door' | 'today' | 'value' | 'kept'>) {
  const m = useMessages(inslussMessages).door;
  const n = doorFields;
  switch (door) {
    case 'samtycke':
      return (
        <>
          <CheckboxGroup
            name={n.written}
            label={m.consentForm}
            choices={[{ value: 'ja', label: m.consentWritten, checked: value(n.written) === 'ja' }]}
            required
          />
          <DateField name={n.day} label={m.consentOn} value={value(n.day)} latest={today} required />
          <DoorFile name={n.scan} label={m.scan} kept={kept.get(n.scan)} />
        </>
      );
    case 'begaran':
      return <TextArea name={n.needs} label={m.needs} value={value(n.needs)} />;
    case 'underlag':
      return (
        <>
          <p>{m.documentsIntro}</p>
          <DateField name={n.report} label={m.presentenceReport} value={value(n.report)} latest={today} required />
          <DoorFile name={n.reportFile} label={m.reportFile} kept={kept.get(n.reportFile)} />
          <DateField
            name={n.sentencePlan}
            label={m.sentencePlan}
            value={value(n.sentencePlan)}
            latest={today}
            required
          />
          <DoorFile name={n.planFile} label={m.planFile} kept={kept.get(n.planFile)} />
        </>
      );
    case 'videosamtal':
      return (
        <>
          <p>{m.videoIntro}</p>
          <DateField name={n.day} label={m.day} value={value(n.day)} earliest={today} required />
          <TextField name={n.time} label={m.time} value={value(n.time)} width={6} required />
          <TextField name={n.where} label={m.where} value={value(n.where)} />
        </>
      );
  }
}

export interface DoorsProps {
  readonly release: string | undefined;
  readonly doors: readonly {
    readonly door: Door;
    readonly href: string;
    /** The days on which it was done, the last first. */
    readonly on: readonly string[];
  }[];
}

/** In the shared plan: what the routine asks of the probation service, and what of it has been done. */
export function Doors({ release, doors: all }: DoorsProps) {
  const m = useMessages(inslussMessages).door;
  const language = useLanguage();
  return (
    <section id="insluss">
      <h2>{m.heading}</h2>
      {release === undefined ? undefined : <p>{m.release(exactDate(release, language))}</p>}
      <p className="quiet">{m.intro}</p>
      <ul className="lines">
        {all.map(({ door, href, on }) => (
          <li key={door}>
            <span>
              <b>{m.doors[door].title}</b>{' '}
              <span className="quiet">
                {/* What is booked before the release is a step of the plan. */}
                {on[0] !== undefined ? <ShortDate date={on[0]} /> : door === 'videosamtal' ? undefined : m.todo}
              </span>
            </span>{' '}
            <ActionLink href={href}>{m.doors[door].action}</ActionLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
