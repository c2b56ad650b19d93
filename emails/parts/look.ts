import type { CSSProperties } from 'react';

/** How a mail looks: as the site's notice board, written beside each element because many mail programs want it so. */

export const look = {
  page: { margin: 0, padding: '16px', fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif' },
  sheet: { maxWidth: '600px', margin: '0 auto' },
  said: { fontSize: '26px', lineHeight: '1.3', fontWeight: 700, margin: '8px 0 16px' },
  text: { fontSize: '18px', lineHeight: '1.5', margin: '0 0 16px' },
  code: { fontSize: '26px', fontWeight: 700, letterSpacing: '2px', fontFamily: 'ui-monospace, monospace' },
  button: {
    display: 'inline-block',
    padding: '14px 22px',
    margin: '4px 0 20px',
    fontSize: '18px',
    fontWeight: 700,
    borderRadius: '6px',
    color: '#ffffff',
    backgroundColor: '#0b5345',
  },
  link: { color: '#0b5345', textDecoration: 'underline' },
  rule: { margin: '28px 0 16px' },
  small: { fontSize: '16px', lineHeight: '1.5', margin: '0 0 4px' },
} satisfies Record<string, CSSProperties>;
