import { type IdempotencyKey, newId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { mayStateFact } from '../available-actions.ts';
import { stateFacts } from '../actions/facts.ts';
import { factField, factQuestion, readFact, typedFromFact } from '../fact-questions.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { formMessages } from '../messages/forms.ts';
import { paths } from '../paths.ts';
import { FactForm } from '../views/index.ts';
import { frameFields, hidden } from './frame.ts';
import type { Seen } from './run-view.ts';
import { runReference, seeRun } from './see-run.ts';
import { obligationTitle, writtenValue } from './wording.ts';

type Asking = Get<typeof paths.fact.pattern>;

async function ask(request: Asking): Promise<Seen | undefined> {
  const seen = await seeRun(request, request.parameters.run, ['form', 'facts']);
  const { fact } = request.parameters;
  return seen &&
    mayStateFact(seen.voice.definition, fact, request.actor, seen.role) &&
    Object.hasOwn(seen.voice.definition.facts, fact)
    ? seen
    : undefined;
}

function content(request: Asking, seen: Seen, typed: Typed, errors: readonly FieldError[]) {
  const { definition, language } = seen.voice;
  const { fact } = request.parameters;
  const run = seen.evaluated.run.id;
  const question = factQuestion(definition, fact, typed, language);
  const current = seen.evaluated.facts.find(({ name }) => name === fact);
  const waiting = seen.evaluated.state.obligations.filter(({ missingFacts = [] }) => missingFacts.includes(fact));
  if (!question) return undefined;
  return (
    <FactForm
      frame={{
        action: paths.fact({ run, fact }),
        hidden: frameFields(request.csrf, typed, seen.evaluated.run.version),
        errors,
        cancelHref: paths.run({ run }),
      }}
      run={runReference(seen)}
      question={question}
      neededFor={waiting.map(({ id }) => obligationTitle(definition, id, language))}
      {...(current
        ? {
            current: {
              value: writtenValue(definition, fact, current.value, language),
              statedBy: current.statedByName,
              statedAt: current.statedOn,
            },
          }
        : {})}
    />
  );
}

export const factPages: readonly Route[] = [
  get({
    path: paths.fact,
    may: 'fact:state',
    audit: 'fact.form',
    handle: async (request) => {
      const seen = await ask(request);
      if (!seen) return notFound;
      const current = seen.evaluated.facts.find(({ name }) => name === request.parameters.fact);
      return page({
        place: 'cases',
        content: content(request, seen, typedFromFact(request.parameters.fact, current?.value), []),
      });
    },
  }),
  post({
    path: paths.fact,
    may: 'fact:state',
    audit: 'fact.state',
    handle: async (request) => {
      const seen = await ask(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!seen || !key) return notFound;
      const { fact } = request.parameters;
      const { definition, language } = seen.voice;
      const { problems } = formMessages[language];
      const read = readFact(definition, fact, typed);
      const again = (message: string, from: Typed = typed) =>
        invalid({ place: 'cases', content: content(request, seen, from, [{ field: factField(fact), message }]) });
      if (read === undefined) return again(problems.factMissing);
      if ('wrong' in read) return again(problems.factWrong);
      const run = seen.evaluated.run.id;
      const result = await stateFacts(request, {
        run,
        facts: [{ name: fact, value: read.value }],
        seen: Number(first(typed, hidden.seen)),
        key,
      });
      switch (result.outcome) {
        case 'stated':
          return redirect(paths.run({ run }, { sparat: 'uppgift' }));
        case 'conflict': {
          const { theirs } = result;
          const words = writtenValue(definition, fact, theirs.value, language);
          return again(problems.factChangedMeanwhile(theirs.statedByName, words), {
            ...typed,
            [hidden.seen]: [String(theirs.position)],
          });
        }
        case 'key-reused':
          return again(problems.factStatedBefore, {
            ...typed,
            [hidden.key]: [newId<IdempotencyKey>()],
            [hidden.seen]: [String(result.run.version)],
          });
        case 'not-found':
          return notFound;
      }
    },
  }),
];
