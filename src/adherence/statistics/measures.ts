import { obligationMeasure, rhythmMeasure, type RoutineDefinition } from '../../routine/index.ts';
import type { Text } from '../../kernel/text.ts';

/** Something that is followed up: the parts that it falls into, and which of them the share is of. */
export type Measure = Readonly<{
  id: string;
  kind: 'obligation' | 'rhythm' | 'outcome' | 'declared';
  name?: Text;
  /** The heading that an obligation has in the document. */
  heading?: string;
  parts: readonly string[];
  /** The numerator of the share; the denominator is all the parts together. */
  share?: string;
}>;

const yesNo = { parts: ['yes', 'no'], share: 'yes' } as const;
const evictionParts = ['stayed', 'moved', 'evicted', 'other', 'not-told'] as const;

/** What is followed up of each routine besides its obligations and its own measures: see src/routine/tally.ts. */
const outcomeMeasures: Readonly<Record<string, readonly Omit<Measure, 'kind'>[]>> = {
  'repeated-discharge': [
    { id: 'planning-after-acute', parts: ['held', 'not-held'] },
    { id: 'sip', parts: ['yes', 'no', 'unknown'], share: 'yes' },
    { id: 'transfer-consent', parts: ['yes', 'no', 'not-asked'], share: 'yes' },
    { id: 'discharge', parts: ['planned', 'unplanned', 'not-told'], share: 'unplanned' },
  ],
  'prevent-eviction': [
    { id: 'eviction:children', parts: evictionParts, share: 'evicted' },
    { id: 'eviction:no-children', parts: evictionParts, share: 'evicted' },
    { id: 'eviction:children-unknown', parts: evictionParts, share: 'evicted' },
  ],
  insluss: [
    { id: 'insluss-start', parts: ['three-months', 'between', 'under-one-month', 'unknown'], share: 'three-months' },
  ],
};

/** What has been registered as not having gone as the routine says, in the period. What was set aside is counted of its obligation. */
const deviations = { id: 'deviation', parts: ['open', 'closed'] } as const;

/** Days of placement, and whether the start meeting was kept: they are shown as a rate and as a curve. */
export const placement = 'placement';
export const stay = 'stay';

/** Every measure of a routine, by all of its versions; the newest version's words. */
export function measuresOf(routine: string, versions: readonly RoutineDefinition[]): readonly Measure[] {
  const found = new Map<string, Measure>();
  const add = (measure: Measure): void => {
    if (!found.has(measure.id)) found.set(measure.id, measure);
  };
  for (const { obligations, document } of versions.toReversed()) {
    for (const { id, modality, title, source, repeat } of obligations) {
      if (modality === 'may') continue;
      const heading = `${source.document ?? document.cite}: ${source.heading}`;
      const named = { name: title, heading };
      if (repeat) add({ id: rhythmMeasure(id), kind: 'rhythm', ...named, parts: ['kept', 'missed'], share: 'kept' });
      add({
        id: obligationMeasure(id),
        kind: 'obligation',
        ...named,
        parts: repeat ? ['waived', 'unknown'] : ['kept', 'late', 'waived', 'unknown'],
        ...(repeat ? {} : { share: 'kept' }),
      });
    }
  }
  for (const outcome of [...(outcomeMeasures[routine] ?? []), deviations]) add({ ...outcome, kind: 'outcome' });
  for (const { measures } of versions.toReversed())
    for (const { id, name, counts } of measures)
      if (!('share' in counts)) add({ id, kind: 'declared', name, ...yesNo });
  return [...found.values()];
}
