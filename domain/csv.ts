/**
 * A table as a spreadsheet in Swedish opens it: semicolons, CRLF, and a mark that says UTF-8. Every field is quoted, and
 * none can be a formula: what begins like one begins with an apostrophe instead (CWE-1236).
 */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  const lines = rows.map((row) => row.map(cell).join(';') + '\r\n');
  return '\ufeff' + lines.join('');
}

function cell(value: string | number): string {
  const text = String(value);
  const harmless = typeof value === 'string' && couldBeFormula(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/**
 * Whether a spreadsheet may take it for a formula: by its first sign, full-width and small forms too, whatever is not
 * seen before it; or by a tab or a line break, which some of them step over.
 */
function couldBeFormula(text: string): boolean {
  if (/^[\t\r\n]/.test(text)) return true;
  const [first = ''] = text.replace(/^[\s\p{Cc}\p{Cf}]+/u, '');
  return '=+-@'.includes(first.normalize('NFKC') || ' ');
}
