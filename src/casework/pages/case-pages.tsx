import type { Library } from '../../routine/index.ts';
import { nameInWork } from '../../secrecy/index.ts';
import { isLocalDate } from '../../kernel/date.ts';
import { identityCertainties, identityKinds, readIdentityNumber } from '../../kernel/identity-number.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { type CaseToOpen, openCase, startRun } from '../actions/open.ts';
import { caseSystems } from '../case-systems.ts';
import { factField, factQuestion, readFact, unknown } from '../fact-questions.ts';
import { first, keyIn, type Typed, typedFrom } from '../typed.ts';
import { formMessages } from '../messages/forms.ts';
import { words } from '../messages/words.ts';
import { paths } from '../paths.ts';
import { routineLibrary } from '../routines.ts';
import { type CaseInReach, findCase } from '../store/cases.ts';
import { type NewFact, runsOfCase } from '../store/runs.ts';
import { OpenCaseForm, openCaseFields, StartRunForm, startRunFields } from '../views/index.ts';
import { frameFields } from './frame.ts';
import { writtenDate } from './wording.ts';

export const casePages: readonly Route[] = [
  get({
    path: paths.openCase,
    may: 'case:open',
    audit: 'case.open.form',
    handle: async (request) => page({ place: 'cases', content: openForm(request, {}, []) }),
  }),
  post({
    path: paths.openCase,
    may: 'case:open',
    audit: 'case.open',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const input = readCase(request, typed, errors);
      if (!input || errors.length > 0) return invalid({ place: 'cases', content: openForm(request, typed, errors) });
      return redirect(paths.startRun({ case: await openCase(request, input) }));
    },
  }),
  get({
    path: paths.caseFile,
    may: 'case:read',
    audit: 'case.read',
    handle: async (request) => {
      const file = await seeCase(request, request.parameters.case);
      const [run] = file ? await runsOfCase(request, file.id) : [];
      if (!file) return notFound;
      if (run) return redirect(paths.run({ run: run.id }));
      const mayStart = request.actor.permissions.has('run:start');
      return redirect(mayStart ? paths.startRun({ case: file.id }) : paths.consents({ case: file.id }));
    },
  }),
  get({
    path: paths.startRun,
    may: 'run:start',
    audit: 'run.start.form',
    handle: async (request) => {
      const file = await seeCase(request, request.parameters.case);
      return file ? page({ place: 'cases', content: await startForm(request, file, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.startRun,
    may: 'run:start',
    audit: 'run.start',
    handle: async (request) => {
      const file = await seeCase(request, request.parameters.case);
      if (!file) return notFound;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const { problems } = formMessages[request.actor.language];
      const key = keyIn(typed);
      const opened = first(typed, startRunFields.opened);
      const choice = choices(await routineLibrary(request), request).find(
        ({ value }) => value === first(typed, startRunFields.routine),
      );
      if (!choice) errors.push({ field: startRunFields.routine, message: problems.routineMissing });
      if (!isLocalDate(opened)) errors.push({ field: startRunFields.opened, message: problems.dayWrong });
      else if (opened > request.today) errors.push({ field: startRunFields.opened, message: problems.openedToCome });
      const { definition } = choice?.routine ?? {};
      const facts: NewFact[] = [];
      for (const name of Object.keys(definition?.facts ?? {})) {
        const read = definition && readFact(definition, name, typed);
        if (!read) continue;
        if ('wrong' in read) errors.push({ field: factField(name), message: problems.factWrong });
        else if (read.value !== unknown) facts.push({ name, value: read.value });
      }
      if (errors.length > 0 || !definition || !key || !isLocalDate(opened)) {
        return invalid({ place: 'cases', content: await startForm(request, file, typed, errors) });
      }
      const started = await startRun(request, {
        caseId: file.id,
        routine: definition.routine,
        version: definition.version,
        openedOn: opened,
        facts,
        key,
      });
      return started.outcome === 'not-found' ? notFound : redirect(paths.run({ run: started.run }));
    },
  }),
];

async function seeCase(request: Get<typeof paths.caseFile.pattern>, id: string): Promise<CaseInReach | undefined> {
  const caseId = findId<CaseId>(id);
  const file = caseId && (await findCase(request, caseId));
  if (file) request.touched({ cases: [file.id], parts: ['case', 'individual'] });
  return file;
}

function openForm(request: Get<string>, typed: Typed, errors: readonly FieldError[]) {
  const value = (name: string): string => first(typed, name);
  return (
    <OpenCaseForm
      frame={{
        action: paths.openCase(),
        hidden: frameFields(request.csrf, typed, 0),
        errors,
        cancelHref: paths.cases(),
      }}
      values={{
        givenName: value(openCaseFields.givenName),
        familyName: value(openCaseFields.familyName),
        identityKind: identityKinds.find((kind) => kind === value(openCaseFields.identityKind)),
        identityNumber: value(openCaseFields.identityNumber),
        identityCertainty: identityCertainties.find(
          (certainty) => certainty === value(openCaseFields.identityCertainty),
        ),
        ownSystem: value(openCaseFields.ownSystem),
        ownReference: value(openCaseFields.ownReference),
      }}
      ownSystems={caseSystems.map((name) => ({ value: name, label: name }))}
    />
  );
}

const longestName = 100;

function readCase({ actor }: Get<string>, typed: Typed, errors: FieldError[]): CaseToOpen | undefined {
  const { problems } = formMessages[actor.language];
  const value = (name: string): string => first(typed, name).slice(0, longestName);
  const givenName = value(openCaseFields.givenName);
  const familyName = value(openCaseFields.familyName);
  if (givenName === '') errors.push({ field: openCaseFields.givenName, message: problems.givenNameMissing });
  if (familyName === '') errors.push({ field: openCaseFields.familyName, message: problems.familyNameMissing });
  const identityKind = identityKinds.find((kind) => kind === value(openCaseFields.identityKind));
  const number = value(openCaseFields.identityNumber);
  if (!identityKind) errors.push({ field: openCaseFields.identityKind, message: problems.identityKindMissing });
  let identityNumber: string | undefined;
  if (identityKind === 'none' && number !== '') {
    errors.push({ field: openCaseFields.identityNumber, message: problems.identityNumberUnwanted });
  }
  if (identityKind && identityKind !== 'none') {
    const read = number === '' ? undefined : readIdentityNumber(number, identityKind);
    if (!read) errors.push({ field: openCaseFields.identityNumber, message: problems.identityNumberMissing });
    else if ('problem' in read) errors.push({ field: openCaseFields.identityNumber, message: problems[read.problem] });
    else identityNumber = read.digits;
  }
  const identityCertainty = identityCertainties.find(
    (certainty) => certainty === value(openCaseFields.identityCertainty),
  );
  if (!identityCertainty)
    errors.push({ field: openCaseFields.identityCertainty, message: problems.identityCertaintyMissing });
  const key = keyIn(typed);
  const unit = actor.roles.find(({ role }) => role === 'caseworker')?.unit;
  if (!identityKind || !identityCertainty || !key || unit === undefined) return undefined;
  return {
    givenName,
    familyName,
    identityKind,
    ...(identityNumber === undefined ? {} : { identityNumber }),
    identityCertainty,
    externalSystem: caseSystems.find((system) => system === value(openCaseFields.ownSystem)) ?? '',
    externalReference: value(openCaseFields.ownReference),
    unit,
    key,
  };
}

/** The routines in force today, each as a choice. */
const choices = (library: Library, { today, actor: { language } }: Get<string>) =>
  library.routines().flatMap((name) => {
    const routine = library.findInForce(name, today);
    if (!routine) return [];
    const { definition } = routine;
    const { date, approximate } = definition.document.validFrom;
    const since = writtenDate(date, language);
    return [
      {
        routine,
        value: `${definition.routine}@${definition.version}`,
        label: definition.name[language],
        help: words[language].versionSince(
          definition.version,
          approximate === true ? words[language].approximately(since) : since,
        ),
      },
    ];
  });

async function startForm(request: Get<string>, file: CaseInReach, typed: Typed, errors: readonly FieldError[]) {
  const { language } = request.actor;
  const options = choices(await routineLibrary(request), request);
  const chosen = first(typed, startRunFields.routine);
  const facts = options.flatMap(({ value, label, routine: { definition } }) => {
    const hint = formMessages[language].whenAnswered(label);
    const showWhen = { name: startRunFields.routine, values: [value], hint };
    return Object.keys(definition.facts).flatMap((name) => {
      const question = factQuestion(definition, name, typed, language);
      return question ? [{ ...question, showWhen }] : [];
    });
  });
  return (
    <StartRunForm
      frame={{
        action: paths.startRun({ case: file.id }),
        hidden: frameFields(request.csrf, typed, 0),
        errors,
        cancelHref: paths.cases(),
      }}
      caseNumber={file.caseNumber}
      name={nameInWork(file.person, language)}
      caseHref={paths.cases()}
      routines={options.map(({ value, label, help }) => ({ value, label, help, checked: value === chosen }))}
      opened={{ value: first(typed, startRunFields.opened) || request.today, latest: request.today }}
      facts={facts}
    />
  );
}
