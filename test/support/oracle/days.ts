/**
 * Dates for the oracle, on purpose another way than the kernel's: JavaScript's own UTC dates and the holidays written
 * out from lagen om allmänna helgdagar (1989:253), with the three eves that are not working days either.
 */
export type Iso = string;

const length = 86_400_000;
const workingDays = new Map<Iso, boolean>();

function utc(date: Iso): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function iso(time: number): Iso {
  return new Date(time).toISOString().slice(0, 10);
}

export function plusDays(date: Iso, days: number): Iso {
  return iso(utc(date) + days * length);
}

export function plusMonths(date: Iso, months: number): Iso {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth)));
}

export function plusInterval(date: Iso, every: string): Iso {
  const count = Number(every.slice(1, -1));
  if (every.endsWith('D')) return plusDays(date, count);
  return every.endsWith('W') ? plusDays(date, 7 * count) : plusMonths(date, every.endsWith('Y') ? 12 * count : count);
}

/** Easter Sunday, by the anonymous Gregorian algorithm. */
function easter(year: number): Iso {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const k = c % 4;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return iso(Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1));
}

function isHoliday(date: Iso): boolean {
  const monthAndDay = date.slice(5);
  if (['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'].includes(monthAndDay)) return true;
  const sunday = easter(Number(date.slice(0, 4)));
  if ([-2, 1, 39].some((days) => plusDays(sunday, days) === date)) return true;
  const isFriday = new Date(utc(date)).getUTCDay() === 5;
  return isFriday && monthAndDay >= '06-19' && monthAndDay <= '06-25';
}

/** Midsummer day and All Saints' day are Saturdays and need no line of their own. */
export function isWorking(date: Iso): boolean {
  const known = workingDays.get(date);
  if (known !== undefined) return known;
  const weekday = new Date(utc(date)).getUTCDay();
  const answer = weekday !== 0 && weekday !== 6 && !isHoliday(date);
  workingDays.set(date, answer);
  return answer;
}

/** Counted from the day after the anchor. */
export function plusWorkingDays(date: Iso, count: number): Iso {
  let day = date;
  for (let left = count; left > 0;) {
    day = plusDays(day, 1);
    if (isWorking(day)) left -= 1;
  }
  return day;
}
