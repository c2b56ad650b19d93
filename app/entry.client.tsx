import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';

// only the organisers' console ships this: public pages are complete without script
startTransition(() => {
  hydrateRoot(document, <RemixBrowser />);
});
