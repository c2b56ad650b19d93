/** An answer, read whole, as whoever reads the page sees it. */
export interface Answered {
  status: number;
  headers: Headers;
  body: string;
  title: string;
  /** The page's own words: what stands in `main`, without tags, every space one. */
  text: string;
  /** Where a redirect leads, else the empty string. */
  location: string;
}

export async function answered(asked: Promise<Response>): Promise<Answered> {
  const answer = await asked;
  const body = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body,
    title: wordsOf(/<title>([^<]*)<\/title>/u.exec(body)?.[1] ?? ''),
    text: wordsOf(/<main[^>]*>([\s\S]*)<\/main>/u.exec(body)?.[1] ?? ''),
    location: answer.headers.get('Location') ?? '',
  };
}

/** The values that a form's fields of this name would send as they stand. */
export function fieldValues(body: string, name: string): string[] {
  const values: string[] = [];
  for (const [, attributes = ''] of body.matchAll(/<input\b([^>]*)>/gu)) {
    if (attribute(attributes, 'name') !== name) continue;
    const ticks = /type="(?:checkbox|radio)"/u.test(attributes);
    if (!ticks || /\schecked/u.test(attributes)) values.push(attribute(attributes, 'value') ?? '');
  }
  for (const [, attributes = '', text = ''] of body.matchAll(/<textarea\b([^>]*)>([^<]*)<\/textarea>/gu)) {
    if (attribute(attributes, 'name') === name) values.push(unescaped(text));
  }
  for (const [, attributes = '', options = ''] of body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gu)) {
    if (attribute(attributes, 'name') !== name) continue;
    const chosen = /<option\b([^>]*\sselected[^>]*)>/u.exec(options)?.[1] ?? '';
    values.push(attribute(chosen, 'value') ?? '');
  }
  return values;
}

/** The value of an attribute in a tag, as it is read; undefined where the tag has none of that name. */
export function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(attributes)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

/** The words of a page or of a part of one, as they follow each other, spaces as one. */
export const wordsOf = (html: string): string =>
  unescaped(html.replace(/<!--[\s\S]*?-->/gu, '').replace(/<[^>]+>/gu, ' '))
    .replace(/\s+/gu, ' ')
    .trim();

/** Text of a page as it is read. */
export const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
