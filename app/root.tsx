import type { LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, useLoaderData, useLocation } from '@remix-run/react';
import { readSite } from '../db/site';
import { Document } from './ui/document';

/** What every page's head and foot say. */
export async function loader({ context: { samling } }: LoaderFunctionArgs) {
  return { baseUrl: samling.baseUrl, site: await readSite(samling.store.read) };
}

/** Every page. It ships no script: a page is complete without. */
export default function Root() {
  const { baseUrl, site } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const head = (
    <>
      <Meta />
      <Links />
    </>
  );
  return (
    <Document path={pathname} search={search} baseUrl={baseUrl} site={site} head={head}>
      <Outlet />
    </Document>
  );
}

/** What failed is told by app/http/fault-page.server.tsx; this only makes Remix hand it over. */
export function ErrorBoundary() {
  return null;
}
