import { routineLibrary } from '../../casework/index.ts';
import { addDays, isLocalDate } from '../../kernel/date.ts';
import { type AccountId, findId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { paths } from '../paths.ts';
import { obligationName, shortName } from '../routine-words.ts';
import { sectionsFor } from '../sections.ts';
import { named } from '../statistics/pages/figures-pages.tsx';
import { messages as statistics } from '../statistics/messages/index.ts';
import { endedPeriods, findPeriod, spans } from '../statistics/periods.ts';
import { unitsOfArea } from '../statistics/store/figures.ts';
import {
  answer,
  closeAudit,
  decideAction,
  decideQuestions,
  draw,
  finish,
  openSelfAudit,
  reviewers,
  reviews,
} from './actions.ts';
import { messages } from './messages/index.ts';
import { mostQuestions, mostRuns, questionsIn } from './questions.ts';
import {
  actionsOf,
  type AnswerRow,
  answers,
  answersOf,
  factsOf,
  listSelfAudits,
  questionsOf,
  redrawsAlike,
  type SelfAudit,
} from './store/self-audits.ts';
import {
  actionFields,
  ActionForm,
  answerField,
  CloseForm,
  drawFields,
  DrawForm,
  findingField,
  QuestionsForm,
  ReviewItem,
  SelfAuditList,
  SelfAuditPage,
  textField,
} from './views/index.tsx';

const place = 'adherence';
const most = 100;

type Asking = Get<typeof paths.selfAudit.pattern>;
type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[]; overtaken?: boolean }>;

const headingOf = async (scope: Scope, { routine, unitName }: SelfAudit): Promise<string> => {
  const { language } = scope.actor;
  return messages[language].page.heading(shortName(await routineLibrary(scope), routine, language), unitName);
};

async function listAnswer(request: Scope): Promise<Answer> {
  const { language, permissions } = request.actor;
  const m = messages[language];
  request.touched({ parts: ['self-audit'] });
  const library = await routineLibrary(request);
  const audits = await listSelfAudits(request, most);
  const questions = await Promise.all(
    library.routines().map(async (routine) => {
      const [latest] = await questionsOf(request, routine);
      const name = shortName(library, routine, language);
      return {
        key: routine,
        text: latest ? m.questionsOf(name, latest.version) : m.noQuestions(name),
        ...(permissions.has('selfAudit:questions') ? { href: paths.selfAuditQuestions({ routine }) } : {}),
      };
    }),
  );
  return page({
    place,
    content: (
      <SelfAuditList
        sections={sectionsFor(request.actor)}
        drawHref={paths.drawSelfAudit()}
        lines={audits.map((one) => ({
          key: one.id,
          href: paths.selfAudit({ audit: one.id }),
          what: `${shortName(library, one.routine, language)}, ${one.unitName}`,
          from: one.starts,
          to: addDays(one.ends, -1),
          reviewer: one.reviewerName,
          answered: one.answered,
          items: one.items,
          closed: one.closedAt !== null,
        }))}
        questions={questions}
      />
    ),
  });
}

type Drawing = Get<typeof paths.drawSelfAudit.pattern>;

async function drawForm(request: Drawing, { typed, errors = [] }: Shown = {}) {
  const { language, account } = request.actor;
  const value = (name: keyof typeof drawFields): string => first(typed ?? {}, drawFields[name]);
  const library = await routineLibrary(request);
  const choose = (one: string, label: string, chosen: string) => ({ value: one, label, checked: one === chosen });
  const routines = library.routines();
  const decided = await Promise.all(routines.map(async (routine) => (await questionsOf(request, routine)).length > 0));
  return (
    <DrawForm
      frame={{
        action: paths.drawSelfAudit(),
        hidden: frameFields(request.csrf, typed ?? {}),
        errors,
        cancelHref: paths.selfAudits(),
      }}
      routines={routines
        .filter((_, index) => decided[index])
        .map((one) => choose(one, shortName(library, one, language), value('routine')))}
      units={(await unitsOfArea(request)).map(({ id, name }) => choose(id, name, value('unit')))}
      periods={spans.toReversed().map((span) => ({
        label: statistics[language].spans[span],
        choices: endedPeriods(span, request.today).map((one) =>
          choose(one.code, named(one, language), value('period')),
        ),
      }))}
      reviewers={(await reviewers(request)).map((one) =>
        choose(one.account, one.name, typed ? value('reviewer') : account),
      )}
      wanted={typed ? value('wanted') : '10'}
    />
  );
}

async function drawAnswer(request: Post<typeof paths.drawSelfAudit.pattern>): Promise<Answer> {
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].drawForm;
  const value = (name: keyof typeof drawFields): string => first(typed, drawFields[name]);
  const errors: FieldError[] = [];
  const wrong = (name: keyof typeof drawFields, message: string): void =>
    void errors.push({ field: drawFields[name], message });
  const period = findPeriod(value('period'), request.today);
  const wanted = /^\d{1,2}$/.test(value('wanted')) ? Number(value('wanted')) : 0;
  const reviewer = findId<AccountId>(value('reviewer'));
  const library = await routineLibrary(request);
  if (!library.routines().includes(value('routine'))) wrong('routine', m.routineMissing);
  if (!(await unitsOfArea(request)).some(({ id }) => id === value('unit'))) wrong('unit', m.unitMissing);
  if (!period) wrong('period', m.periodMissing);
  if (wanted < 1 || wanted > mostRuns) wrong('wanted', m.wantedWrong);
  if (!reviewer) wrong('reviewer', m.reviewerMissing);
  const key = keyIn(typed);
  const again = async (): Promise<Answer> => invalid({ place, content: await drawForm(request, { typed, errors }) });
  if (!period || !reviewer || !key || errors.length > 0) return again();
  const { starts, ends } = period;
  const drawn = await draw(request, {
    routine: value('routine'),
    unit: value('unit'),
    starts,
    ends,
    wanted,
    reviewer,
    key,
  });
  if (drawn.outcome === 'drawn') return redirect(paths.selfAudit({ audit: drawn.id }));
  if (drawn.outcome === 'nothing') wrong('period', m.nothing);
  else if (drawn.outcome === 'no-questions') wrong('routine', m.routineMissing);
  else wrong('reviewer', m.reviewerMissing);
  return again();
}

type Questioning = Get<typeof paths.selfAuditQuestions.pattern>;

async function questionsForm(request: Questioning, { typed, errors = [], overtaken = false }: Shown = {}) {
  const { routine } = request.parameters;
  const versions = await questionsOf(request, routine);
  const [latest] = versions;
  const library = await routineLibrary(request);
  const seen = latest?.version ?? 0;
  return (
    <QuestionsForm
      frame={{
        action: paths.selfAuditQuestions({ routine }),
        hidden: {
          ...frameFields(request.csrf, typed ?? {}, seen),
          // Once what somebody else did has been shown, sending again is meant.
          ...(overtaken ? { [hidden.seen]: String(seen) } : {}),
        },
        errors,
        cancelHref: paths.selfAudits(),
      }}
      routine={shortName(library, routine, request.actor.language)}
      text={typed ? first(typed, textField) : (latest?.questions.join('\n') ?? '')}
      overtaken={overtaken}
      versions={versions.map((one) => ({ ...one, decidedAt: one.decidedAt.toISOString() }))}
    />
  );
}

async function questionsAnswer(request: Post<typeof paths.selfAuditQuestions.pattern>): Promise<Answer> {
  const { routine } = request.parameters;
  const library = await routineLibrary(request);
  if (!library.routines().includes(routine)) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].questions;
  const questions = questionsIn(first(typed, textField));
  const message = questions.length === 0 ? m.missing : questions.length > mostQuestions ? m.tooMany : undefined;
  if (message !== undefined) {
    const errors = [{ field: textField, message }];
    return invalid({ place, content: await questionsForm(request, { typed, errors }) });
  }
  if ((await decideQuestions(request, routine, questions, seenIn(typed))) === 'overtaken')
    return conflict({ place, content: await questionsForm(request, { typed, overtaken: true }) });
  return redirect(paths.selfAudits());
}

const opened = async (request: Asking): Promise<SelfAudit | undefined> => {
  const id = findId<never>(request.parameters.audit);
  return id === undefined ? undefined : openSelfAudit(request, id);
};

async function asked(request: Scope, { routine, questionsVersion }: SelfAudit): Promise<readonly string[]> {
  return (await questionsOf(request, routine)).find(({ version }) => version === questionsVersion)?.questions ?? [];
}

async function auditAnswer(request: Asking): Promise<Answer> {
  const found = await opened(request);
  if (!found) return notFound;
  const questions = await asked(request, found);
  const given = await answersOf(request, found.id);
  const isDone = (number: number): boolean => given.filter((one) => one.number === number).length === questions.length;
  const reviewing = reviews(request, found);
  const library = await routineLibrary(request);
  const address = { audit: found.id };
  return page({
    place,
    content: (
      <SelfAuditPage
        backHref={paths.selfAudits()}
        routine={shortName(library, found.routine, request.actor.language)}
        unit={found.unitName}
        from={found.starts}
        to={addDays(found.ends, -1)}
        reviewer={found.reviewerName}
        items={found.items}
        population={found.population}
        seed={found.seed}
        alike={await redrawsAlike(request, found.id)}
        closedAt={found.closedAt?.toISOString()}
        conclusion={found.conclusion}
        toReview={
          reviewing
            ? Array.from({ length: found.items }, (_, index) => ({
                number: index + 1,
                href: paths.selfAuditItem({ ...address, number: String(index + 1) }),
                done: isDone(index + 1),
              }))
            : []
        }
        results={questions.map((question, index) => {
          const of = given.filter((one) => one.question === index + 1);
          const count = (value: AnswerRow['answer']): number => of.filter((one) => one.answer === value).length;
          return {
            question,
            counts: {
              yes: count('yes'),
              no: count('no'),
              'not-applicable': count('not-applicable'),
              'cannot-tell': count('cannot-tell'),
            },
            findings: of.filter(({ finding }) => finding !== ''),
          };
        })}
        actions={(await actionsOf(request, found.id)).map((one) => ({
          ...one,
          done:
            one.doneAt === null && one.responsible === request.actor.account
              ? { action: paths.selfAuditActionDone({ ...address, action: one.id }) }
              : undefined,
        }))}
        csrf={{ [hidden.csrf]: request.csrf }}
        addActionHref={found.reviewer === request.actor.account ? paths.selfAuditAction(address) : undefined}
        closeHref={reviewing ? paths.selfAuditClose(address) : undefined}
      />
    ),
  });
}

type ItemAsking = Get<typeof paths.selfAuditItem.pattern>;

/** The self-audit and the number of one of its runs, when the actor is its reviewer and it is open. */
async function toReview(request: ItemAsking) {
  const found = await opened(request);
  const number = /^\d{1,2}$/.test(request.parameters.number) ? Number(request.parameters.number) : 0;
  return found && reviews(request, found) && number >= 1 && number <= found.items ? { found, number } : undefined;
}

async function itemForm(request: ItemAsking, found: SelfAudit, number: number, { typed, errors = [] }: Shown = {}) {
  const { language } = request.actor;
  const library = await routineLibrary(request);
  const facts = await factsOf(request, found.id, number);
  const given = await answersOf(request, found.id);
  const questions = await asked(request, found);
  return (
    <ReviewItem
      frame={{
        action: paths.selfAuditItem({ audit: found.id, number: String(number) }),
        hidden: frameFields(request.csrf, typed ?? {}),
        errors,
        cancelHref: paths.selfAudit({ audit: found.id }),
      }}
      back={await headingOf(request, found)}
      number={number}
      all={found.items}
      facts={facts.map((one) => ({ ...one, name: obligationName(library, found.routine, one.obligation, language) }))}
      questions={questions.map((question, index) => {
        const before = given.find((one) => one.number === number && one.question === index + 1);
        return {
          question,
          number: index + 1,
          answer: typed ? first(typed, answerField(index + 1)) : (before?.answer ?? ''),
          finding: typed ? first(typed, findingField(index + 1)) : (before?.finding ?? ''),
        };
      })}
    />
  );
}

async function itemAnswer(request: Post<typeof paths.selfAuditItem.pattern>): Promise<Answer> {
  const reviewing = await toReview(request);
  if (!reviewing) return notFound;
  const { found, number } = reviewing;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].item;
  const errors: FieldError[] = [];
  const given = (await asked(request, found)).flatMap((question, index) => {
    const field = answerField(index + 1);
    const chosen = answers.find((one) => one === first(typed, field));
    if (!chosen) errors.push({ field, message: m.missing(question) });
    return chosen ? [{ question: index + 1, answer: chosen, finding: first(typed, findingField(index + 1)) }] : [];
  });
  if (errors.length > 0) return invalid({ place, content: await itemForm(request, found, number, { typed, errors }) });
  if (!(await answer(request, found, number, given))) return notFound;
  const next = number < found.items ? paths.selfAuditItem({ audit: found.id, number: String(number + 1) }) : undefined;
  return redirect(next ?? paths.selfAudit({ audit: found.id }));
}

async function actionForm(request: Asking, found: SelfAudit, { typed, errors = [] }: Shown = {}) {
  const value = (name: keyof typeof actionFields): string => first(typed ?? {}, actionFields[name]);
  return (
    <ActionForm
      frame={{
        action: paths.selfAuditAction({ audit: found.id }),
        hidden: frameFields(request.csrf, typed ?? {}),
        errors,
        cancelHref: paths.selfAudit({ audit: found.id }),
      }}
      back={await headingOf(request, found)}
      what={value('what')}
      dueOn={value('dueOn')}
      people={(await reviewers(request)).map(({ account, name }) => ({
        value: account,
        label: name,
        checked: account === value('responsible'),
      }))}
    />
  );
}

const ownReview = async (request: Asking): Promise<SelfAudit | undefined> => {
  const found = await opened(request);
  return found?.reviewer === request.actor.account ? found : undefined;
};

async function actionAnswer(request: Post<typeof paths.selfAuditAction.pattern>): Promise<Answer> {
  const found = await ownReview(request);
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].action;
  const what = first(typed, actionFields.what);
  const responsible = findId<AccountId>(first(typed, actionFields.responsible));
  const dueOn = first(typed, actionFields.dueOn);
  const errors: FieldError[] = [];
  if (what === '') errors.push({ field: actionFields.what, message: m.whatMissing });
  if (!responsible) errors.push({ field: actionFields.responsible, message: m.responsibleMissing });
  if (!isLocalDate(dueOn) || dueOn < request.today) errors.push({ field: actionFields.dueOn, message: m.dueWrong });
  const key = keyIn(typed);
  const again = async (): Promise<Answer> =>
    invalid({ place, content: await actionForm(request, found, { typed, errors }) });
  if (!responsible || !isLocalDate(dueOn) || !key || errors.length > 0) return again();
  const outcome = await decideAction(request, found, { what, responsible, dueOn, key });
  if (outcome === 'nobody') {
    errors.push({ field: actionFields.responsible, message: m.responsibleMissing });
    return again();
  }
  return outcome === 'decided' ? redirect(paths.selfAudit({ audit: found.id })) : notFound;
}

const closeForm = async (request: Asking, found: SelfAudit, { typed = {}, errors = [] }: Shown = {}) => (
  <CloseForm
    frame={{
      action: paths.selfAuditClose({ audit: found.id }),
      hidden: frameFields(request.csrf, typed),
      errors,
      cancelHref: paths.selfAudit({ audit: found.id }),
    }}
    back={await headingOf(request, found)}
    text={first(typed, textField)}
  />
);

async function closeAnswer(request: Post<typeof paths.selfAuditClose.pattern>): Promise<Answer> {
  const found = await ownReview(request);
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].closing;
  const text = first(typed, textField);
  const again = async (message: string): Promise<Answer> =>
    invalid({ place, content: await closeForm(request, found, { typed, errors: [{ field: textField, message }] }) });
  if (text === '') return again(m.missing);
  const closing = await closeAudit(request, found, text);
  if (closing.outcome === 'not-answered') return again(m.notAnswered(closing.left));
  return closing.outcome === 'closed' ? redirect(paths.selfAudit({ audit: found.id })) : notFound;
}

const may = 'selfAudit:do';

/** Self-audits: a random sample of closed runs, reviewed without telling whom they are of. */
export const selfAuditPages: readonly Route[] = [
  get({ path: paths.selfAudits, may, audit: 'self-audit.list', handle: listAnswer }),
  get({
    path: paths.drawSelfAudit,
    may,
    audit: 'self-audit.form',
    handle: async (request) => page({ place, content: await drawForm(request) }),
  }),
  post({ path: paths.drawSelfAudit, may, audit: 'self-audit.draw', handle: drawAnswer }),
  get({
    path: paths.selfAuditQuestions,
    may: 'selfAudit:questions',
    audit: 'self-audit.questions.form',
    handle: async (request) =>
      (await routineLibrary(request)).routines().includes(request.parameters.routine)
        ? page({ place, content: await questionsForm(request) })
        : notFound,
  }),
  post({
    path: paths.selfAuditQuestions,
    may: 'selfAudit:questions',
    audit: 'self-audit.questions.decide',
    handle: questionsAnswer,
  }),
  get({ path: paths.selfAudit, may, audit: 'self-audit.read', handle: auditAnswer }),
  get({
    path: paths.selfAuditItem,
    may,
    audit: 'self-audit.item.read',
    handle: async (request) => {
      const reviewing = await toReview(request);
      if (!reviewing) return notFound;
      return page({ place, content: await itemForm(request, reviewing.found, reviewing.number) });
    },
  }),
  post({ path: paths.selfAuditItem, may, audit: 'self-audit.item.answer', handle: itemAnswer }),
  get({
    path: paths.selfAuditAction,
    may,
    audit: 'self-audit.form',
    handle: async (request) => {
      const found = await ownReview(request);
      return found ? page({ place, content: await actionForm(request, found) }) : notFound;
    },
  }),
  post({ path: paths.selfAuditAction, may, audit: 'self-audit.action.decide', handle: actionAnswer }),
  post({
    path: paths.selfAuditActionDone,
    may,
    audit: 'self-audit.action.done',
    handle: async (request) => {
      const found = await opened(request);
      const id = findId<never>(request.parameters.action);
      if (!found || id === undefined) return notFound;
      await finish(request, found, id);
      return redirect(paths.selfAudit({ audit: found.id }));
    },
  }),
  get({
    path: paths.selfAuditClose,
    may,
    audit: 'self-audit.form',
    handle: async (request) => {
      const found = await ownReview(request);
      return found && reviews(request, found) ? page({ place, content: await closeForm(request, found) }) : notFound;
    },
  }),
  post({ path: paths.selfAuditClose, may, audit: 'self-audit.close', handle: closeAnswer }),
];
