import { describe, expect, test } from 'vitest';
import { definitionIn, libraryText } from '../routine/index.ts';
import { checkDraft } from './check.ts';
import {
  asDraft,
  edited,
  intervalOf,
  isSamePart,
  obligationAt,
  offsetOf,
  timeOfInterval,
  timeOfOffset,
  timesOf,
} from './draft-text.ts';

const versions = [
  ['repeated-discharge', '2025'],
  ['insluss', '2024'],
  ['prevent-eviction', '2022-02-15'],
] as const;
const textOf = (routine: string, version: string): string => asDraft(libraryText(routine, version) ?? '');
const text = textOf('repeated-discharge', '2025');

test.for(versions)(
  'a draft of %s %s says what the version says, and nothing in it points elsewhere',
  ([routine, version]) => {
    const draft = textOf(routine, version);
    expect(draft).not.toMatch(/[&*][a-z]+\s*$/m);
    expect(definitionIn(draft)).toEqual(definitionIn(libraryText(routine, version) ?? ''));
    // What is edited to what it is already is left as it is written.
    expect(edited(draft, [{ at: ['version'], value: version }])).toBe(draft);
  },
);

test('changing one place changes no other, and a comment stays where it was', () => {
  const shared = edited(`${text}# sist\n`, [
    { at: ['interpretations', 'start-meeting-time', 'decidedBy'], value: { sv: 'Nämnden', en: 'The committee' } },
    { at: ['interpretations', 'start-meeting-time', 'decidedAt'], value: '2026-10-14' },
  ]);
  const [before, after] = [definitionIn(text), definitionIn(shared)];
  const { 'start-meeting-time': changed, ...rest } = after?.interpretations ?? {};
  expect(changed).toMatchObject({ decidedBy: { sv: 'Nämnden' }, decidedAt: '2026-10-14' });
  const { 'start-meeting-time': _, ...was } = before?.interpretations ?? {};
  expect(rest).toEqual(was);
  expect(shared).toContain('# sist');
});

test.for([
  ['a text that is no YAML', 'routine: [', /^Texten går inte att läsa som YAML/],
  ['a text that points at what is not there', 'routine: *borta', /^Texten går inte att läsa som YAML/],
  ['another routine', textOf('insluss', '2024'), /^Utkastet är till rutinen repeated-discharge/],
  ['a fact that there is none of', text.replace('fact: moveIn', 'fact: moveOn'), /moveOn/],
  ['nothing', '', /./],
] as const)('%s is told, with a line', ([_what, draft, says]) => {
  const checked = checkDraft(draft, 'repeated-discharge', 'sv');
  if (checked.ok) throw new Error('Nothing was told');
  expect(checked.problems[0]?.line).toBeGreaterThan(0);
  expect(checked.problems[0]?.message).toMatch(says);
});

test('a text that points at itself without end is told, and does not hold the server up', () => {
  const many = Array.from(
    { length: 12 },
    (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(', ')}]`,
  );
  const checked = checkDraft(['a0: &a0 [x]', ...many].join('\n'), 'repeated-discharge', 'sv');
  expect(checked).toMatchObject({ ok: false });
});

test('two texts that differ elsewhere have the same part, and only those', () => {
  const other = edited(text, [{ at: ['interpretations', 'weekly-tolerance', 'value'], value: { days: 2 } }]);
  expect(isSamePart(text, other, { interpretation: 'start-meeting-time' })).toBe(true);
  expect(isSamePart(text, other, { interpretation: 'weekly-tolerance' })).toBe(false);
  expect(isSamePart(text, other, { obligation: 'planning-meeting' })).toBe(true);
  expect(isSamePart(text, 'routine: [', { obligation: 'planning-meeting' })).toBe(false);
});

describe('the times of an obligation', () => {
  test('stand where the text has them, and come back as they were', () => {
    const definition = definitionIn(text);
    if (!definition) throw new Error('The version cannot be read');
    const edits = definition.obligations.flatMap((obligation) =>
      timesOf(obligation).flatMap((time) => {
        const at = [...obligationAt(definition, obligation.id), ...time.at];
        if (!('time' in time) || time.time === undefined) return [];
        return [{ at, value: time.kind === 'every' ? intervalOf(time.time) : offsetOf(time.time) }];
      }),
    );
    expect(edits.length).toBeGreaterThan(2);
    expect(edited(text, edits)).toBe(text);
  });

  test('count backwards, in the unit that they are written in', () => {
    expect(timeOfOffset({ workingDays: -5 })).toEqual({ count: -5, unit: 'workingDays' });
    expect(timeOfInterval('P2W')).toEqual({ count: 2, unit: 'weeks' });
    expect(intervalOf({ count: 3, unit: 'months' })).toBe('P3M');
  });
});
