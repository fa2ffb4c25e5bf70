import { isLocalDate } from '../../kernel/date.ts';
import {
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { first, frameFields, type Typed, typedFrom, hidden } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { type Ground, isGeneralClause } from '../ground.ts';
import { questionsAsText, readQuestions } from '../ground-text.ts';
import { secrecyMessages } from '../messages/index.ts';
import { secrecyPaths as paths } from '../paths.ts';
import { groundsOf, groundVersions, insertGround, updateGround } from '../store/grounds.ts';
import { GroundForm, groundFormFields as fields, Grounds } from '../views/grounds.tsx';

const place = 'grounds';

export const groundPages: readonly Route[] = [
  get({
    path: paths.grounds,
    may: 'ground:read',
    audit: 'ground.list',
    handle: async (request) => {
      const keeps = request.actor.permissions.has('ground:keep');
      const grounds = await groundsOf(request);
      return page({
        place,
        content: (
          <Grounds
            grounds={grounds.map((ground) => ({
              ...ground,
              ...(keeps ? { href: paths.ground({ ground: ground.id }) } : {}),
            }))}
            addHref={keeps ? paths.addGround() : undefined}
          />
        ),
      });
    },
  }),
  get({
    path: paths.addGround,
    may: 'ground:keep',
    audit: 'ground.form',
    handle: async (request) => page({ place, content: await form(request, undefined, {}, []) }),
  }),
  post({
    path: paths.addGround,
    may: 'ground:keep',
    audit: 'ground.add',
    stepUp: true,
    handle: (request) => save(request, undefined),
  }),
  get({
    path: paths.ground,
    may: 'ground:keep',
    audit: 'ground.form',
    handle: async (request) => {
      const ground = await find(request, request.parameters.ground);
      return ground ? page({ place, content: await form(request, ground, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.ground,
    may: 'ground:keep',
    audit: 'ground.change',
    stepUp: true,
    handle: async (request) => {
      const ground = await find(request, request.parameters.ground);
      return ground ? save(request, ground) : notFound;
    },
  }),
];

const find = async (request: Get<string>, id: string): Promise<Ground | undefined> =>
  (await groundsOf(request)).find((ground) => ground.id === id);

async function save(request: Post<string>, before: Ground | undefined) {
  const typed = typedFrom(request.form);
  const errors: FieldError[] = [];
  const ground = read(request, before, typed, errors);
  if (!ground || errors.length > 0) return invalid({ place, content: await form(request, before, typed, errors) });
  if (!before) {
    if ((await insertGround(request, ground)) === 'written') return redirect(paths.grounds());
    // Sent twice, it is there already.
    const there = await find(request, ground.id);
    if (there && sameWords(there, ground)) return redirect(paths.grounds());
    errors.push({ field: fields.id, message: secrecyMessages[request.actor.language].grounds.problems.idTaken });
    return invalid({ place, content: await form(request, before, typed, errors) });
  }
  if (sameWords(before, ground)) return redirect(paths.grounds());
  if ((await updateGround(request, ground)) === 'written') return redirect(paths.grounds());
  const seenNow = { ...typed, [hidden.seen]: [String(before.version)] };
  return conflict({ place, content: await form(request, before, seenNow, [], true) });
}

const sameWords = (left: Ground, right: Ground): boolean =>
  JSON.stringify({ ...left, version: 0 }) === JSON.stringify({ ...right, version: 0 });

function read(
  request: Get<string>,
  before: Ground | undefined,
  typed: Typed,
  errors: FieldError[],
): Ground | undefined {
  const { problems } = secrecyMessages[request.actor.language].grounds;
  const value = (name: string): string => first(typed, name).slice(0, 2000);
  const wrong = (field: string, message: string): void => void errors.push({ field, message });
  const id = before?.id ?? value(fields.id);
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) wrong(fields.id, problems.id);
  const provision = value(fields.provision);
  const [sv, en, note] = [value(fields.sv), value(fields.en), value(fields.note)];
  if (provision === '') wrong(fields.provision, problems.provision);
  else if (isGeneralClause(provision, sv, en)) wrong(fields.provision, problems.generalClause);
  if (sv === '') wrong(fields.sv, problems.name);
  if (en === '') wrong(fields.en, problems.name);
  const questions = readQuestions(value(fields.questions), before?.fields ?? []);
  if (!questions) wrong(fields.questions, problems.questions);
  const owner = value(fields.owner);
  if (owner === '') wrong(fields.owner, problems.owner);
  const [decidedOn, from, to] = [value(fields.decidedOn), value(fields.from), value(fields.to)];
  if (!isLocalDate(decidedOn)) wrong(fields.decidedOn, problems.day);
  if (!isLocalDate(from)) wrong(fields.from, problems.day);
  if (to !== '' && (!isLocalDate(to) || to < from)) wrong(fields.to, problems.to);
  if (!questions || !isLocalDate(decidedOn) || !isLocalDate(from)) return undefined;
  const seen = Number.parseInt(first(typed, hidden.seen), 10) || 0;
  return {
    id,
    provision,
    sv,
    en,
    fields: questions,
    restsOnConsent: value(fields.restsOnConsent) === 'ja',
    note,
    owner,
    decidedOn,
    from,
    ...(isLocalDate(to) ? { to } : {}),
    version: before ? seen + 1 : 1,
  };
}

async function form(
  request: Get<string>,
  ground: Ground | undefined,
  typed: Typed,
  errors: readonly FieldError[],
  overtaken = false,
) {
  const shown = Object.keys(typed).length > 0;
  const known: Readonly<Record<keyof typeof fields, string>> = {
    id: ground?.id ?? '',
    provision: ground?.provision ?? '',
    sv: ground?.sv ?? '',
    en: ground?.en ?? '',
    questions: questionsAsText(ground?.fields ?? []),
    restsOnConsent: ground?.restsOnConsent === true ? 'ja' : '',
    note: ground?.note ?? '',
    owner: ground?.owner ?? '',
    decidedOn: ground?.decidedOn ?? request.today,
    from: ground?.from ?? request.today,
    to: ground?.to ?? '',
  };
  const values = shown
    ? (Object.fromEntries(Object.values(fields).map((name) => [name, first(typed, name)])) as typeof known)
    : known;
  return (
    <GroundForm
      frame={{
        action: ground ? paths.ground({ ground: ground.id }) : paths.addGround(),
        hidden: frameFields(request.csrf, typed, ground?.version ?? 0),
        errors,
        cancelHref: paths.grounds(),
      }}
      name={ground?.[request.actor.language]}
      values={values}
      backHref={paths.grounds()}
      overtaken={overtaken}
      history={ground ? await groundVersions(request, ground.id) : []}
    />
  );
}
