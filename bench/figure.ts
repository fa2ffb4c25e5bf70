/** One figure with its reference, measured in the same run so that figures from two machines compare, and what it should be. */
export type Figure = Readonly<{
  name: string;
  value: number;
  unit: string;
  reference?: Readonly<{ name: string; value: number; unit: string; ratio: number }>;
  goal?: Readonly<{ words: string; met: boolean }>;
}>;

const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);

const columns = ['figure', 'value', 'reference', 'ratio', 'goal', ''] as const;

const cells = ({ name, value, unit, reference, goal }: Figure): readonly string[] => [
  name,
  `${number(value)} ${unit}`,
  reference ? `${number(reference.value)} ${reference.unit}, ${reference.name}` : '',
  reference ? reference.ratio.toFixed(2) : '',
  goal?.words ?? '',
  goal ? (goal.met ? 'met' : 'NOT MET') : '',
];

/** The figures as a plain table. */
export function table(figures: readonly Figure[]): string {
  const rows = [columns, ...figures.map(cells)];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = rows;
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
