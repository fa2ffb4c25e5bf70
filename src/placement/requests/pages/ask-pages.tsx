import { atStart } from '../../../kernel/words.ts';
import { findRun, paths as casework } from '../../../casework/index.ts';
import { type CaseId, findId, type IdempotencyKey, newId, type RunId } from '../../../kernel/ids.ts';
import { interventionNames } from '../../../matching/index.ts';
import {
  type Answer,
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
} from '../../../platform/route.ts';
import { first, frameFields, hidden, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { registerVocabulary, unitsNamed } from '../../../register/index.ts';
import { groundingProps, groundsFor, readGround } from '../../../sharing/index.ts';
import type { Choice, FieldError } from '../../../ui/form-frame.ts';
import { areaOf, areas } from '../../figures.ts';
import { placementPaths as paths } from '../../paths.ts';
import { asks, differences, linesOf, type PlacementBody, subcategoriesOf } from '../../request-body.ts';
import { type Desk, deskOf, desks } from '../../store/desks.ts';
import {
  dropPlacementDraft,
  findPlacementDraft,
  insertPlacementDraft,
  type PlacementDraft,
  savePlacementDraft,
} from '../../store/drafts.ts';
import { subcategoriesToChoose } from '../../store/subcategories.ts';
import { findRequest, latestRevision, type Request, requestOfRevision, type Revision } from '../../store/requests.ts';
import { submit, sumOf } from '../actions/submit.ts';
import { type Began, beganIn, wantsHistory } from '../began.ts';
import { endsInWords } from '../ends.ts';
import { requestMessages } from '../messages/index.ts';
import { ageFrom, prefilled } from '../prefill.ts';
import { bodyFields as f, bodyFrom, chosenIn, freeFields, typedFromBody, unitNamesIn } from '../typed-body.ts';
import { Ask, DraftForm, Preview } from '../views/ask.tsx';

const place = 'placements';
const keeps = 'ja';
/** The sum of what was shown, sent along with the signature. */
const sumField = 'summa';
const fromDraftField = 'utkast';

/** Of supported social housing the routine repeated-discharge asks. */
const usual = { 'repeated-discharge': 'supported-social-housing' } as const;

function askForm(
  request: Get<string>,
  began: Began,
  action: string,
  known: ReadonlyMap<string, Desk>,
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language } = request.actor;
  const m = requestMessages[language].ask;
  const chosen = first(typed, f.intervention) || (began.run && usual[began.run.routine as keyof typeof usual]) || '';
  const draft = first(typed, fromDraftField);
  return (
    <Ask
      frame={{
        action,
        hidden: { ...frameFields(request.csrf, typed), ...(draft === '' ? {} : { [fromDraftField]: draft }) },
        errors,
        cancelHref: casework.caseFile({ case: began.file.id }),
      }}
      back={{ href: casework.caseFile({ case: began.file.id }), text: began.file.caseNumber }}
      interventions={areas
        .map((area) => ({
          label: m.areas[area],
          choices: areaOf
            .filter(([its, intervention]) => its === area && known.has(intervention))
            .map(([, value]) => ({
              value,
              label: interventionNames[value][language],
              checked: value === chosen,
            })),
        }))
        .filter(({ choices }) => choices.length > 0)}
    />
  );
}

async function askPage(request: Get<string>, began: Began | undefined, action: string): Promise<Answer> {
  if (!began) return notFound;
  const draft = await ownDraft(request, request.query.get(fromDraftField) ?? '');
  const typed: Typed = draft && draft.caseId === began.file.id ? { ...draft.typed, [fromDraftField]: [draft.id] } : {};
  return page({ place, content: askForm(request, began, action, await desks(request), typed, []) });
}

const ownDraft = async (request: Get<string>, id: string): Promise<PlacementDraft | undefined> => {
  const known = findId(id);
  return known === undefined ? undefined : findPlacementDraft(request, known);
};

/** Begins a draft with what the case and its run say; or chooses anew in one that there is. */
async function beginDraft(request: Post<string>, began: Began | undefined, action: string): Promise<Answer> {
  if (!began) return notFound;
  const { language } = request.actor;
  const typed = typedFrom(request.form);
  const { problems } = requestMessages[language];
  const known = await desks(request);
  const chosen = chosenIn(typed);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (!chosen) errors.push({ field: f.intervention, message: problems.intervention });
  else if (!known.has(chosen.intervention)) errors.push({ field: f.intervention, message: problems.noDesk });
  if (!chosen || !key || errors.length > 0)
    return invalid({ place, content: askForm(request, began, action, known, typed, errors) });
  const choice: Typed = { [f.kind]: [chosen.kind], [f.intervention]: [chosen.intervention] };
  const before = await ownDraft(request, first(typed, fromDraftField));
  if (before && before.caseId === began.file.id) {
    await savePlacementDraft(request, before.id, { ...before.typed, ...choice });
    return redirect(paths.draft({ draft: before.id }));
  }
  const digits = began.file.person.identityKind === 'personal-identity-number' ? began.file.person.number('work') : '';
  const age = digits ? ageFrom(digits, request.today) : undefined;
  const id = await insertPlacementDraft(request, {
    id: newId(),
    caseId: began.file.id,
    ...(began.run ? { run: began.run.id } : {}),
    typed: {
      ...prefilled(began.known, request.today),
      ...(age === undefined ? {} : { [f.age]: [String(age)] }),
      ...choice,
    },
    key,
  });
  return redirect(paths.draft({ draft: id }));
}

const fromCase = async (request: Get<typeof paths.ask.pattern>): Promise<Began | undefined> => {
  const id = findId<CaseId>(request.parameters.case);
  return id === undefined ? undefined : beganIn(request, id);
};
const fromRun = async (request: Get<typeof paths.askFromRun.pattern>): Promise<Began | undefined> => {
  const id = findId<RunId>(request.parameters.run);
  const run = id && (await findRun(request, id));
  return run && beganIn(request, run.caseId as CaseId, run.id);
};

/** Where another intervention is chosen for what has been written. */
const chooseAnew = ({ id, caseId, run }: PlacementDraft): string =>
  run ? paths.askFromRun({ run }, { [fromDraftField]: id }) : paths.ask({ case: caseId }, { [fromDraftField]: id });

/** A draft of the actor's own, with what it is of. */
type Own = Readonly<{
  draft: PlacementDraft;
  began: Began;
  desk: Desk;
  /** What is changed, and the version that the desk has. */
  changes?: Readonly<{ request: Request; latest: Revision }>;
}>;

async function findOwn(request: Get<string>, id: string): Promise<Own | undefined> {
  const draft = await ownDraft(request, id);
  const began = draft && (await beganIn(request, draft.caseId, draft.run));
  const chosen = draft && chosenIn(draft.typed);
  if (!draft || !began || !chosen) return undefined;
  const receives = (await desks(request)).get(chosen.intervention);
  if (draft.request === undefined) return receives && { draft, began, desk: receives };
  const changed = await findRequest(request, draft.request);
  if (!changed) return undefined;
  // What has been asked stays where it was sent, whoever receives such now.
  const desk = changed.intervention === chosen.intervention ? await deskOf(request, changed) : receives;
  if (desk?.unit !== changed.deskUnit) return undefined;
  return { draft, began, desk, changes: { request: changed, latest: await latestRevision(request, changed.id) } };
}

/** The request as it stands in the draft, or what is wrong with it. */
async function read(
  request: Get<string>,
  { draft, began, changes }: Own,
  typed: Typed = draft.typed,
): Promise<Readonly<{ body: PlacementBody }> | Readonly<{ errors: readonly FieldError[] }>> {
  const { actor, today } = request;
  const { problems } = requestMessages[actor.language];
  const chosen = chosenIn(typed);
  const result = bodyFrom(typed, {
    municipality: actor.municipality,
    administration: actor.area,
    language: actor.language,
    subcategories: await subcategoriesToChoose(request),
    units: await unitsNamed(request, unitNamesIn(typed)),
    wantsHistory: wantsHistory(began) && chosen !== undefined && asks(chosen, 'history'),
    today,
  });
  const naming = namedIn(began, typed, problems);
  const reason: readonly FieldError[] =
    changes && first(typed, f.reason) === '' ? [{ field: f.reason, message: problems.reason }] : [];
  const errors = [...('errors' in result ? result.errors : []), ...naming, ...reason];
  return errors.length > 0 || 'errors' in result ? { errors } : result;
}

/** Where whom it is about is named: told under each text. Of somebody protected it never leaves; of anybody else only when it is kept. */
function namedIn(
  { file }: Began,
  typed: Typed,
  problems: Readonly<{ named: string; namedProtected: string }>,
): readonly FieldError[] {
  const isProtected = file.person.isMasked('list');
  if (!isProtected && first(typed, f.keep) === keeps) return [];
  return [...freeFields, f.reason]
    .filter((field) => file.person.mentionsIn(first(typed, field)).length > 0)
    .map((field) => ({ field, message: isProtected ? problems.namedProtected : problems.named }));
}

async function draftForm(request: Get<string>, own: Own, typed: Typed, errors: readonly FieldError[]) {
  const { draft, began, desk, changes } = own;
  const { language } = request.actor;
  const m = requestMessages[language];
  const chosen = chosenIn(typed) ?? chosenIn(draft.typed);
  if (!chosen) throw new Error('A draft without an intervention');
  const isNamed = errors.some(({ message }) => message === m.problems.named);
  const keep: Choice | undefined =
    isNamed || first(typed, f.keep) === keeps
      ? { value: keeps, label: m.form.keep, checked: first(typed, f.keep) === keeps }
      : undefined;
  return (
    <DraftForm
      frame={{
        action: paths.draft({ draft: draft.id }),
        hidden: {
          [hidden.csrf]: request.csrf,
          [f.kind]: chosen.kind,
          [f.intervention]: chosen.intervention,
        },
        errors,
        autosaveUrl: paths.saveDraft({ draft: draft.id }),
        savedAt: draft.savedAt.toISOString(),
        cancelHref: changes ? paths.request({ request: changes.request.id }) : paths.requests(),
      }}
      back={
        changes
          ? { href: paths.request({ request: changes.request.id }), text: changes.request.number }
          : { href: casework.caseFile({ case: began.file.id }), text: began.file.caseNumber }
      }
      desk={desk.name}
      number={changes?.request.number}
      chosen={m.form.chosen(atStart(interventionNames[chosen.intervention][language]), desk.unitName)}
      changeChoiceHref={changes ? undefined : chooseAnew(draft)}
      prefilled={
        !changes &&
        draft.version === 1 &&
        Object.keys(draft.typed).some((name) => name !== f.kind && name !== f.intervention)
      }
      reason={first(typed, f.reason)}
      keep={keep}
      body={{
        ...chosen,
        value: (name) => first(typed, name),
        chosen: (name) => typed[name] ?? [],
        vocabulary: await registerVocabulary(request),
        subcategories: subcategoriesOf(await subcategoriesToChoose(request), chosen.intervention),
        ageFromNumber: !changes && began.file.person.identityKind === 'personal-identity-number',
        wantsHistory: wantsHistory(began),
      }}
      drop={{ action: paths.dropDraft({ draft: draft.id }), hidden: { [hidden.csrf]: request.csrf } }}
    />
  );
}

async function preview(
  request: Get<string>,
  own: Own,
  body: PlacementBody,
  typed: Typed,
  shown: Readonly<{ errors?: readonly FieldError[]; problem?: string }> = {},
) {
  const { draft, began, desk, changes } = own;
  const { language } = request.actor;
  const m = requestMessages[language].preview;
  const grounds = await groundsFor(request, began.file.id);
  return (
    <Preview
      frame={{
        action: paths.submit({ draft: draft.id }),
        hidden: { [hidden.csrf]: request.csrf, [sumField]: sumOf(body, desk) },
        errors: shown.errors,
        cancelHref: paths.draft({ draft: draft.id }),
      }}
      back={{ href: paths.draft({ draft: draft.id }), text: changes?.request.number ?? began.file.caseNumber }}
      to={m.to(desk.unitName, desk.areaName)}
      unitName={desk.unitName}
      lines={linesOf(body, language)}
      change={
        changes && {
          differences: differences(changes.latest.body, body, language),
          ends: await endsInWords(request, changes.request.id, 'change'),
        }
      }
      changeHref={paths.draft({ draft: draft.id })}
      grounding={groundingProps(request, grounds, (name) => first(typed, name))}
      problem={shown.problem}
    />
  );
}

async function handleSubmit(request: Post<typeof paths.submit.pattern>): Promise<Answer> {
  const own = await findOwn(request, request.parameters.draft);
  if (!own) {
    // Sent twice: the draft is gone, and what it became is found by the key that it had.
    const id = findId<IdempotencyKey>(request.parameters.draft);
    const became = id && (await requestOfRevision(request, id));
    return became ? redirect(paths.request({ request: became })) : notFound;
  }
  const result = await read(request, own);
  if ('errors' in result)
    return invalid({ place, content: await draftForm(request, own, own.draft.typed, result.errors) });
  const { body } = result;
  const typed = typedFrom(request.form);
  const errors: FieldError[] = [];
  const ground = readGround(request, await groundsFor(request, own.began.file.id), typed, errors);
  if (!ground || errors.length > 0)
    return invalid({ place, content: await preview(request, own, body, typed, { errors }) });
  const submitted = await submit(request, {
    draft: own.draft,
    began: own.began,
    body,
    desk: own.desk,
    ground,
    seen: first(typed, sumField),
    reason: first(own.draft.typed, f.reason),
  });
  if (submitted.outcome === 'submitted' || submitted.outcome === 'already')
    return redirect(paths.request({ request: submitted.request }, { skickad: 'ja' }));
  const { problems } = requestMessages[request.actor.language].preview;
  return invalid({
    place,
    content: await preview(request, own, body, typed, { problem: problems[submitted.outcome] }),
  });
}

export const askPages: readonly Route[] = [
  get({
    path: paths.ask,
    may: 'placement:request',
    audit: 'placement.ask.form',
    handle: async (request) => askPage(request, await fromCase(request), paths.ask(request.parameters)),
  }),
  post({
    path: paths.ask,
    may: 'placement:request',
    audit: 'placement.draft.start',
    handle: async (request) => beginDraft(request, await fromCase(request), paths.ask(request.parameters)),
  }),
  get({
    path: paths.askFromRun,
    may: 'placement:request',
    audit: 'placement.ask.form',
    handle: async (request) => askPage(request, await fromRun(request), paths.askFromRun(request.parameters)),
  }),
  post({
    path: paths.askFromRun,
    may: 'placement:request',
    audit: 'placement.draft.start',
    handle: async (request) => beginDraft(request, await fromRun(request), paths.askFromRun(request.parameters)),
  }),
  get({
    path: paths.draft,
    may: 'placement:request',
    audit: 'placement.draft.form',
    handle: async (request) => {
      const own = await findOwn(request, request.parameters.draft);
      if (own) return page({ place, content: await draftForm(request, own, own.draft.typed, []) });
      // Nobody receives it any longer: another intervention is chosen, and what was written is kept.
      const draft = await ownDraft(request, request.parameters.draft);
      return draft && draft.request === undefined && (await beganIn(request, draft.caseId, draft.run))
        ? redirect(chooseAnew(draft))
        : notFound;
    },
  }),
  post({
    path: paths.draft,
    may: 'placement:request',
    audit: 'placement.draft.write',
    handle: async (request) => {
      const own = await findOwn(request, request.parameters.draft);
      if (!own) return notFound;
      const typed = kept(own, typedFrom(request.form));
      await savePlacementDraft(request, own.draft.id, typed);
      const result = await read(request, own, typed);
      if ('errors' in result) return invalid({ place, content: await draftForm(request, own, typed, result.errors) });
      return redirect(paths.preview({ draft: own.draft.id }));
    },
  }),
  post({
    path: paths.saveDraft,
    may: 'placement:request',
    audit: 'placement.draft.save',
    handle: async (request) => {
      const own = await findOwn(request, request.parameters.draft);
      if (!own) return notFound;
      await savePlacementDraft(request, own.draft.id, kept(own, typedFrom(request.form)));
      return json({ savedAt: request.now.toISOString() });
    },
  }),
  get({
    path: paths.preview,
    may: 'placement:request',
    audit: 'placement.preview',
    handle: async (request) => {
      const own = await findOwn(request, request.parameters.draft);
      if (!own) return notFound;
      const result = await read(request, own);
      return page({
        place,
        content:
          'errors' in result
            ? await draftForm(request, own, own.draft.typed, result.errors)
            : await preview(request, own, result.body, {}),
      });
    },
  }),
  post({
    path: paths.submit,
    may: 'placement:request',
    audit: 'placement.submit',
    stepUp: true,
    handle: handleSubmit,
  }),
  post({
    path: paths.dropDraft,
    may: 'placement:request',
    audit: 'placement.draft.drop',
    handle: async (request) => {
      const id = findId(request.parameters.draft);
      return id && (await dropPlacementDraft(request, id)) ? redirect(paths.requests()) : notFound;
    },
  }),
  // A change is written in a draft of its own, that begins from what the desk has.
  post({
    path: paths.change,
    may: 'placement:request',
    audit: 'placement.change.start',
    handle: async (request) => {
      const id = findId(request.parameters.request);
      const known = id && (await findRequest(request, id));
      const key = keyIn(typedFrom(request.form));
      if (!known || !key || known.state === 'closed' || known.state === 'withdrawn') return notFound;
      const { body } = await latestRevision(request, known.id);
      const draft = await insertPlacementDraft(request, {
        id: newId(),
        caseId: known.caseId,
        ...(known.run ? { run: known.run } : {}),
        request: known.id,
        typed: typedFromBody(body),
        key,
      });
      return redirect(paths.draft({ draft }));
    },
  }),
];

/** What a form says, without what every form carries. */
function kept({ draft }: Own, typed: Typed): Typed {
  const { [hidden.csrf]: _csrf, [hidden.key]: _key, [hidden.seen]: _seen, ...said } = typed;
  return { ...said, [f.kind]: draft.typed[f.kind] ?? [], [f.intervention]: draft.typed[f.intervention] ?? [] };
}
