import {
  type Get,
  conflict,
  get,
  invalid,
  json,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { saveText } from '../actions/drafts.ts';
import { checkDraft, type DraftProblem } from '../check.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { deedField, type OvertakenView, textField, TextPage } from '../views/index.ts';
import { overtakenView, type SeenDraft, seeOpenDraft } from './see-draft.ts';

const place = 'routines';
const longest = 400_000;

type Asking = Get<typeof paths.text.pattern>;
type Shown = Readonly<{
  typed?: Typed;
  errors?: readonly FieldError[];
  problems?: readonly DraftProblem[];
  checked?: boolean;
  overtaken?: OvertakenView;
}>;

/** The text as it was typed: a text area begins with a line that is no part of it, and its lines end as the browser has them. */
const typedText = (typed: Typed): string => (typed[textField]?.[0] ?? '').replaceAll('\r\n', '\n');

function textPage(request: Asking, { draft, name }: SeenDraft, shown: Shown = {}) {
  const at = { draft: draft.id };
  return (
    <TextPage
      name={name}
      frame={{
        action: paths.text(at),
        hidden: frameFields(request.csrf, shown.typed ?? {}, draft.position),
        errors: shown.errors ?? [],
        cancelHref: paths.draft(at),
      }}
      text={shown.typed ? typedText(shown.typed) : draft.text}
      checkUrl={paths.check(at)}
      problems={shown.problems}
      checked={shown.checked ?? false}
      overtaken={shown.overtaken}
    />
  );
}

const problemsIn = (request: Asking, { draft }: SeenDraft, text: string): readonly DraftProblem[] => {
  const checked = checkDraft(text, draft.routine, request.actor.language);
  return checked.ok ? [] : checked.problems;
};

export const textPages: readonly Route[] = [
  get({
    path: paths.text,
    may: 'routine:publish',
    audit: 'routine-draft.text.form',
    handle: async (request) => {
      const seen = await seeOpenDraft(request, request.parameters.draft);
      if (!seen) return notFound;
      return page({
        place,
        content: textPage(request, seen, { problems: problemsIn(request, seen, seen.draft.text) }),
      });
    },
  }),
  post({
    path: paths.text,
    may: 'routine:publish',
    audit: 'routine-draft.save',
    handle: async (request) => {
      const seen = await seeOpenDraft(request, request.parameters.draft);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!seen || !key) return notFound;
      const m = messages[request.actor.language].text;
      const text = typedText(typed);
      const message = text.trim() === '' ? m.empty : text.length > longest ? m.long : undefined;
      if (message !== undefined)
        return invalid({
          place,
          content: textPage(request, seen, { typed, errors: [{ field: textField, message }] }),
        });
      const problems = problemsIn(request, seen, text);
      if (first(typed, deedField) === 'check') {
        const content = textPage(request, seen, { typed, problems, checked: true });
        return problems.length === 0 ? page({ place, content }) : invalid({ place, content });
      }
      const saved = await saveText(request, { draft: seen.draft.id, seen: seenIn(typed), key, text });
      switch (saved.outcome) {
        case 'not-found':
          return notFound;
        case 'overtaken':
          return conflict({
            place,
            content: textPage(request, seen, {
              typed: { ...typed, [hidden.seen]: [String(saved.draft.position)] },
              problems,
              overtaken: overtakenView(request, saved.draft, saved.seenText),
            }),
          });
        case 'saved':
          return redirect(paths.draft({ draft: seen.draft.id }, { klart: 'sparat' }));
      }
    },
  }),
  post({
    path: paths.check,
    may: 'routine:publish',
    audit: 'routine-draft.check',
    handle: async (request) => {
      const seen = await seeOpenDraft(request, request.parameters.draft);
      if (!seen) return notFound;
      const m = messages[request.actor.language].check;
      const problems = problemsIn(request, seen, typedText(typedFrom(request.form)));
      return json({
        title: problems.length === 0 ? m.none : m.title(problems.length),
        problems: problems
          .slice(0, 20)
          .map(({ line, excerpt, message }) => ({ where: m.line(line), line, excerpt, message })),
        more: problems.length > 20 ? m.more(problems.length - 20) : '',
      });
    },
  }),
];
