/**
 * The options of Remix's Vite plugin; vite.config.ts reads them.
 * Every v3 flag is on, so that what is written here moves to React Router 7 by codemod.
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  buildDirectory: 'build',
  // every route is in app/routes.ts; none is found by its file's name
  ignoredRouteFiles: ['**/*'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
    v3_routeConfig: true,
  },
};
