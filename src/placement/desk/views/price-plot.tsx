import type { Comparable } from '../price.ts';

export interface PlotMark {
  readonly rate: number;
  readonly kind: Comparable['kind'] | 'offered';
}

interface Props {
  readonly marks: readonly PlotMark[];
  /** What the drawing shows, for whoever does not see it: the same stands in words and in a table beside. */
  readonly alt: string;
  readonly write: (rate: number) => string;
}

const [width, height, left, right, middle] = [640, 64, 24, 24, 40];

/** Where prices lie on one line: agreements as rings, earlier prices as crosses, what is offered as filled. */
export function PricePlot({ marks, alt, write }: Props) {
  const rates = marks.map(({ rate }) => rate);
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const span = Math.max(1, high - low);
  const x = (rate: number): number => Math.round(left + ((rate - low) / span) * (width - left - right));
  return (
    <div className="prices">
      {/* An image file could not take its colours from the theme. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={alt}>
        <path className="axis" d={`M${left} ${middle}H${width - right}`} />
        {marks.map(({ rate, kind }, index) => (
          <Shape
            key={`${kind} ${rate} ${marks.slice(0, index).filter((one) => one.kind === kind && one.rate === rate).length}`}
            kind={kind}
            x={x(rate)}
          />
        ))}
      </svg>
      <p className="ends">
        <span>{write(low)}</span>
        {high === low ? undefined : <span>{write(high)}</span>}
      </p>
    </div>
  );
}

function Shape({ kind, x }: { readonly kind: PlotMark['kind']; readonly x: number }) {
  switch (kind) {
    case 'framework':
      return <circle className={kind} cx={x} cy={middle} r={7} />;
    case 'earlier':
      return <path className={kind} d={`M${x - 6} ${middle - 6}l12 12m0-12l-12 12`} />;
    case 'offered':
      return <path className={kind} d={`M${x} ${middle - 12}l10 -16h-20z`} />;
  }
}
