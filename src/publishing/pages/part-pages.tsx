import { isLocalDate } from '../../kernel/date.ts';
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
import {
  definitionIn,
  type Interpretation,
  modalities,
  type Obligation,
  phaseName,
  type RoutineDefinition,
} from '../../routine/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { type DraftSaved, savePart } from '../actions/drafts.ts';
import {
  type Edit,
  intervalOf,
  intervalUnits,
  obligationAt,
  offsetOf,
  offsetUnits,
  partIn,
  timeOfInterval,
  timeOfOffset,
  timesOf,
} from '../draft-text.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import {
  InterpretationForm,
  interpretationFields,
  ObligationForm,
  obligationFields,
  type OvertakenView,
  timeFields,
  type Values,
} from '../views/index.ts';
import { overtakenView, type SeenDraft, seeOpenDraft } from './see-draft.ts';
import { readTime, timeInWords, usesOf } from './times.ts';

const place = 'routines';

type OfObligation = Get<typeof paths.obligation.pattern>;
type OfInterpretation = Get<typeof paths.interpretation.pattern>;
type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[]; overtaken?: OvertakenView }>;
type Found<Its> = Readonly<{ seen: SeenDraft; definition: RoutineDefinition; part: Its }>;

const typedValues = <Fields extends Readonly<Record<string, string>>>(fields: Fields, typed: Typed): Values<Fields> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, first(typed, field)])) as Values<Fields>;

async function findObligation(request: OfObligation): Promise<Found<Obligation> | undefined> {
  const seen = await seeOpenDraft(request, request.parameters.draft);
  const { obligation } = request.parameters;
  const part = seen?.definition?.obligations.find(({ id }) => id === obligation);
  return seen?.definition && part ? { seen, definition: seen.definition, part } : undefined;
}

async function findInterpretation(request: OfInterpretation): Promise<Found<Interpretation> | undefined> {
  const seen = await seeOpenDraft(request, request.parameters.draft);
  const part = seen?.definition && partIn(seen.definition, { interpretation: request.parameters.interpretation });
  return seen?.definition && part && 'value' in part ? { seen, definition: seen.definition, part } : undefined;
}

function frameOf(request: Get<string>, { seen }: Found<unknown>, action: string, { typed, errors }: Shown) {
  return {
    action,
    hidden: frameFields(request.csrf, typed ?? {}, seen.draft.position),
    errors: errors ?? [],
    cancelHref: paths.draft({ draft: seen.draft.id }),
  };
}

function obligationPage(request: OfObligation, found: Found<Obligation>, shown: Shown = {}) {
  const { seen, definition, part } = found;
  const { language } = request.actor;
  const { typed } = shown;
  const at = { draft: seen.draft.id };
  const before = seen.base?.obligations.find(({ id }) => id === part.id)?.sentence[language];
  const times = timesOf(part);
  return (
    <ObligationForm
      draftName={seen.name}
      frame={frameOf(request, found, paths.obligation({ ...at, obligation: part.id }), shown)}
      name={part.title[language]}
      phase={phaseName(definition, part.phase, language)}
      before={before === part.sentence[language] ? undefined : before}
      overtaken={shown.overtaken}
      values={
        typed
          ? typedValues(obligationFields, typed)
          : {
              titleSv: part.title.sv,
              titleEn: part.title.en,
              sentenceSv: part.sentence.sv,
              sentenceEn: part.sentence.en,
              modality: part.modality,
              heading: part.source.heading,
            }
      }
      times={times.flatMap((time, index) => {
        if (!('time' in time)) return [];
        const fields = timeFields(index);
        const count = typed ? first(typed, fields.count) : String(time.time?.count ?? '');
        const unit = typed ? first(typed, fields.unit) : (time.time?.unit ?? '');
        return [
          {
            index,
            ...timeInWords(definition, part, time, language),
            interval: time.kind === 'every',
            count,
            unit: offsetUnits.find((one) => one === unit) ?? '',
          },
        ];
      })}
      interpreted={times.flatMap((time) =>
        'interpretation' in time
          ? [
              {
                kind: timeInWords(definition, part, time, language).name,
                name: definition.interpretations[time.interpretation]?.name[language] ?? time.interpretation,
                href: paths.interpretation({ ...at, interpretation: time.interpretation }),
              },
            ]
          : [],
      )}
    />
  );
}

/** What the form says of the obligation, as edits below it; the errors tell of what is missing or wrong. */
function readObligation(request: OfObligation, part: Obligation, typed: Typed, errors: FieldError[]): readonly Edit[] {
  const { language } = request.actor;
  const m = messages[language].obligation;
  const values = typedValues(obligationFields, typed);
  for (const name of ['sentenceSv', 'sentenceEn', 'titleSv', 'titleEn'] as const)
    if (values[name] === '') errors.push({ field: obligationFields[name], message: m.missing });
  const modality = modalities.find((one) => one === values.modality);
  if (!modality) errors.push({ field: obligationFields.modality, message: m.modalityMissing });
  if (values.heading === '') errors.push({ field: obligationFields.heading, message: m.missing });
  const times = timesOf(part).flatMap((time, index): readonly Edit[] => {
    if (!('time' in time)) return [];
    const fields = timeFields(index);
    const isInterval = time.kind === 'every';
    const read = readTime(
      { count: first(typed, fields.count), unit: first(typed, fields.unit) },
      isInterval ? intervalUnits : offsetUnits,
      {
        ...(isInterval ? { least: 1 } : time.kind === 'tolerance' ? { least: 0 } : {}),
        mayBeEmpty: !isInterval && time.kind !== 'tolerance',
      },
      language,
    );
    if ('message' in read) {
      errors.push({ field: fields[read.field], message: read.message });
      return [];
    }
    const value = read.time && (isInterval ? intervalOf(read.time) : offsetOf(read.time));
    return [{ at: time.at, value }];
  });
  return [
    { at: ['sentence'], value: { sv: values.sentenceSv, en: values.sentenceEn } },
    { at: ['title'], value: { sv: values.titleSv, en: values.titleEn } },
    { at: ['modality'], value: modality },
    { at: ['source', 'heading'], value: values.heading },
    ...times,
  ];
}

function interpretationPage(request: OfInterpretation, found: Found<Interpretation>, shown: Shown = {}) {
  const { seen, definition, part } = found;
  const { language } = request.actor;
  const { interpretation } = request.parameters;
  const isInterval = 'every' in part.value;
  const time = 'every' in part.value ? timeOfInterval(part.value.every) : timeOfOffset(part.value);
  return (
    <InterpretationForm
      draftName={seen.name}
      frame={frameOf(request, found, paths.interpretation({ draft: seen.draft.id, interpretation }), shown)}
      name={part.name[language]}
      usedBy={usesOf(definition, interpretation, language)}
      interval={isInterval}
      overtaken={shown.overtaken}
      values={
        shown.typed
          ? typedValues(interpretationFields, shown.typed)
          : {
              nameSv: part.name.sv,
              nameEn: part.name.en,
              count: String(time.count),
              unit: time.unit,
              reasonSv: part.reason.sv,
              reasonEn: part.reason.en,
              decidedBySv: part.decidedBy.sv,
              decidedByEn: part.decidedBy.en,
              decidedAt: part.decidedAt,
            }
      }
    />
  );
}

function readInterpretation(
  request: OfInterpretation,
  part: Interpretation,
  typed: Typed,
  errors: FieldError[],
): readonly Edit[] {
  const { language } = request.actor;
  const m = messages[language];
  const values = typedValues(interpretationFields, typed);
  const isInterval = 'every' in part.value;
  const read = readTime(
    values,
    isInterval ? intervalUnits : offsetUnits,
    { ...(isInterval ? { least: 1 } : {}), mayBeEmpty: false },
    language,
  );
  if ('message' in read) errors.push({ field: interpretationFields[read.field], message: read.message });
  for (const name of ['nameSv', 'nameEn', 'reasonSv', 'reasonEn', 'decidedBySv', 'decidedByEn'] as const)
    if (values[name] === '') errors.push({ field: interpretationFields[name], message: m.obligation.missing });
  if (!isLocalDate(values.decidedAt))
    errors.push({ field: interpretationFields.decidedAt, message: m.interpretation.dayWrong });
  const time = 'time' in read ? read.time : undefined;
  return [
    { at: ['name'], value: { sv: values.nameSv, en: values.nameEn } },
    { at: ['value'], value: time && (isInterval ? { every: intervalOf(time) } : offsetOf(time)) },
    { at: ['reason'], value: { sv: values.reasonSv, en: values.reasonEn } },
    { at: ['decidedBy'], value: { sv: values.decidedBySv, en: values.decidedByEn } },
    { at: ['decidedAt'], value: values.decidedAt },
  ];
}

const below = (at: readonly (string | number)[], edits: readonly Edit[]): readonly Edit[] =>
  edits.map((edit) => ({ ...edit, at: [...at, ...edit.at] }));

function answerTo(
  request: Post<string>,
  { seen }: Found<unknown>,
  saved: DraftSaved,
  typed: Typed,
  form: (shown: Shown) => React.ReactElement,
): Answer {
  switch (saved.outcome) {
    case 'not-found':
      return notFound;
    case 'saved':
      return redirect(paths.draft({ draft: seen.draft.id }, { klart: 'sparat' }));
    case 'overtaken':
      return conflict({
        place,
        content: form({
          typed: { ...typed, [hidden.seen]: [String(saved.draft.position)] },
          overtaken: overtakenView(request, saved.draft, saved.seenText),
        }),
      });
  }
}

export const partPages: readonly Route[] = [
  get({
    path: paths.obligation,
    may: 'routine:publish',
    audit: 'routine-draft.obligation.form',
    handle: async (request) => {
      const found = await findObligation(request);
      return found ? page({ place, content: obligationPage(request, found) }) : notFound;
    },
  }),
  post({
    path: paths.obligation,
    may: 'routine:publish',
    audit: 'routine-draft.obligation.save',
    handle: async (request) => {
      const found = await findObligation(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!found || !key) return notFound;
      const errors: FieldError[] = [];
      const edits = readObligation(request, found.part, typed, errors);
      if (errors.length > 0) return invalid({ place, content: obligationPage(request, found, { typed, errors }) });
      const { obligation } = request.parameters;
      const saved = await savePart(request, {
        draft: found.seen.draft.id,
        seen: seenIn(typed),
        key,
        part: { obligation },
        edits: (text) => {
          const definition = definitionIn(text);
          return definition ? below(obligationAt(definition, obligation), edits) : [];
        },
      });
      return answerTo(request, found, saved, typed, (shown) => obligationPage(request, found, shown));
    },
  }),
  get({
    path: paths.interpretation,
    may: 'routine:publish',
    audit: 'routine-draft.interpretation.form',
    handle: async (request) => {
      const found = await findInterpretation(request);
      return found ? page({ place, content: interpretationPage(request, found) }) : notFound;
    },
  }),
  post({
    path: paths.interpretation,
    may: 'routine:publish',
    audit: 'routine-draft.interpretation.save',
    handle: async (request) => {
      const found = await findInterpretation(request);
      const typed = typedFrom(request.form);
      const key = keyIn(typed);
      if (!found || !key) return notFound;
      const errors: FieldError[] = [];
      const edits = readInterpretation(request, found.part, typed, errors);
      if (errors.length > 0) return invalid({ place, content: interpretationPage(request, found, { typed, errors }) });
      const { interpretation } = request.parameters;
      const saved = await savePart(request, {
        draft: found.seen.draft.id,
        seen: seenIn(typed),
        key,
        part: { interpretation },
        edits: () => below(['interpretations', interpretation], edits),
      });
      return answerTo(request, found, saved, typed, (shown) => interpretationPage(request, found, shown));
    },
  }),
];
