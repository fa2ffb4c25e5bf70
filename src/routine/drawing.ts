import type { Language } from '../kernel/text.ts';
import type { CompiledObligation, CompiledRoutine } from './compile.ts';
import type { Modality } from './definition.ts';
import { dueInWords, phaseStartInWords } from './describe.ts';
import { relationsOf, type Relation } from './relations.ts';
import { modalityWords, roleName } from './words.ts';

/** Where something is drawn, in units of which sixteen are a line of text. */
type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type DrawnPhase = Place & { readonly id: string; readonly title: string; readonly starts: readonly string[] };

export type DrawnObligation = Place & {
  readonly id: string;
  readonly title: readonly string[];
  /** Who, how strongly, and when, in lines that fit. */
  readonly details: readonly string[];
  readonly modality: Modality;
  /** Applies on a condition only. */
  readonly conditional: boolean;
};

/** An arrow between two obligations: corners from the one that comes first to the one that hangs on it. */
export type DrawnArrow = {
  readonly kind: Relation['kind'];
  readonly from: string;
  readonly to: string;
  readonly corners: readonly (readonly [x: number, y: number])[];
};

/** A routine as one column of phases and obligations, with the arrows beside it. */
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly phases: readonly DrawnPhase[];
  readonly obligations: readonly DrawnObligation[];
  readonly arrows: readonly DrawnArrow[];
};

const line = 20;
const margin = 16;
const gap = 12;
const boxWidth = 400;
const laneWidth = 14;
/** So many letters fit in a box in a common typeface of 16 units. */
const letters = 46;

/** Breaks a text into lines of whole words. */
export function inLines(text: string, length: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function drawnObligation(obligation: CompiledObligation, language: Language, y: number): DrawnObligation {
  const { id, routine, definition: rule } = obligation;
  const who = rule.who.map((role) => roleName(routine, role, language)).join(', ');
  const due = dueInWords(routine, id, language);
  const title = inLines(rule.title[language], letters);
  const details = [`${who} – ${modalityWords[rule.modality][language]}`, ...(due === undefined ? [] : [due])].flatMap(
    (text) => inLines(text, letters),
  );
  const height = (title.length + details.length) * line + gap;
  const conditional = rule.when !== undefined;
  return { id, title, details, modality: rule.modality, conditional, x: margin, y, width: boxWidth, height };
}

/** One arrow for each two, the strongest of what there is between them. */
function arrowsToDraw(relations: readonly Relation[]): readonly (Relation & { readonly from: string })[] {
  const strength = ['needs', 'waits', 'counted'] as const;
  const found = new Map<string, Relation & { readonly from: string }>();
  for (const kind of strength)
    for (const { from, to, says } of relations.filter((relation) => relation.kind === kind))
      if (from !== undefined && !found.has(`${from} ${to}`)) found.set(`${from} ${to}`, { kind, from, to, says });
  return [...found.values()];
}

type Lane = { readonly key: string; readonly top: number; readonly bottom: number };

/** Arrows that begin at the same place in the same way share a lane; lanes that would meet lie beside each other. */
function lanesOf(groups: readonly Lane[]): ReadonlyMap<string, number> {
  const taken: Lane[][] = [];
  const lanes = new Map<string, number>();
  for (const group of groups.toSorted((left, right) => left.bottom - left.top - (right.bottom - right.top))) {
    const free = taken.findIndex((lane) => lane.every(({ top, bottom }) => bottom < group.top || group.bottom < top));
    const lane = free === -1 ? taken.length : free;
    (taken[lane] ??= []).push(group);
    lanes.set(group.key, lane);
  }
  return lanes;
}

/** How far down the box arrows leave and arrive, so that those of different kinds do not meet. */
const leaves = 0.75;
const arrives = { needs: 0.25, waits: 0.5, counted: 0.5 } as const satisfies Record<Relation['kind'], number>;

function drawnArrows(
  relations: readonly Relation[],
  boxes: ReadonlyMap<string, DrawnObligation>,
): readonly DrawnArrow[] {
  const ends = arrowsToDraw(relations).flatMap(({ kind, from, to }) => {
    const [first, second] = [boxes.get(from), boxes.get(to)];
    if (first === undefined || second === undefined) return [];
    const start = first.y + first.height * leaves;
    const end = second.y + second.height * arrives[kind];
    return [{ kind, from, to, start, end, key: `${kind} ${from}` }];
  });
  const groups = [...new Set(ends.map(({ key }) => key))].map((key): Lane => {
    const ys = ends.filter((end) => end.key === key).flatMap(({ start, end }) => [start, end]);
    return { key, top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  const lanes = lanesOf(groups);
  const edge = margin + boxWidth;
  return ends.map(({ kind, from, to, start, end, key }) => {
    const x = edge + laneWidth * ((lanes.get(key) ?? 0) + 2);
    return {
      kind,
      from,
      to,
      corners: [
        [edge, start],
        [x, start],
        [x, end],
        [edge, end],
      ],
    };
  });
}

/** Draws a routine from its definition, and from nothing else. */
export function drawingOf(compiled: CompiledRoutine, language: Language): Drawing {
  const { definition } = compiled;
  const phases: DrawnPhase[] = [];
  const obligations: DrawnObligation[] = [];
  let y = margin;
  for (const [index, { id, name }] of definition.phases.entries()) {
    const top = y;
    const starts = inLines(phaseStartInWords(definition, id, language), letters);
    y += (starts.length + 1) * line + gap;
    for (const obligation of compiled.obligations.filter(({ phase }) => phase === index)) {
      const box = drawnObligation(obligation, language, y);
      obligations.push(box);
      y += box.height + gap;
    }
    phases.push({ id, title: name[language], starts, x: margin, y: top, width: boxWidth, height: y - top });
    y += gap;
  }
  const arrows = drawnArrows(
    relationsOf(compiled, language),
    new Map(obligations.map((obligation) => [obligation.id, obligation])),
  );
  const right = Math.max(margin + boxWidth, ...arrows.flatMap(({ corners }) => corners.map(([x]) => x)));
  return { width: right + margin, height: y, phases, obligations, arrows };
}
