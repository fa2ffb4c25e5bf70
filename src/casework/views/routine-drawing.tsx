import type { Drawing, DrawnArrow, DrawnObligation, DrawnPhase } from '../../routine/index.ts';

interface RoutineDrawingProps {
  readonly drawing: Drawing;
  readonly title: string;
  readonly description: string;
  readonly starts: (when: string) => string;
  /** As a file of its own, on a ground and in a typeface of its own. */
  readonly standalone?: boolean | undefined;
}

/** The drawing of a routine, in the colour and the typeface of the page around it. Attributes only: the page allows no style in it. */
export function RoutineDrawing({ drawing, title, description, starts, standalone = false }: RoutineDrawingProps) {
  const { width, height, phases, obligations, arrows } = drawing;
  const alone = standalone ? { color: '#1c2423', fontFamily: 'sans-serif' } : {};
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- it is drawn here, in the page's own colour
      role="img"
      aria-labelledby="drawing-title drawing-description"
      fontSize={15}
      {...alone}
    >
      <title id="drawing-title">{title}</title>
      <desc id="drawing-description">{description}</desc>
      {standalone ? <rect width={width} height={height} fill="#fff" /> : undefined}
      {phases.map((phase) => (
        <Phase key={phase.id} phase={phase} starts={starts} />
      ))}
      {obligations.map((obligation) => (
        <Obligation key={obligation.id} obligation={obligation} />
      ))}
      {arrows.map((arrow) => (
        <Arrow key={`${arrow.from} ${arrow.to}`} arrow={arrow} />
      ))}
    </svg>
  );
}

const line = 20;

function Lines({ lines, x, y, bold = false }: { lines: readonly string[]; x: number; y: number; bold?: boolean }) {
  return lines.map((text, index) => (
    <text key={text} x={x} y={y + index * line} fill="currentColor" fontWeight={bold ? 600 : 400}>
      {text}
    </text>
  ));
}

function Phase({
  phase: { title, starts: when, x, y },
  starts,
}: {
  phase: DrawnPhase;
  starts: (when: string) => string;
}) {
  const [first = '', ...rest] = when;
  return (
    <g>
      <text x={x} y={y + 14} fill="currentColor" fontWeight={600} fontSize={18}>
        {title}
      </text>
      <Lines lines={[starts(first), ...rest]} x={x} y={y + 14 + line} />
    </g>
  );
}

function Obligation({ obligation }: { obligation: DrawnObligation }) {
  const { x, y, width, height, title, details, conditional } = obligation;
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={4}
        fill="none"
        stroke="currentColor"
        strokeDasharray={conditional ? '5 4' : undefined}
      />
      <Lines lines={title} x={x + 12} y={y + line} bold />
      <Lines lines={details} x={x + 12} y={y + line * (title.length + 1)} />
    </g>
  );
}

function Arrow({ arrow: { kind, corners } }: { arrow: DrawnArrow }) {
  const [x = 0, y = 0] = corners.at(-1) ?? [];
  return (
    <g stroke="currentColor" fill="none" strokeWidth={kind === 'needs' ? 2 : 1}>
      <polyline
        points={corners.map((corner) => corner.join(',')).join(' ')}
        strokeDasharray={kind === 'counted' ? '2 3' : undefined}
      />
      <polygon points={`${x},${y} ${x + 9},${y - 4} ${x + 9},${y + 4}`} fill="currentColor" />
    </g>
  );
}
