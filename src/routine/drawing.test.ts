import { describe, expect, test } from 'vitest';
import { drawingOf, mermaidText, relationsOf, type CompiledRoutine, type DrawnObligation } from './index.ts';
import { inLines } from './drawing.ts';
import { getCompiled, library } from './test-support.ts';

const versions = library
  .routines()
  .flatMap((routine) => library.versions(routine))
  .map((compiled) => ({ compiled, routine: compiled.definition.routine, version: compiled.definition.version }));

const getRoutine = (routine: string): CompiledRoutine => {
  const [compiled] = library.versions(routine);
  if (compiled === undefined) throw new Error(`No ${routine}`);
  return compiled;
};

describe('what hangs on what is said in words', () => {
  test.each([
    [
      'repeated-discharge',
      'follow-contingency-plan',
      'needs',
      'kan inte göras innan ”Plan om situationen blir ohållbar” är klart',
    ],
    ['repeated-discharge', 'first-follow-ups-booked', 'waits', 'väntar på ”Uppstartsmöte”'],
    ['repeated-discharge', 'prevention-in-implementation-plan', 'counted', 'tiden räknas från ”Uppstartsmöte”'],
    [
      'insluss',
      'initiate',
      'needs',
      'kan inte göras utan ”samtycke till insluss”, som inhämtas under ”Skriftligt samtycke”',
    ],
    ['prevent-eviction', 'joint-follow-up', 'counted', 'tiden räknas från ”Starta insatserna”'],
  ])('of %s: %s %s', (routine, to, kind, says) => {
    const compiled = routine === 'repeated-discharge' ? getCompiled('2025') : getRoutine(routine);
    expect(relationsOf(compiled, 'sv')).toContainEqual(expect.objectContaining({ to, kind, says }));
  });
  test('and what hangs on nothing has nothing said of it', () => {
    expect(relationsOf(getCompiled('2025'), 'en').filter(({ to }) => to === 'planning-meeting')).toEqual([]);
  });
});

describe.each(versions)('the drawing of $routine@$version', ({ compiled }) => {
  const drawing = drawingOf(compiled, 'sv');
  const boxes = new Map(drawing.obligations.map((box) => [box.id, box]));
  const bottom = ({ y, height }: DrawnObligation): number => y + height;

  test('has every obligation once, in the order of the phases, and none over another', () => {
    expect(drawing.obligations.map(({ id }) => id).toSorted()).toEqual(
      compiled.obligations.map(({ id }) => id).toSorted(),
    );
    drawing.obligations.forEach((box, index) => {
      const next = drawing.obligations[index + 1];
      expect(bottom(box)).toBeLessThan(next?.y ?? drawing.height);
    });
  });
  test('has an arrow for each two of which one hangs on the other, from box to box and within the picture', () => {
    const pairs = new Set(
      relationsOf(compiled, 'sv').flatMap(({ from, to }) => (from === undefined ? [] : [`${from} ${to}`])),
    );
    expect(drawing.arrows.map(({ from, to }) => `${from} ${to}`).toSorted()).toEqual([...pairs].toSorted());
    for (const { from, to, corners } of drawing.arrows) {
      const [first, last] = [boxes.get(from), boxes.get(to)];
      const [start, end] = [corners[0]?.[1] ?? -1, corners.at(-1)?.[1] ?? -1];
      expect(first && first.y < start && start < bottom(first)).toBe(true);
      expect(last && last.y < end && end < bottom(last)).toBe(true);
      expect(Math.max(...corners.map(([x]) => x))).toBeLessThan(drawing.width);
    }
  });
  test('no two arrows with different beginnings run over each other', () => {
    const runs = drawing.arrows.map(({ kind, from, corners }) => {
      const ys = corners.map(([, y]) => y);
      return { key: `${kind} ${from}`, x: corners[1]?.[0], top: Math.min(...ys), bottom: Math.max(...ys) };
    });
    const meeting = runs.flatMap((one) =>
      runs.filter(
        (other) => one.key !== other.key && one.x === other.x && one.bottom >= other.top && other.bottom >= one.top,
      ),
    );
    expect(meeting).toEqual([]);
  });

  test('as Mermaid has the same obligations and arrows, and every name in it is declared once', () => {
    const lines = mermaidText(compiled, 'sv').trimEnd().split('\n');
    const declared = lines.flatMap((line) => /^ {4}(step_\w+)\["[^"]*"\]$/u.exec(line)?.[1] ?? []);
    expect(declared.toSorted()).toEqual(
      compiled.obligations.map(({ id }) => `step_${id.replaceAll('-', '_')}`).toSorted(),
    );
    const arrows = lines.flatMap((line) => {
      const found = /^ {2}(step_\w+) (?:==>|-->|-\.->)\|[^|]+\| (step_\w+)$/u.exec(line);
      return found === null ? [] : [found.slice(1)];
    });
    expect(arrows.flat().filter((name) => !declared.includes(name ?? ''))).toEqual([]);
    const phases = lines.filter((line) => line.startsWith('  subgraph ')).length;
    expect(phases).toBe(compiled.definition.phases.length);
    expect(lines.filter((line) => line === '  end')).toHaveLength(phases);
    expect(lines).toHaveLength(1 + 2 * phases + declared.length + arrows.length);
  });
});

test('a mark that Mermaid would read as its own is written as a code', () => {
  const { definition, ...compiled } = getCompiled('2025');
  const [first, ...rest] = definition.phases;
  if (first === undefined) throw new Error('No phase');
  const named = { ...first, name: { sv: 'Fas "1" #2 <b>', en: '-' } };
  const text = mermaidText({ ...compiled, definition: { ...definition, phases: [named, ...rest] } }, 'sv');
  expect(text).toContain('["Fas #quot;1#quot; #35;2 #lt;b>: börjar när rutinen startas"]');
});

test.each([
  ['a b', 3, ['a b']],
  ['a bc d', 3, ['a', 'bc', 'd']],
  ['ett långtordutanslut till', 8, ['ett', 'långtordutanslut', 'till']],
])('"%s" in lines of %i letters', (text, length, lines) => {
  expect(inLines(text, length)).toEqual(lines);
});
