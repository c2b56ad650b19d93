import '@remix-run/node';

/** Loaders' data reach their pages as they are, and the types say so. */
declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}
