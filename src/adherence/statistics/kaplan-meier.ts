/** How long something lasted, and how many it lasted so long for: it ended in the event, or was no longer followed (censored). */
export type Duration = Readonly<{ days: number; events: number; censored: number }>;

/** Just after `days`: the share still there, with an interval, of those at risk just before. */
export type Point = Readonly<{
  days: number;
  atRisk: number;
  events: number;
  survival: number;
  low: number;
  high: number;
}>;

// The 97.5th percentile of the standard normal distribution.
const z = 1.959_963_984_540_054;

/**
 * The Kaplan–Meier estimate of the share that has not had the event, at each time somebody has it. Those who are censored on a day count as
 * at risk on that day. The interval is log–log (complementary log–log of the survival, Greenwood's variance) at 95 %: it stays between 0
 * and 1. While nobody has had the event, or once everybody has, the variance says nothing, and both ends are the estimate.
 *
 * Kaplan & Meier 1958; Kalbfleisch & Prentice 1980, 1.4; Collett, Modelling Survival Data in Medical Research, 2.2.3.
 */
export function kaplanMeier(durations: readonly Duration[]): readonly Point[] {
  const sorted = durations.toSorted((left, right) => left.days - right.days);
  let atRisk = sorted.reduce((sum, { events, censored }) => sum + events + censored, 0);
  let survival = 1;
  let greenwood = 0;
  const points: Point[] = [];
  for (let index = 0; index < sorted.length;) {
    const days = sorted[index]?.days ?? 0;
    let events = 0;
    let censored = 0;
    for (; sorted[index]?.days === days; index += 1) {
      events += sorted[index]?.events ?? 0;
      censored += sorted[index]?.censored ?? 0;
    }
    if (events > 0) {
      survival *= 1 - events / atRisk;
      greenwood += events / (atRisk * (atRisk - events));
      points.push({ days, atRisk, events, survival, ...interval(survival, greenwood) });
    }
    atRisk -= events + censored;
  }
  return points;
}

function interval(survival: number, greenwood: number): Readonly<{ low: number; high: number }> {
  if (survival <= 0 || survival >= 1) return { low: survival, high: survival };
  const spread = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival));
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}

/**
 * The points that may be shown: each stands for at least `least` new events, and at least so many were at risk. Between them the curve is
 * held, so that no step tells of one person; what has not become enough is left out.
 */
export function shownPoints(points: readonly Point[], least: number): readonly Point[] {
  const shown: Point[] = [];
  let since = 0;
  for (const point of points) {
    since += point.events;
    if (since < least || point.atRisk < least) continue;
    shown.push(point);
    since = 0;
  }
  return shown;
}
