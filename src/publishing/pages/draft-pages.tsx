import { paths as casework, routineLibrary } from '../../casework/index.ts';
import { type AccountId, findId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../platform/typed.ts';
import { atStart, writtenDate } from '../../kernel/words.ts';
import { dueInWords } from '../../routine/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { askToComment, comment, discard, startDraft } from '../actions/drafts.ts';
import { checkDraft } from '../check.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { commentsOn, readersOf, whoMayComment } from '../store/comments.ts';
import { listDrafts } from '../store/drafts.ts';
import {
  askField,
  commentField,
  DraftList,
  DraftPage,
  type DraftPageProps,
  StartDraft,
  startField,
} from '../views/index.ts';
import { interpretationInWords } from './times.ts';
import { changesOf, momentOf, type SeenDraft, seeDraft, seeOpenDraft } from './see-draft.ts';

const place = 'routines';
const longestComment = 4000;

async function startForm(request: Get<string>, typed: Typed, errors: readonly FieldError[] = []) {
  const library = await routineLibrary(request);
  const chosen = first(typed, startField) || (request.query.get('fran') ?? '');
  return (
    <StartDraft
      frame={{
        action: paths.startDraft(),
        hidden: frameFields(request.csrf, typed),
        errors,
        cancelHref: paths.drafts(),
      }}
      versions={library.routines().flatMap((routine) =>
        library
          .versions(routine)
          .toReversed()
          .map(({ definition: { version, name } }) => {
            const value = `${routine}@${version}`;
            return { value, version, name: name[request.actor.language], checked: value === chosen };
          }),
      )}
    />
  );
}

type Asking = Get<typeof paths.draft.pattern>;
type Errors = Readonly<{ ask?: readonly FieldError[]; comment?: readonly FieldError[] }>;

const done = (request: Asking): string | undefined => {
  const m = messages[request.actor.language].draft;
  const said: Readonly<Record<string, string>> = {
    skapat: m.started,
    sparat: m.saved,
    fragat: m.asked,
    synpunkt: m.commented,
  };
  return said[request.query.get('klart') ?? ''];
};

async function draftPage(request: Asking, seen: SeenDraft, typed: Typed = {}, errors: Errors = {}) {
  const { draft, definition, name } = seen;
  const { language, permissions } = request.actor;
  const m = messages[language];
  const at = { draft: draft.id };
  const mayWrite = permissions.has('routine:publish') && draft.state === 'open';
  const checked = draft.state === 'open' ? checkDraft(draft.text, draft.routine, language) : undefined;
  const readers = await readersOf(request, draft.id);
  const comments = await commentsOn(request, draft.id);
  const frame = (action: string, its: readonly FieldError[] | undefined) => ({
    action,
    hidden: frameFields(request.csrf, its ? typed : {}),
    errors: its ?? [],
    cancelHref: paths.draft(at),
  });
  const props: DraftPageProps = {
    name,
    backHref: paths.drafts(),
    basedOn: draft.basedOn,
    startedBy: draft.startedBy,
    saved: { moment: momentOf(request, draft.savedAt), by: draft.savedBy },
    state: draft.state,
    ...(draft.version === undefined || draft.validFrom === undefined
      ? {}
      : {
          published: {
            version: draft.version,
            from: writtenDate(draft.validFrom, language),
            href: casework.routine({ routine: draft.routine, version: draft.version }),
          },
        }),
    done: done(request),
    problems: checked?.ok === false ? checked.problems : [],
    changes: changesOf(request, seen),
    phases: (definition?.phases ?? []).map((phase) => ({
      key: phase.id,
      name: phase.name[language],
      obligations: (definition?.obligations ?? [])
        .filter((obligation) => obligation.phase === phase.id)
        .map(({ id, title, sentence, modality }) => {
          const due = definition && dueInWords(definition, id, language);
          const more = [m.obligation.modalities[modality], due].filter((text) => text !== undefined).join(', ');
          return {
            key: id,
            name: title[language],
            says: `${sentence[language]} (${more})`,
            ...(mayWrite ? { href: paths.obligation({ ...at, obligation: id }) } : {}),
          };
        }),
    })),
    interpretations: Object.entries(definition?.interpretations ?? {}).map(([id, one]) => ({
      key: id,
      name: one.name[language],
      says: `${atStart(interpretationInWords(one, language))}. ${one.reason[language]}`,
      ...(mayWrite ? { href: paths.interpretation({ ...at, interpretation: id }) } : {}),
    })),
    ...(mayWrite
      ? {
          writing: {
            textHref: paths.text(at),
            trialHref: paths.trial(at),
            publishHref: paths.publish(at),
            discard: { action: paths.discard(at), hidden: frameFields(request.csrf, {}) },
            ask: {
              frame: frame(paths.ask(at), errors.ask),
              people: (await whoMayComment(request))
                .filter(({ account }) => !readers.some((reader) => reader.account === account))
                .map(({ account, name: label, area }) => ({ value: account, label, help: area })),
            },
          },
        }
      : {}),
    asked: readers.map((reader) => reader.name),
    comments: comments.map(({ id, by, at: when, text, older }) => ({
      key: id,
      by: m.comments.by(by, momentOf(request, when)),
      text,
      older,
    })),
    ...(draft.state === 'open'
      ? {
          commentForm: {
            frame: frame(paths.comment(at), errors.comment),
            value: errors.comment ? first(typed, commentField) : '',
          },
        }
      : {}),
  };
  return <DraftPage {...props} />;
}

export const draftPages: readonly Route[] = [
  get({
    path: paths.drafts,
    may: 'routine:read',
    audit: 'routine-draft.list',
    handle: async (request) => {
      const { language, permissions } = request.actor;
      const m = messages[language].list;
      const library = await routineLibrary(request);
      const drafts = await listDrafts(request);
      request.touched({ parts: ['routine-draft'] });
      return page({
        place,
        content: (
          <DraftList
            backHref={casework.routines()}
            {...(permissions.has('routine:publish') ? { startHref: paths.startDraft() } : {})}
            lines={drafts.map((draft) => ({
              key: draft.id,
              href: paths.draft({ draft: draft.id }),
              name: library.find(draft.routine, draft.basedOn)?.definition.name[language] ?? draft.routine,
              basedOn: draft.basedOn,
              saved: m.savedBy(momentOf(request, draft.savedAt), draft.savedBy),
              state: draft.state,
            }))}
          />
        ),
      });
    },
  }),
  get({
    path: paths.startDraft,
    may: 'routine:publish',
    audit: 'routine-draft.start.form',
    handle: async (request) => page({ place, content: await startForm(request, {}) }),
  }),
  post({
    path: paths.startDraft,
    may: 'routine:publish',
    audit: 'routine-draft.start',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const [routine = '', ...version] = first(typed, startField).split('@');
      const key = keyIn(typed);
      const draft = key && (await startDraft(request, { routine, version: version.join('@'), key }));
      const { missing } = messages[request.actor.language].start;
      return draft === undefined
        ? invalid({ place, content: await startForm(request, typed, [{ field: startField, message: missing }]) })
        : redirect(paths.draft({ draft }, { klart: 'skapat' }));
    },
  }),
  get({
    path: paths.draft,
    may: 'routine:read',
    audit: 'routine-draft.read',
    handle: async (request) => {
      const seen = await seeDraft(request, request.parameters.draft);
      return seen ? page({ place, content: await draftPage(request, seen) }) : notFound;
    },
  }),
  post({
    path: paths.ask,
    may: 'routine:publish',
    audit: 'routine-draft.ask',
    handle: async (request) => {
      const seen = await seeOpenDraft(request, request.parameters.draft);
      if (!seen) return notFound;
      const typed = typedFrom(request.form);
      const accounts = (typed[askField] ?? []).flatMap((text) => findId<AccountId>(text) ?? []);
      const asked = await askToComment(request, seen.draft.id, accounts);
      if (asked.outcome === 'not-found') return notFound;
      const { whoMissing } = messages[request.actor.language].comments;
      return asked.outcome === 'asked'
        ? redirect(paths.draft({ draft: seen.draft.id }, { klart: 'fragat' }))
        : invalid({
            place,
            content: await draftPage(request, seen, typed, { ask: [{ field: askField, message: whoMissing }] }),
          });
    },
  }),
  post({
    path: paths.comment,
    may: 'routine:read',
    audit: 'routine-draft.comment',
    handle: async (request) => {
      const seen = await seeOpenDraft(request, request.parameters.draft);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!seen || !key) return notFound;
      const m = messages[request.actor.language].comments;
      const text = first(typed, commentField);
      const message = text === '' ? m.missing : text.length > longestComment ? m.long : undefined;
      if (message !== undefined)
        return invalid({
          place,
          content: await draftPage(request, seen, typed, { comment: [{ field: commentField, message }] }),
        });
      const written = await comment(request, seen.draft.id, text, key);
      return written.outcome === 'written'
        ? redirect(paths.draft({ draft: seen.draft.id }, { klart: 'synpunkt' }))
        : notFound;
    },
  }),
  post({
    path: paths.discard,
    may: 'routine:publish',
    audit: 'routine-draft.discard',
    handle: async (request) => {
      const seen = await seeDraft(request, request.parameters.draft);
      const discarded = seen && (await discard(request, seen.draft.id));
      return discarded?.outcome === 'discarded' ? redirect(paths.draft({ draft: seen?.draft.id ?? '' })) : notFound;
    },
  }),
];
