import { routineLibrary } from '../../../casework/index.ts';
import { isLocalDate, type LocalDate } from '../../../kernel/date.ts';
import { newId } from '../../../kernel/ids.ts';
import {
  get,
  invalid,
  notFound,
  page,
  type Post,
  type Get,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { Attachment } from '../../../secrecy/index.ts';
import { writtenDate } from '../../../kernel/words.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { paths as sharing } from '../../paths.ts';
import { findMine, type PlanForMe } from '../../pages/mine.tsx';
import { insertStep } from '../../store/plans.ts';
import { inslussMessages } from '../messages/index.ts';
import { inslussPaths as paths } from '../paths.ts';
import { attachInPlan, type DoorDeed, doorOf, type InslussDoor, recordInPlan } from '../store/door.ts';
import { readFiles } from './door-files.ts';
import { timingOf } from '../timing.ts';
import { type Door, DoorForm, doorFields as fields, doors } from '../views/door.tsx';

const place = 'received';
const longest = 4000;

/**
 * The narrow doors of the probation service in a shared plan around insluss: each writes the entry that the routine asks for, into a run
 * that whoever writes never sees.
 */
export const doorPages: readonly Route[] = [
  get({
    path: paths.door,
    may: 'insluss:request',
    audit: 'insluss.door.form',
    handle: async (request) => {
      const at = await findDoor(request);
      return 'answer' in at ? at.answer : page({ place, content: form(request, at, {}, []) });
    },
  }),
  post({
    path: paths.door,
    may: 'insluss:request',
    audit: 'insluss.door.write',
    files: [fields.scan, fields.reportFile, fields.planFile],
    handle: async (request) => {
      const at = await findDoor(request);
      if ('answer' in at) return at.answer;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const key = keyIn(typed);
      const files = await readFiles(request, filesOf[at.door], typed, errors);
      const said = await read(request, at, typed, errors);
      if (!said || !key || errors.length > 0)
        return invalid({ place, content: form(request, at, typed, errors, files) });
      return write(request, at, said, [...files.values()], key);
    },
  }),
];

/** Which files may come through a door. */
const filesOf: Readonly<Record<Door, readonly string[]>> = {
  samtycke: [fields.scan],
  begaran: [],
  underlag: [fields.reportFile, fields.planFile],
  videosamtal: [],
};

type At = Readonly<{ mine: PlanForMe; open: InslussDoor; door: Door }>;
/** What was said: an entry of the run, a step of the plan, or both. */
type Said = Readonly<{
  deed?: Omit<DoorDeed, 'id' | 'key'>;
  step?: Readonly<{ what: string; due: LocalDate }>;
}>;

async function findDoor(request: Get<'/delat/plan/:plan/insluss/:door'>) {
  const mine = await findMine(request);
  if (!('plan' in mine)) return mine;
  const door = doors.find((one) => one === request.parameters.door);
  const open = door && (await doorOf(request, mine.plan.id));
  if (!door || !open) return { answer: notFound };
  return { mine, open, door };
}

async function write(
  request: Post<string>,
  { mine, door }: At,
  { deed, step }: Said,
  files: readonly Attachment[],
  key: DoorDeed['key'],
) {
  request.touched({ parts: [`insluss-door:${door}`] });
  if (deed && !(await recordInPlan(request, mine.plan.id, { ...deed, id: newId(), key }))) return notFound;
  // They hang on the consent under which they are handed over.
  for (const { id } of files) if (!(await attachInPlan(request, mine.plan.id, id))) return notFound;
  if (step) await insertStep(request, { id: newId(), plan: mine.plan.id, party: mine.party, ...step, key });
  return redirect(`${sharing.sharedPlan({ plan: mine.plan.id })}#insluss`);
}

async function read(
  request: Get<string>,
  { open, door }: At,
  typed: Typed,
  errors: FieldError[],
): Promise<Said | undefined> {
  const { today } = request;
  const { language } = request.actor;
  const m = inslussMessages[language].door;
  const wrong = (field: string, message: string): void => void errors.push({ field, message });
  const pastDay = (field: string): LocalDate | undefined => {
    const day = first(typed, field);
    if (isLocalDate(day) && day <= today) return day;
    wrong(field, m.problems.past);
    return undefined;
  };
  const none = { participants: [], answers: {} } as const;
  switch (door) {
    case 'samtycke': {
      const at = pastDay(fields.day);
      if (first(typed, fields.written) !== 'ja') wrong(fields.written, m.problems.consentWritten);
      return at && { deed: { kind: 'consent', at, ...none } };
    }
    case 'begaran': {
      const routine = (await routineLibrary(request)).find('insluss', open.version);
      const { earliest } =
        routine && open.conditionalRelease
          ? timingOf(routine, open.conditionalRelease, today)
          : { earliest: undefined };
      if (earliest) wrong(fields.needs, m.problems.early(writtenDate(earliest, language)));
      const needs = first(typed, fields.needs).slice(0, longest);
      return { deed: { kind: 'initiated', at: today, participants: [], answers: needs === '' ? {} : { needs } } };
    }
    case 'underlag': {
      const [presentenceReport, sentencePlan] = [pastDay(fields.report), pastDay(fields.sentencePlan)];
      if (!presentenceReport || !sentencePlan) return undefined;
      const at = presentenceReport > sentencePlan ? presentenceReport : sentencePlan;
      return {
        deed: { kind: 'documents-received', at, participants: [], answers: { presentenceReport, sentencePlan } },
      };
    }
    case 'videosamtal': {
      const due = first(typed, fields.day);
      const [, hours, minutes] = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(first(typed, fields.time)) ?? [];
      if (!isLocalDate(due) || due < today) wrong(fields.day, m.problems.day);
      if (hours === undefined) wrong(fields.time, m.problems.time);
      if (!isLocalDate(due) || hours === undefined) return undefined;
      const what = m.step(`${hours.padStart(2, '0')}.${minutes}`, first(typed, fields.where).slice(0, 300));
      // A time after the release is what the routine asks for when insluss begins late.
      const isAfter = open.conditionalRelease !== undefined && due > open.conditionalRelease;
      const participants = ['caseworker', 'probationOfficer', 'individual'];
      return {
        step: { what, due },
        ...(isAfter ? { deed: { kind: 'time-booked', at: today, participants, answers: { date: due } } } : {}),
      };
    }
  }
}

const form = (
  request: Get<string>,
  { mine, open, door }: At,
  typed: Typed,
  errors: readonly FieldError[],
  files: ReadonlyMap<string, Attachment> = new Map(),
) => (
  <DoorForm
    door={door}
    frame={{
      action: paths.door({ plan: mine.plan.id, door }),
      hidden: frameFields(request.csrf, typed, 0),
      errors,
      takesFiles: filesOf[door].length > 0,
      cancelHref: sharing.sharedPlan({ plan: mine.plan.id }),
    }}
    backHref={sharing.sharedPlan({ plan: mine.plan.id })}
    release={open.conditionalRelease}
    today={request.today}
    value={(name) => first(typed, name)}
    kept={files}
  />
);
