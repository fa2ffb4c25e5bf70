// What a spreadsheet would take for a formula is written as text.
const safe = (value: string): string =>
  /^[=+\-@\t\r]/.test(value) && !/^-?[\d\s,.]+$/.test(value) ? `'${value}` : value;

const field = (value: string): string =>
  /[";\r\n]/.test(value) ? `"${safe(value).replaceAll('"', '""')}"` : safe(value);

/** Rows as a file that Swedish spreadsheets open: semicolons, a mark that it is UTF-8, and CRLF (RFC 4180 but for the separator). */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(field).join(';')}\r\n`).join('')}`;
