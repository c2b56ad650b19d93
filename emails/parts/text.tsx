import { Button, Link, Text } from 'react-email';
import { Fragment, type ReactNode } from 'react';
import { oneLine } from '../../domain/text';
import { look } from './look';

/** A sentence or a few. */
export function Line({ children }: { children: ReactNode }) {
  return <Text style={look.text}>{children}</Text>;
}

/** Something under its own label, a line each; nothing at all without lines. */
export function Labelled({ label, lines }: { label: string; lines: readonly (string | null)[] }) {
  const shown = lines.map((line) => oneLine(line ?? '')).filter(Boolean);
  if (!shown.length) return null;
  return (
    <Text style={look.text}>
      <strong>{label}</strong>
      {shown.map((line, index) => (
        <Fragment key={index}>
          <br />
          {line}
        </Fragment>
      ))}
    </Text>
  );
}

/** The one thing to press; in plain text its words and the address. */
export function LinkButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <div>
      <Button href={href} style={look.button}>
        {children}
      </Button>
    </div>
  );
}

/** What one can do beside the one thing, as a link of words; in plain text its words and the address. */
export function LinkLine({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Text style={look.text}>
      <Link href={href} style={look.link}>
        {children}
      </Link>
    </Text>
  );
}

/**
 * Somebody's text as it was written: an empty line makes a paragraph, a line break stays.
 * @param props.label over it, where it has one
 * @param props.lang of what is in another language than the mail
 */
export function Paragraphs({ label, text, lang }: { label?: string; text: string; lang?: string }) {
  const paragraphs = text.split(/\n\s*\n/u).filter((paragraph) => paragraph.trim());
  return paragraphs.map((paragraph, index) => (
    <Text key={index} style={look.text} lang={lang}>
      {index === 0 && label !== undefined && (
        <>
          <strong>{label}</strong>
          <br />
        </>
      )}
      {paragraph
        .trim()
        .split('\n')
        .map((line, position) => (
          <Fragment key={position}>
            {position > 0 && <br />}
            {line}
          </Fragment>
        ))}
    </Text>
  ));
}
