import { changesInWords, paths as casework, routineLibrary } from '../../casework/index.ts';
import { isLocalDate, type LocalDate } from '../../kernel/date.ts';
import { conflict, type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import { atStart, writtenDate } from '../../kernel/words.ts';
import { obligationTitle } from '../../routine/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { publish } from '../actions/drafts.ts';
import { checkDraft, type DraftProblem } from '../check.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { numbersOf, runsToTry } from '../store/trial.ts';
import { type Trial, tryOn } from '../trial.ts';
import { publishFields as fields, PublishPage, TrialPage, type Values } from '../views/index.ts';
import { changesOf, type SeenDraft, seeOpenDraft } from './see-draft.ts';

const place = 'routines';
const nothing: Trial = { tried: 0, changed: new Map(), obligations: [] };

type Asking = Get<typeof paths.publish.pattern>;

const typedValues = (typed: Typed): Values<typeof fields> => ({
  version: first(typed, fields.version),
  validFrom: first(typed, fields.validFrom),
  cite: first(typed, fields.cite),
});

type Shown = Readonly<{
  typed?: Typed;
  errors?: readonly FieldError[];
  problems?: readonly DraftProblem[];
  overtaken?: boolean;
}>;

/** How sources could name the version: never as they name the one that it is based on. */
function citeSuggested({ definition, base }: SeenDraft, today: LocalDate): string {
  if (!definition) return '';
  const { cite, title } = definition.document;
  return cite === base?.document.cite ? `${title}, ${today}` : cite;
}

function publishPage(request: Asking, seen: SeenDraft, { typed, errors, problems, overtaken }: Shown = {}) {
  const { draft, name } = seen;
  const at = { draft: draft.id };
  const checked = checkDraft(draft.text, draft.routine, request.actor.language);
  return (
    <PublishPage
      name={name}
      frame={{
        action: paths.publish(at),
        hidden: frameFields(request.csrf, typed ?? {}, draft.position),
        errors: errors ?? [],
        cancelHref: paths.draft(at),
      }}
      textHref={paths.text(at)}
      problems={problems ?? (checked.ok ? [] : checked.problems)}
      overtaken={overtaken ?? false}
      changes={changesOf(request, seen) ?? []}
      values={
        typed
          ? typedValues(typed)
          : { version: request.today, validFrom: request.today, cite: citeSuggested(seen, request.today) }
      }
    />
  );
}

export const publishPages: readonly Route[] = [
  get({
    path: paths.trial,
    may: 'routine:publish',
    audit: 'routine-draft.try',
    handle: async (request) => {
      const seen = await seeOpenDraft(request, request.parameters.draft);
      if (!seen) return notFound;
      const { draft, name } = seen;
      const { language } = request.actor;
      const checked = checkDraft(draft.text, draft.routine, language);
      const library = await routineLibrary(request);
      const trial = checked.ok
        ? tryOn(checked.routine, await runsToTry(request, draft.routine), library, request.today)
        : nothing;
      const own = await numbersOf(request, [...trial.changed.keys()]);
      // Which runs were counted is not of any case's log: nothing of them is shown. Those that are shown by number are.
      request.touched({ runs: [...own.keys()], parts: ['routine-trial'] });
      const base = library.find(draft.routine, draft.basedOn);
      return page({
        place,
        content: (
          <TrialPage
            name={name}
            backHref={paths.draft({ draft: draft.id })}
            textHref={paths.text({ draft: draft.id })}
            problems={checked.ok ? [] : checked.problems}
            tried={trial.tried}
            changed={trial.changed.size}
            lines={trial.obligations.map(({ obligation, ...counts }) => {
              const its = checked.ok && checked.routine.byId.has(obligation) ? checked.routine : base;
              return {
                key: obligation,
                name: its ? atStart(obligationTitle(its.definition, obligation, language)) : obligation,
                ...counts,
              };
            })}
            seen={[...own].map(([run, number]) => {
              const changes = trial.changed.get(run);
              const words =
                changes && checked.ok && base
                  ? changesInWords({ definition: base.definition, language }, checked.routine, changes)
                  : { removed: [], added: [], moved: [], other: [] };
              return {
                key: run,
                number,
                href: casework.run({ run }),
                changes: [...words.removed, ...words.added, ...words.moved, ...words.other],
              };
            })}
          />
        ),
      });
    },
  }),
  get({
    path: paths.publish,
    may: 'routine:publish',
    audit: 'routine.publish.form',
    handle: async (request) => {
      const seen = await seeOpenDraft(request, request.parameters.draft);
      return seen ? page({ place, content: publishPage(request, seen) }) : notFound;
    },
  }),
  post({
    path: paths.publish,
    may: 'routine:publish',
    audit: 'routine.publish',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!key) return notFound;
      const m = messages[request.actor.language].publish;
      const { version, validFrom, cite } = typedValues(typed);
      const errors: FieldError[] = [];
      if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/.test(version))
        errors.push({ field: fields.version, message: m.versionWrong });
      const day = isLocalDate(validFrom) && validFrom >= request.today ? validFrom : undefined;
      if (day === undefined) errors.push({ field: fields.validFrom, message: m.dayWrong });
      if (cite === '') errors.push({ field: fields.cite, message: m.citeMissing });
      const seen = await seeOpenDraft(request, request.parameters.draft);
      if (day === undefined || errors.length > 0)
        return seen ? invalid({ place, content: publishPage(request, seen, { typed, errors }) }) : notFound;
      const { draft } = request.parameters;
      const published = await publish(request, { draft, seen: seenIn(typed), version, validFrom: day, cite, key });
      if (published.outcome === 'published') return redirect(paths.draft({ draft }));
      if (!seen) return notFound;
      const again = (shown: Shown) => publishPage(request, seen, { typed, ...shown });
      switch (published.outcome) {
        case 'not-found':
          return notFound;
        case 'overtaken': {
          const fresh = { ...typed, [hidden.seen]: [String(seen.draft.position)] };
          return conflict({ place, content: publishPage(request, seen, { typed: fresh, overtaken: true }) });
        }
        case 'version-taken':
          return invalid({ place, content: again({ errors: [{ field: fields.version, message: m.versionTaken }] }) });
        case 'cite-taken':
          return invalid({
            place,
            content: again({ errors: [{ field: fields.cite, message: m.citeTaken(published.by) }] }),
          });
        case 'not-newest': {
          const message = m.notNewest(writtenDate(published.newest, request.actor.language));
          return invalid({ place, content: again({ errors: [{ field: fields.validFrom, message }] }) });
        }
        case 'unsound':
          return invalid({ place, content: again({ problems: published.problems }) });
      }
    },
  }),
];
