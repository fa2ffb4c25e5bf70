import type { Point } from '../kaplan-meier.ts';

export interface CurveArm {
  readonly key: string;
  readonly name: string;
  readonly points: readonly Point[];
}

interface CurveProps {
  readonly arms: readonly CurveArm[];
  /** What the drawing shows, for whoever does not see it: the figures stand in the table beside. */
  readonly alt: string;
  readonly xAxis: string;
  readonly yAxis: string;
}

const width = 640;
const height = 300;
const left = 56;
const right = 16;
const top = 28;
const bottom = 48;

/** A step curve of each arm with its interval as a band. The arms differ by dash as well as by colour. */
export function Curve({ arms, alt, xAxis, yAxis }: CurveProps) {
  const last = Math.max(30, ...arms.flatMap(({ points }) => points.map(({ days }) => days)));
  const x = (days: number): number => Math.round(left + (days / last) * (width - left - right));
  const y = (share: number): number => Math.round(top + (1 - share) * (height - top - bottom));
  return (
    // An image file could not take its colours from the theme.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <svg className="curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={alt}>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <path className="grid" d={`M${left} ${y(share)}H${width - right}`} />
          <text x={left - 8} y={y(share) + 4} textAnchor="end">
            {share * 100} %
          </text>
        </g>
      ))}
      {ticks(last).map((days) => (
        <text key={days} x={x(days)} y={height - bottom + 20} textAnchor="middle">
          {days}
        </text>
      ))}
      <text x={left} y={14}>
        {yAxis}
      </text>
      <text x={width - right} y={height - 8} textAnchor="end">
        {xAxis}
      </text>
      {arms.map(({ key, points }) =>
        points.length === 0 ? undefined : (
          <g key={key} className={key}>
            <path className="band" d={band(points, x, y)} />
            <path className="steps" d={steps(points, x, y)} />
          </g>
        ),
      )}
    </svg>
  );
}

type Scale = (value: number) => number;

/** Level to each point, then down. */
const steps = (points: readonly Point[], x: Scale, y: Scale): string =>
  `M${x(0)} ${y(1)}${points.map(({ days, survival }) => `H${x(days)}V${y(survival)}`).join('')}`;

/** The interval of each point, level until the next: along the upper ends and back along the lower. */
function band(points: readonly Point[], x: Scale, y: Scale): string {
  const end = points.at(-1)?.days ?? 0;
  const upper = points.map(({ days, high }, index) => `${index === 0 ? `M${x(days)} ` : `H${x(days)}V`}${y(high)}`);
  const lower = points.toReversed().map(({ days, low }) => `V${y(low)}H${x(days)}`);
  return `${upper.join('')}H${x(end)}${lower.join('')}Z`;
}

/** Round numbers of days along the axis, at most seven. */
function ticks(last: number): readonly number[] {
  const step = [30, 60, 90, 180].find((one) => last / one <= 6) ?? 360;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
}
