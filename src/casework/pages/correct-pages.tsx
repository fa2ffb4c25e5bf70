import { type EntryId, findId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { record } from '../actions/record.ts';
import { mayCorrect } from '../available-actions.ts';
import { type Deed, type Entry, struck } from '../entry.ts';
import { deedFields, findForm, type Form, questionsOf } from '../forms.ts';
import { readDay, readDeeds, typedFromDeed } from '../read-deeds.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { formMessages } from '../messages/forms.ts';
import { words } from '../messages/words.ts';
import { paths } from '../paths.ts';
import type { Draft } from '../store/people.ts';
import { EntryForm, entryFields } from '../views/index.ts';
import { frameFields, openDraft, savedIn } from './frame.ts';
import { type Seen, voiceOf } from './run-view.ts';
import { freeTexts, keepNaming, protectedNaming } from './protected-naming.ts';
import { runReference, seeRun } from './see-run.ts';
import { entryTitle, versionOf } from './wording.ts';

type Correcting = Readonly<{ seen: Seen; entry: Entry; form: Form | undefined }>;
type Asking = Get<typeof paths.correct.pattern>;

const strikeField = 'stryk';

async function ask(request: Asking): Promise<Correcting | undefined> {
  const seen = await seeRun(request, request.parameters.run, ['form', 'entries']);
  const id = findId<EntryId>(request.parameters.entry);
  const entry = seen?.evaluated.entries.find((candidate) => candidate.id === id);
  if (!seen || !entry || !mayCorrect(entry, request.actor, seen.role)) return undefined;
  const form = findForm(seen.voice.definition, entry.kind, entry.purpose);
  if (form) return { seen, entry, form };
  // A kind that the version which the run follows now does not know is corrected as it was written.
  const voice = voiceOf(seen, entry);
  return { seen: { ...seen, voice }, entry, form: findForm(voice.definition, entry.kind, entry.purpose) };
}

const draftName = ({ entry }: Correcting): string => `ratta.${entry.id}`;

function content(request: Asking, asked: Correcting, typed: Typed, errors: readonly FieldError[], draft?: Draft) {
  const { seen, entry, form } = asked;
  const { definition, language } = seen.voice;
  const run = seen.evaluated.run.id;
  return (
    <EntryForm
      frame={{
        action: paths.correct({ run, entry: entry.id }),
        hidden: frameFields(request.csrf, typed, seen.evaluated.run.version),
        errors,
        ...savedIn(seen, draftName(asked), draft),
        cancelHref: paths.timeline({ run }),
      }}
      run={runReference(seen)}
      title={entryTitle(seen.voice, entry)}
      {...(form
        ? {
            ...deedFields(form, typed, definition, language, request.today, seen.evaluated.run.person),
            questions: questionsOf(definition, form, typed, language),
          }
        : {
            at: { value: first(typed, entryFields.at), latest: request.today },
            participants: [],
            channels: [],
            questions: [],
          })}
      keepNaming={keepNaming(seen, typed, errors)}
      draftAllowed={false}
      correction={{
        original: versionOf(seen.voice, entry),
        reason: first(typed, entryFields.reason),
        strike: {
          name: strikeField,
          label: words[language].strike,
          help: words[language].strikeHelp,
          checked: first(typed, strikeField) === 'yes',
        },
      }}
    />
  );
}

/** What the entry is to say instead: nothing when it is struck out, else what is typed; a departure keeps what it was about. */
function readCorrection(
  request: Asking,
  { seen, entry, form }: Correcting,
  typed: Typed,
  errors: FieldError[],
): Deed | undefined {
  const { definition, language } = seen.voice;
  if (first(typed, entryFields.reason) === '')
    errors.push({ field: entryFields.reason, message: formMessages[language].problems.reasonMissing });
  if (first(typed, strikeField) === 'yes') return { kind: struck, at: entry.at, participants: [], answers: {} };
  if (!form) {
    const at = readDay(typed, request.today, language, errors);
    const { kind, obligation, every, reason } = entry;
    const kept = { kind, at, participants: [], answers: {} };
    return {
      ...kept,
      ...(obligation === undefined ? {} : { obligation }),
      ...(every === undefined ? {} : { every }),
      ...(reason === undefined ? {} : { reason }),
    };
  }
  const read = readDeeds(definition, form, typed, request.today, language);
  if ('errors' in read) errors.unshift(...read.errors);
  else return read.deeds[0];
  return undefined;
}

/** The fields in which one writes as one likes; nothing but the reason of what is struck out. */
const writtenIn = ({ seen, form }: Correcting, typed: Typed): readonly string[] => [
  entryFields.reason,
  ...(form && first(typed, strikeField) !== 'yes'
    ? freeTexts({ questions: questionsOf(seen.voice.definition, form, typed, seen.voice.language) })
    : []),
];

export const correctPages: readonly Route[] = [
  get({
    path: paths.correct,
    may: 'entry:record',
    audit: 'entry.correct.form',
    handle: async (request) => {
      const asked = await ask(request);
      if (!asked) return notFound;
      const typed = asked.form ? typedFromDeed(asked.form, asked.entry) : { [entryFields.at]: [asked.entry.at] };
      const draft = await openDraft(request, asked.seen, draftName(asked));
      return page({ place: 'cases', content: content(request, asked, draft?.body ?? typed, [], draft) });
    },
  }),
  post({
    path: paths.correct,
    may: 'entry:record',
    audit: 'entry.correct',
    handle: async (request) => {
      const asked = await ask(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!asked || !key) return notFound;
      const errors: FieldError[] = [];
      const deed = readCorrection(request, asked, typed, errors);
      errors.push(...(await protectedNaming(request, asked.seen, writtenIn(asked, typed), typed)));
      if (errors.length > 0 || !deed)
        return invalid({ place: 'cases', content: content(request, asked, typed, errors) });
      const { run } = asked.seen.evaluated;
      const result = await record(request, {
        run: run.id,
        deeds: [deed],
        seen: run.version,
        key,
        form: draftName(asked),
        corrects: { entry: asked.entry.id, reason: first(typed, entryFields.reason) },
      });
      switch (result.outcome) {
        case 'recorded':
          return redirect(paths.timeline({ run: run.id }, { sparat: result.entries[0]?.id }));
        case 'conflict':
        case 'key-reused':
        case 'corrected-already': {
          const message = formMessages[asked.seen.voice.language].problems.correctedAlready(result.theirs.writerName);
          return invalid({
            place: 'cases',
            content: content(request, asked, typed, [{ field: entryFields.reason, message }]),
          });
        }
        case 'not-allowed':
        case 'not-found':
          return notFound;
      }
    },
  }),
];
