import type { MetaDescriptor } from '@remix-run/react';
import { readLanguage } from '../../domain/language/path';
import { speak, type Speech } from '../../domain/language/speech';
import { pictureFilePath } from '../../domain/paths';
import type { SiteFacts } from './document';
import type { PictureFacts } from './picture';

/** What a route's `meta` is given, as much as is needed here. */
interface MetaPlace {
  location: { pathname: string };
  matches: readonly unknown[];
}

interface RootFacts {
  baseUrl: string;
  site: SiteFacts | null;
  /** Whether it is a form that comes back since something in it is wrong. */
  isWrong?: boolean;
}

/**
 * A page's title, description and what is shown when its link is shared. Used as a route's `meta`.
 * @param words the title without the site's name, and one or two sentences without line breaks
 */
export function pageMeta(
  { location, matches }: MetaPlace,
  words: (t: Speech, site: string) => { title: string; description?: string | null; picture?: PictureFacts | null },
): MetaDescriptor[] {
  const { language } = readLanguage(location.pathname);
  const t = speak(language);
  const root = (matches as { id: string; data?: RootFacts }[]).find(({ id }) => id === 'root')?.data;
  const siteName = root?.site?.name ?? t.site_name();
  const { title: plain, description, picture } = words(t, siteName);
  const isSaid = plain.startsWith(t.site_error_title({ title: '' }));
  const title = root?.isWrong && !isSaid ? t.site_error_title({ title: plain }) : plain;
  const short = description ? shortened(description) : null;
  return [
    { title: title === siteName ? title : `${title} · ${siteName}` },
    ...(short ? [{ name: 'description', content: short }] : []),
    { property: 'og:title', content: title },
    ...(short ? [{ property: 'og:description', content: short }] : []),
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: siteName },
    { property: 'og:url', content: `${root?.baseUrl ?? ''}${location.pathname}` },
    { property: 'og:locale', content: t.site_locale() },
    ...(picture ? pictureMeta(picture, root?.baseUrl ?? '') : []),
    { name: 'twitter:card', content: picture ? 'summary_large_image' : 'summary' },
  ];
}

/** What is shown beside a link that is shared. */
function pictureMeta({ id, alt, width, height }: PictureFacts, baseUrl: string): MetaDescriptor[] {
  return [
    { property: 'og:image', content: baseUrl + pictureFilePath(id, 'large') },
    { property: 'og:image:width', content: String(width) },
    { property: 'og:image:height', content: String(height) },
    { property: 'og:image:alt', content: alt },
  ];
}

/** One line of at most 200 characters, cut between words. */
function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= 200 ? line : `${line.slice(0, 199).replace(/\s+\S*$/u, '')}…`;
}
