import { parseLocalDate } from '../../../kernel/date.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import type { ReasonKind } from '../../store/desks.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths as paths } from '../paths.ts';
import { consequences, isLast, type KeptReason, nameTaken, reasonId, reasonKinds } from '../reason.ts';
import { endReason, insertReason, keptReasons } from '../store/reasons.ts';
import { AddReason, EndReason, reasonFields as f, Reasons } from '../views/reasons.tsx';
import type { Shown } from '../../shown.ts';
import { may, place } from './open.ts';

const mayKeep = 'placement:lead';
const longestName = 100;
const saved = (): Answer => redirect(paths.reasons({ sparat: 'ja' }));

async function listAnswer(request: Get<typeof paths.reasons.pattern>): Promise<Answer> {
  const { actor, query, today } = request;
  const keeps = actor.permissions.has(mayKeep);
  const reasons = await keptReasons(request);
  return page({
    place,
    content: (
      <Reasons
        backHref={paths.queue()}
        saved={query.get('sparat') === 'ja'}
        addHref={keeps ? (kind) => paths.addReason({ reasonKind: kind }) : undefined}
        reasons={reasons.map((one) => ({
          ...one,
          href:
            keeps && (one.to === null || one.to >= today)
              ? paths.endReason({ reasonKind: one.kind, reason: one.id })
              : undefined,
        }))}
      />
    ),
  });
}

const kindIn = (kind: string): ReasonKind | undefined => reasonKinds.find((one) => one === kind);

function addForm(request: Get<string>, kind: ReasonKind, { typed = {}, errors = [] }: Shown = {}) {
  const m = deskMessages[request.actor.language].reasons;
  const shown: Typed = { [f.from]: [request.today], ...typed };
  return {
    place,
    content: (
      <AddReason
        kind={kind}
        frame={{
          action: paths.addReason({ reasonKind: kind }),
          hidden: frameFields(request.csrf, typed),
          errors,
          cancelHref: paths.reasons(),
        }}
        value={(field) => first(shown, field)}
        follows={
          kind === 'decline'
            ? consequences.map((value) => ({
                value,
                label: m.follows[value],
                checked: first(typed, f.follows) === value,
              }))
            : undefined
        }
      />
    ),
  } as const;
}

async function add(request: Post<typeof paths.addReason.pattern>): Promise<Answer> {
  const kind = kindIn(request.parameters.reasonKind);
  if (!kind) return notFound;
  const m = deskMessages[request.actor.language].reasons.problems;
  const typed = typedFrom(request.form);
  const name = { sv: first(typed, f.sv), en: first(typed, f.en) };
  const follows = kind === 'decline' ? consequences.find((one) => one === first(typed, f.follows)) : 'none';
  const days = follows === 'days' ? first(typed, f.days) : undefined;
  const from = parseLocalDate(first(typed, f.from));
  const kept = await keptReasons(request);
  const its = kept.filter((one) => one.kind === kind);
  const taken = nameTaken(its, kind, name, request.today);
  // Pressed twice, it is there already.
  if (
    its.some(
      (one) =>
        one.to === null &&
        one.name.sv === name.sv &&
        one.name.en === name.en &&
        one.from === from &&
        one.consequence === follows,
    )
  )
    return saved();
  const errors: FieldError[] = [];
  for (const language of ['sv', 'en'] as const) {
    if (name[language] === '' || name[language].length > longestName)
      errors.push({ field: f[language], message: m.name[language] });
    else if (taken.includes(language)) errors.push({ field: f[language], message: m.nameTaken });
  }
  if (!follows) errors.push({ field: f.follows, message: m.follows });
  if (days !== undefined && !(/^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= 3650))
    errors.push({ field: f.days, message: m.days });
  if (from === undefined || from < request.today) errors.push({ field: f.from, message: m.from });
  if (errors.length > 0 || !follows || from === undefined) {
    request.rejected();
    return invalid(addForm(request, kind, { typed, errors }));
  }
  await insertReason(request, {
    kind,
    id: reasonId(name.en, new Set(its.map(({ id }) => id))),
    name,
    consequence: follows,
    ...(days === undefined ? {} : { days: Number(days) }),
    from,
  });
  return saved();
}

type Ending = Get<typeof paths.endReason.pattern>;
type Opened = Readonly<{ reason: KeptReason; kept: readonly KeptReason[] }>;

/** One that has not ended. */
async function open(request: Ending): Promise<Opened | undefined> {
  const kept = await keptReasons(request);
  const { reasonKind: kind, reason: id } = request.parameters;
  const reason = kept.find((one) => one.kind === kind && one.id === id);
  return reason && (reason.to === null || reason.to >= request.today) ? { reason, kept } : undefined;
}

function endForm(request: Ending, reason: KeptReason, { typed, errors = [] }: Shown = {}) {
  return {
    place,
    content: (
      <EndReason
        reason={reason}
        frame={{
          action: paths.endReason({ reasonKind: reason.kind, reason: reason.id }),
          hidden: frameFields(request.csrf, typed ?? {}),
          errors,
          cancelHref: paths.reasons(),
        }}
        to={typed ? first(typed, f.to) : (reason.to ?? '')}
      />
    ),
  } as const;
}

async function end(request: Post<typeof paths.endReason.pattern>): Promise<Answer> {
  const opened = await open(request);
  if (!opened) return notFound;
  const { reason, kept } = opened;
  const m = deskMessages[request.actor.language].reasons.problems;
  const typed = typedFrom(request.form);
  const to = parseLocalDate(first(typed, f.to));
  const message =
    to === undefined || to < request.today || to < reason.from
      ? m.to
      : isLast(kept, reason, request.today)
        ? m.last
        : undefined;
  if (message !== undefined || to === undefined) {
    request.rejected();
    return invalid(endForm(request, reason, { typed, errors: [{ field: f.to, message: message ?? m.to }] }));
  }
  return (await endReason(request, reason, to)) ? saved() : notFound;
}

/** The reasons that can be chosen, and how whoever leads the desk adds one and ends one. */
export const reasonPages: readonly Route[] = [
  get({ path: paths.reasons, may, audit: 'placement.reasons', handle: listAnswer }),
  get({
    path: paths.addReason,
    may: mayKeep,
    audit: 'placement.form',
    handle: (request) => {
      const kind = kindIn(request.parameters.reasonKind);
      return Promise.resolve(kind ? page(addForm(request, kind)) : notFound);
    },
  }),
  post({ path: paths.addReason, may: mayKeep, audit: 'placement.reason-add', handle: add }),
  get({
    path: paths.endReason,
    may: mayKeep,
    audit: 'placement.form',
    handle: async (request) => {
      const opened = await open(request);
      return opened ? page(endForm(request, opened.reason)) : notFound;
    },
  }),
  post({ path: paths.endReason, may: mayKeep, audit: 'placement.reason-end', handle: end }),
];
