import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';
import { localDateFrom } from '../src/kernel/date.ts';
import { evaluate, openLibrary, parseRun } from '../src/routine/index.ts';
import { type Figure, median } from './figure.ts';
import { yearOfDeeds } from './year.ts';

const opened = localDateFrom('2025-01-07');
const moveIn = localDateFrom('2025-01-20');
const now = localDateFrom('2026-01-26');
const cases = 1000;

type Step = Readonly<{ id: string; times: number }>;

/** The routine's steps as tasks beside each other; what is done several times in a case is one after another of the same. */
function processOf(steps: readonly Step[]): string {
  const task = ({ id, times }: Step): string =>
    times === 1
      ? `<userTask id="${id}" />`
      : `<userTask id="${id}"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>${times}</loopCardinality></multiInstanceLoopCharacteristics></userTask>`;
  const flows = steps.map(
    ({ id }) =>
      `<sequenceFlow id="to-${id}" sourceRef="fork" targetRef="${id}" /><sequenceFlow id="from-${id}" sourceRef="${id}" targetRef="join" />`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="bench" targetNamespace="https://hemvist.example/bench">
  <process id="case" isExecutable="true">
    <startEvent id="begin" /><sequenceFlow id="begins" sourceRef="begin" targetRef="fork" />
    <parallelGateway id="fork" />${steps.map(task).join('')}<parallelGateway id="join" />${flows.join('')}
    <sequenceFlow id="ends" sourceRef="join" targetRef="end" /><endEvent id="end" />
  </process>
</definitions>`;
}

/**
 * What is left to do in a case that is a year long: evaluated from its entries, and by bpmn-engine, which is told of each of them. Both
 * begin with a checked definition and an empty case, as whoever asks on another day, or after a correction, has to.
 */
export async function benchBpmn(): Promise<readonly Figure[]> {
  const compiled = openLibrary().find('repeated-discharge', '2025');
  const deeds = yearOfDeeds(opened, moveIn);
  const parsed = parseRun({
    routine: 'repeated-discharge',
    version: '2025',
    opened,
    facts: { moveIn, acuteHomelessness: false, housingForm: 'apartment', sipExists: false },
    entries: deeds.map((deed) => ({ id: `${deed.kind}-${deed.at}`, by: 'caseworker', ...deed })),
  });
  if (compiled === undefined || !parsed.ok) throw new Error('The run of the benchmark is not sound');
  const byKind = Map.groupBy(deeds, ({ kind }) => kind);
  const done = [...byKind].map(([id, all]): Step => ({ id, times: all.length + 1 }));
  const others = compiled.definition.obligations.map(({ id }) => id).filter((id) => !byKind.has(id));
  const steps = [
    ...done,
    ...others
      .slice(0, Math.max(0, compiled.definition.obligations.length - done.length))
      .map((id) => ({ id, times: 1 })),
  ];
  // One for all: it reads the model once.
  const engine = new Engine({ name: 'bench', source: processOf(steps) });

  /** How long it takes from an empty case until all has been told. To let go of it takes longer, and is not counted. */
  async function byEngine(): Promise<number> {
    const listener = new EventEmitter();
    const waiting = new Map<string, { signal: () => void }>();
    listener.on('wait', (task: { id: string; signal: () => void }) => waiting.set(task.id, task));
    const begun = performance.now();
    const execution = await engine.execute({ listener });
    for (const { kind } of deeds) {
      const task = waiting.get(kind);
      waiting.delete(kind);
      task?.signal();
    }
    const took = performance.now() - begun;
    if (waiting.size !== steps.length)
      throw new Error(`${waiting.size} of ${steps.length} steps are left in bpmn-engine`);
    await execution.stop();
    return took;
  }

  const work = (): unknown => evaluate(compiled, parsed.value, now);
  for (let warm = 0; warm < cases; warm += 1) work();
  const ours: number[] = [];
  const theirs: number[] = [];
  // Turn about, a tenth of the cases at a time.
  for (let round = 0; round < 10; round += 1) {
    const begun = performance.now();
    for (let one = 0; one < cases / 10; one += 1) work();
    ours.push((performance.now() - begun) / (cases / 10));
    for (let one = 0; one < cases / 10; one += 1) theirs.push(await byEngine());
  }
  const [value, reference] = [median(ours), median(theirs)];
  return [
    {
      name: `what is left of a case with ${deeds.length} entries, ${cases.toLocaleString('en-US')} of them`,
      value: value * 1000,
      unit: 'µs',
      reference: { name: 'bpmn-engine', value: reference * 1000, unit: 'µs', ratio: reference / value },
      goal: { words: '≥ 100 × as fast', met: reference / value >= 100 },
    },
  ];
}
