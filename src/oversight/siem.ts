/** An entry of the audit as another system gets it: ids and codes. The reason that somebody wrote is free text and stays here. */
export type Exported = Readonly<{
  id: number;
  at: string;
  municipality: string;
  actor: string | null;
  area: string | null;
  action: string;
  channel: string;
  outcome: string;
  individuals: readonly string[];
  cases: readonly string[];
  runs: readonly string[];
  parts: readonly string[];
  hasReason: boolean;
}>;

export const toJsonLine = (entry: Exported): string => JSON.stringify(entry);

const inHeader = (text: string): string => text.replaceAll(/[\\|]/g, String.raw`\$&`).replaceAll(/[\r\n]+/g, ' ');
const inExtension = (text: string): string =>
  text
    .replaceAll(/[\\=]/g, String.raw`\$&`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\n', String.raw`\n`);

const severity = { ok: 2, rejected: 3, refused: 6 } as const;

/** A line of the Common Event Format, version 0 (ArcSight Common Event Format, "Header Information" and "Extension Dictionary"). */
export function toCef(entry: Exported): string {
  const header = ['CEF:0', 'Hemvist', 'Hemvist', '1', inHeader(entry.action), inHeader(entry.action)];
  const level = entry.outcome in severity ? severity[entry.outcome as keyof typeof severity] : 5;
  const several: Readonly<Record<string, string | null>> = {
    rt: String(Date.parse(entry.at)),
    externalId: String(entry.id),
    suid: entry.actor,
    outcome: entry.outcome,
    app: entry.channel,
    cs1Label: 'area',
    cs1: entry.area,
    cs2Label: 'municipality',
    cs2: entry.municipality,
    cs3Label: 'cases',
    cs3: entry.cases.join(','),
    cs4Label: 'runs',
    cs4: entry.runs.join(','),
    cs5Label: 'individuals',
    cs5: entry.individuals.join(','),
    cs6Label: 'parts',
    cs6: entry.parts.join(','),
    cn1Label: 'reasonGiven',
    cn1: entry.hasReason ? '1' : '0',
  };
  const extension = Object.entries(several)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${key}=${inExtension(value ?? '')}`);
  return `${header.join('|')}|${level}|${extension.join(' ')}`;
}
