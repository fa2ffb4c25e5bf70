import { findId, type IdempotencyKey, newId, type RunId } from '../../kernel/ids.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  json,
  notFound,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { record } from '../actions/record.ts';
import type { Deed, Entry } from '../entry.ts';
import { datesAsked } from '../meetings.ts';
import { partyOf } from '../parties.ts';
import { alsoSections, deedFields, findForm, type Form, questionsOf } from '../forms.ts';
import { readDeeds } from '../read-deeds.ts';
import { answerField, first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { formMessages } from '../messages/forms.ts';
import { words } from '../messages/words.ts';
import { paths } from '../paths.ts';
import { meetingsOfRun } from '../store/meetings.ts';
import { type Draft, dropDraft, saveDraft } from '../store/people.ts';
import {
  conflictChoices,
  conflictField,
  ConflictPage,
  EntryForm,
  entryFields,
  type EntryFormProps,
  intents,
} from '../views/index.ts';
import type { ContactView } from '../views/contacts.tsx';
import { peopleOf } from '../store/cases.ts';
import { contactViews } from './contact-view.ts';
import { frameFields, hidden, obligationSummary, openDraft, savedIn } from './frame.ts';
import type { Seen } from './run-view.ts';
import { freeTexts, keepNaming, protectedNaming } from './protected-naming.ts';
import { runReference, seeRun } from './see-run.ts';
import { versionOf } from './wording.ts';

type Question = Readonly<{
  seen: Seen;
  form: Form;
  obligation: string | undefined;
  /** Whom one turns to in the step that the form is for. */
  contacts: readonly ContactView[];
}>;

async function ask(request: Get<typeof paths.record.pattern>): Promise<Question | undefined> {
  const seen = await seeRun(request, request.parameters.run, ['form']);
  if (!seen || seen.role === undefined) return undefined;
  const form = findForm(seen.voice.definition, request.parameters.kind, request.query.get('syfte') ?? undefined);
  if (!form) return undefined;
  const asked = request.query.get('atagande');
  const obligation = seen.voice.definition.obligations.find(({ id }) => id === asked)?.id;
  const { run } = seen.evaluated;
  const contacts =
    obligation === undefined ? [] : await contactViews(request, seen, await peopleOf(request, run), obligation);
  return { seen, form, obligation, contacts };
}

/** The name a form's draft is kept under. */
const draftName = ({ form, obligation }: Question): string =>
  [form.kind, form.purpose ?? '', obligation ?? ''].join('.');

const here = ({ seen, form, obligation }: Question): string =>
  paths.record({ run: seen.evaluated.run.id, kind: form.kind }, { atagande: obligation, syfte: form.purpose });

export const recordPages: readonly Route[] = [
  get({
    path: paths.record,
    may: 'entry:record',
    audit: 'entry.form',
    handle: async (request) => {
      const question = await ask(request);
      if (!question) return notFound;
      const draft = await openDraft(request, question.seen, draftName(question));
      const typed = draft?.body ?? {
        ...startingPoint(question, request.today),
        ...(await fromMeeting(request, question)),
      };
      return page({ place: 'cases', content: <EntryForm {...formProps(question, typed, request, { draft })} /> });
    },
  }),
  post({
    path: paths.record,
    may: 'entry:record',
    audit: 'entry.record',
    handle: async (request) => {
      const question = await ask(request);
      if (!question) return notFound;
      const typed = typedFrom(request.form);
      if (first(typed, entryFields.intent) === intents.draft) {
        await saveDraft(request, question.seen.evaluated.run.id, draftName(question), typed);
        return redirect(paths.myDay());
      }
      return recordTyped(request, question, typed);
    },
  }),
  post({
    path: paths.draft,
    may: 'entry:record',
    audit: 'draft.save',
    handle: async (request) => {
      const runId = findId<RunId>(request.parameters.run);
      const seen = runId && (await seeRun(request, runId, ['draft']));
      // Who sees the run and does not work in it, as in an emergency, has nothing to write in it.
      if (!seen || seen.role === undefined || request.parameters.form.length > 200) return notFound;
      const typed = typedFrom(request.form);
      const signed = seen.evaluated.entries.some(({ key }) => key === first(typed, hidden.key));
      if (!signed) await saveDraft(request, runId, request.parameters.form, typed);
      return json({ savedAt: request.now.toISOString() });
    },
  }),
];

async function recordTyped(
  request: Post<typeof paths.record.pattern>,
  question: Question,
  typed: Typed,
): Promise<Answer> {
  const { seen, form } = question;
  const { language, definition } = seen.voice;
  const key = keyIn(typed);
  const seenVersion = Number(first(typed, hidden.seen));
  const again = (errors: readonly FieldError[]): Answer =>
    invalid({ place: 'cases', content: <EntryForm {...formProps(question, typed, request, { errors })} /> });
  if (!key || !Number.isSafeInteger(seenVersion)) return notFound;
  const read = readDeeds(definition, form, typed, request.today, language);
  if ('errors' in read) return again(read.errors);
  const naming = await protectedNaming(request, seen, freeTexts(formProps(question, typed, request, {})), typed);
  if (naming.length > 0) return again(naming);

  const other = seen.evaluated.entries.find(({ id }) => id === first(typed, hidden.theirs));
  const choice = conflictChoices.find((known) => known === first(typed, conflictField));
  if (other && !choice) return showConflict(request, question, typed, other, read.deeds, true);
  if (choice === 'drop-mine') {
    await dropDraft(request, seen.evaluated.run.id, draftName(question));
    return redirect(paths.timeline({ run: seen.evaluated.run.id }));
  }
  const result = await record(request, {
    run: seen.evaluated.run.id,
    deeds: read.deeds,
    seen: seenVersion,
    key,
    form: draftName(question),
    ...(choice === 'correct-theirs' && other
      ? { corrects: { entry: other.id, reason: words[language].bothWrote(request.actor.name, other.writerName) } }
      : {}),
  });
  switch (result.outcome) {
    case 'recorded':
      return redirect(
        paths.run({ run: result.run.id }, { sparat: result.entries[0]?.id, atagande: question.obligation }),
      );
    case 'conflict':
    case 'key-reused':
    case 'corrected-already':
      return showConflict(request, question, typed, result.theirs, read.deeds, false);
    case 'not-allowed':
    case 'not-found':
      return notFound;
  }
}

function showConflict(
  request: Post<typeof paths.record.pattern>,
  question: Question,
  typed: Typed,
  theirs: Entry,
  [mine]: readonly Deed[],
  undecided: boolean,
): Answer {
  const { seen, form } = question;
  const { language } = seen.voice;
  if (!mine || !seen.role) return notFound;
  const { actor, now, today } = request;
  const asWritten: Entry = {
    ...mine,
    id: newId(),
    position: theirs.position + 1,
    recordedOn: today,
    byRole: seen.role,
    writtenBy: actor.account,
    writerName: actor.name,
    writtenAt: now,
    key: newId(),
  };
  // What is still unseen after this is only what comes later than what is shown here.
  const carried = {
    ...typed,
    [hidden.seen]: [String(theirs.position)],
    [hidden.theirs]: [theirs.id],
    // The key has been used for what stands already: what is written now is another deed.
    ...(theirs.key === first(typed, hidden.key) ? { [hidden.key]: [newId<IdempotencyKey>()] } : {}),
    [hidden.csrf]: [request.csrf],
  };
  const home = paths.run({ run: seen.evaluated.run.id });
  return conflict({
    place: 'cases',
    content: (
      <ConflictPage
        frame={{
          action: here(question),
          hidden: carried,
          errors: undecided
            ? [{ field: conflictField, message: formMessages[language].problems.conflictChoiceMissing }]
            : [],
          cancelHref: home,
        }}
        run={runReference(seen)}
        title={form.title[language]}
        theirs={versionOf(seen.voice, theirs)}
        mine={versionOf(seen.voice, asWritten)}
        timelineHref={{ href: paths.timeline({ run: seen.evaluated.run.id }), text: words[language].timelineFirst }}
      />
    ),
  });
}

/** What a fresh form says: today, and what the obligation asks for where there is one answer only. */
function startingPoint({ seen, form, obligation }: Question, today: string): Typed {
  const rule = seen.voice.definition.obligations.find(({ id }) => id === obligation);
  const inPerson =
    rule?.fulfilledBy.some((way) => 'entry' in way && way.entry === form.kind && way.inPerson === true) ?? false;
  return {
    [entryFields.at]: [today],
    ...(inPerson ? { [entryFields.channel]: ['in-person'], [entryFields.inPerson]: ['yes'] } : {}),
  };
}

/** What a meeting says of an entry: its day when it has come, who was asked to it, and in what way; of a booked series, its days. */
async function fromMeeting(request: Get<typeof paths.record.pattern>, { seen, form }: Question): Promise<Typed> {
  const id = findId(request.query.get('mote') ?? '');
  const { run } = seen.evaluated;
  const meetings = id === undefined ? [] : await meetingsOfRun(request, run.id);
  const meeting = meetings.find((candidate) => candidate.id === id);
  if (!meeting) return {};
  const people = await peopleOf(request, run);
  const { definition } = seen.voice;
  const invited = people.filter(({ account }) => meeting.invited.includes(account));
  const takesPart = new Set([...meeting.parties, ...invited.map(({ role }) => partyOf(definition, role))]);
  const participants = (form.entryKind.participants ?? []).filter((party) => takesPart.has(party));
  const dates = datesAsked(form.entryKind.answers);
  const series = meetings.filter(({ series: its, cancelled }) => its === meeting.series && !cancelled);
  if (dates !== undefined)
    return {
      [entryFields.participants]: participants,
      [answerField('', dates)]: (meeting.series === undefined ? [meeting] : series).map(({ day }) => day),
    };
  return {
    [entryFields.participants]: participants,
    ...(meeting.day <= request.today ? { [entryFields.at]: [meeting.day] } : {}),
    ...(meeting.place === '' && form.entryKind.channels?.includes('video')
      ? { [entryFields.channel]: ['video'], [entryFields.inPerson]: ['no'] }
      : {}),
  };
}

function formProps(
  question: Question,
  typed: Typed,
  { csrf, today }: Get<typeof paths.record.pattern>,
  { errors, draft }: Readonly<{ errors?: readonly FieldError[]; draft?: Draft | undefined }>,
): EntryFormProps {
  const { seen, form, obligation } = question;
  const { definition, language } = seen.voice;
  const run = seen.evaluated.run.id;
  return {
    frame: {
      action: here(question),
      hidden: frameFields(csrf, typed, seen.evaluated.run.version),
      errors,
      ...savedIn(seen, draftName(question), draft),
      cancelHref: paths.run({ run }),
    },
    run: runReference(seen),
    title: form.action[language],
    obligation: obligation === undefined ? undefined : obligationSummary(seen, obligation),
    contacts: question.contacts,
    contactsHref: paths.contactRoutes(),
    ...deedFields(form, typed, definition, language, today, seen.evaluated.run.person),
    questions: questionsOf(definition, form, typed, language),
    also: alsoSections(definition, form, typed, language),
    keepNaming: keepNaming(seen, typed, errors),
    draftAllowed: true,
  };
}
