import { writtenIn, type Written } from '../../casework/index.ts';
import { findId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, type Post, post, redirect, type Route } from '../../platform/route.ts';
import { first, hidden, seenIn, typedFrom } from '../../platform/typed.ts';
import { prepare, sign, type Signed } from '../actions/disclose.ts';
import { parts } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import {
  deleteDraft,
  type DisclosureDraft,
  type DraftBody,
  findDisclosure,
  findDraft,
  updateDraft,
} from '../store/disclosures.ts';
import { discloseFields as fields } from '../views/disclose-form.tsx';
import { DraftPage } from '../views/draft.tsx';
import { groundsFor } from './grounding.ts';
import { within } from './within-consent.ts';

const place = 'cases';
const longestText = 2000;
const mostWords = 50;

type Draft = Readonly<{ draft: DisclosureDraft; written: Written }>;

async function findOwn(request: Get<'/pagaende/:run/lamna-ut/:draft'>): Promise<Draft | undefined> {
  const id = findId(request.parameters.draft);
  const written = await writtenIn(request, request.parameters.run);
  const draft = id && written && (await findDraft(request, id));
  return draft && written && draft.run === written.run.id ? { draft, written } : undefined;
}

async function showDraft(request: Get<string>, { draft, written }: Draft, problem?: string) {
  const { language } = request.actor;
  const m = messages[language];
  const prepared = await prepare(request, written, draft);
  const consent = (await groundsFor(request, written.file.id)).consents.find(({ id }) => id === draft.body.consent);
  const offered = within(
    prepared.ground?.restsOnConsent === true ? consent : undefined,
    parts.filter((part) => prepared.pieces.some((piece) => piece.part === part)),
  );
  const parameters = { run: written.run.id, draft: draft.id };
  const csrf = { [hidden.csrf]: request.csrf };
  const { to, ground } = prepared.snapshot;
  const naming = (id: string): string => {
    if (written.file.person.isMasked('list')) return m.draft.namedProtected;
    return prepared.struck.includes(id) ? m.draft.namedStruck : m.draft.named;
  };
  return (
    <DraftPage
      frame={{
        action: paths.draft(parameters),
        hidden: {
          ...csrf,
          [hidden.seen]: String(draft.version),
          [fields.asked]: prepared.asked.join(' '),
          [fields.sum]: prepared.sha256,
        },
        cancelHref: paths.disclosures({ case: written.file.id }),
      }}
      number={written.file.caseNumber}
      backHref={paths.disclosures({ case: written.file.id })}
      to={to}
      ground={m.received.ground(ground.provision, ground.name)}
      changeHref={paths.disclose({ run: written.run.id }, { utkast: draft.id })}
      parts={offered.map((part) => ({
        value: part,
        label: m.parts[part],
        checked: draft.body.parts.includes(part),
      }))}
      partsHelp={consent && consent.parts.length > 0 ? m.draft.partsByConsent : m.draft.partsHelp}
      words={draft.body.words.join('\n')}
      shown={prepared.shown}
      struck={prepared.struck}
      named={new Map(prepared.named.map((id) => [id, naming(id)]))}
      signAction={prepared.shown.length === 0 ? undefined : paths.sign(parameters)}
      problem={problem ?? (prepared.consentMissing ? m.draft.problems['consent-missing'] : undefined)}
      drop={{ action: paths.dropDraft(parameters), hidden: csrf }}
    />
  );
}

/** Of somebody protected: the headings of what would be handed over though they are named in it. It stays struck out. */
async function protectedNaming(request: Get<string>, { draft, written }: Draft): Promise<readonly string[]> {
  if (!written.file.person.isMasked('list')) return [];
  const { pieces, named } = await prepare(request, written, draft);
  return pieces.filter(({ id }) => named.includes(id) && draft.body.kept?.includes(id)).map(({ heading }) => heading);
}

const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line.length > 1).slice(0, mostWords);

/** What is chosen in the form, whichever of its buttons it is sent by. */
async function chosenIn(request: Post<string>, { draft, written }: Draft): Promise<DraftBody> {
  const typed = typedFrom(request.form);
  const { consents } = await groundsFor(request, written.file.id);
  const consent = consents.find(({ id }) => id === draft.body.consent);
  const struck = (typed[fields.struck] ?? []).slice(0, 500);
  // What they were told is struck out, and took the mark away from.
  const kept = first(typed, fields.asked)
    .split(' ')
    .filter((id) => id !== '' && !struck.includes(id))
    .slice(0, 500);
  return {
    ...draft.body,
    parts: within(
      consent,
      parts.filter((part) => typed[fields.parts]?.includes(part) === true),
    ),
    struck,
    kept,
    words: linesOf(first(typed, fields.words).slice(0, longestText)),
  };
}

/** Keeps what is chosen; the draft as it then is, or what says that another window was before. */
async function keep(request: Post<string>, own: Draft, body: DraftBody): Promise<Draft | 'overtaken'> {
  const kept = await updateDraft(request, own.draft.id, body, seenIn(typedFrom(request.form)));
  return kept ? { ...own, draft: { ...own.draft, body, version: own.draft.version + 1 } } : 'overtaken';
}

export const draftPages: readonly Route[] = [
  get({
    path: paths.draft,
    may: 'disclosure:sign',
    audit: 'disclosure.preview',
    handle: async (request) => {
      const own = await findOwn(request);
      return own ? page({ place, content: await showDraft(request, own) }) : notFound;
    },
  }),
  post({
    path: paths.draft,
    may: 'disclosure:sign',
    audit: 'disclosure.choose',
    handle: async (request) => {
      const own = await findOwn(request);
      if (!own) return notFound;
      const { form, draft: m } = messages[request.actor.language];
      const changed = await keep(request, own, await chosenIn(request, own));
      if (changed === 'overtaken')
        return invalid({ place, content: await showDraft(request, own, form.problems.overtaken) });
      const naming = await protectedNaming(request, changed);
      return naming.length === 0
        ? redirect(paths.draft({ run: own.written.run.id, draft: own.draft.id }))
        : invalid({ place, content: await showDraft(request, changed, m.problems.protected(naming)) });
    },
  }),
  post({
    path: paths.sign,
    may: 'disclosure:sign',
    audit: 'disclosure.sign',
    stepUp: true,
    handle: async (request) => handleSign(request),
  }),
  post({
    path: paths.dropDraft,
    may: 'disclosure:sign',
    audit: 'disclosure.drop',
    handle: async (request) => {
      const own = await findOwn(request);
      if (!own || !(await deleteDraft(request, own.draft.id))) return notFound;
      return redirect(paths.disclosures({ case: own.written.file.id }));
    },
  }),
];

async function handleSign(request: Post<'/pagaende/:run/lamna-ut/:draft/skriv-under'>) {
  const own = await findOwn(request);
  if (!own) return alreadySigned(request);
  // Nothing that is struck out in the form is handed over, whether the preview has been asked for again or not: it would not be as seen.
  const body = await chosenIn(request, own);
  const draft = { ...own.draft, body };
  const outcome: Signed = await sign(request, own.written, draft, first(typedFrom(request.form), fields.sum));
  if (outcome.outcome === 'signed' || outcome.outcome === 'already')
    return redirect(paths.disclosure({ case: own.written.file.id, disclosure: outcome.disclosure }));
  const { form, draft: m } = messages[request.actor.language];
  const changed = await keep(request, own, body);
  return invalid({
    place,
    content:
      changed === 'overtaken'
        ? await showDraft(request, own, form.problems.overtaken)
        : await showDraft(request, changed, m.problems[outcome.outcome]),
  });
}

/** Sent twice: the draft is gone, and what it became has its id. */
async function alreadySigned(request: Get<'/pagaende/:run/lamna-ut/:draft'>) {
  const id = findId(request.parameters.draft);
  const given = id && (await findDisclosure(request, id));
  if (!given) return notFound;
  const written = await writtenIn(request, request.parameters.run);
  return written?.file.id === given.caseId
    ? redirect(paths.disclosure({ case: given.caseId, disclosure: given.id }))
    : notFound;
}
