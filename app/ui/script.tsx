/**
 * One of app/enhance/'s files, which makes a page of the console better where script runs; the page is complete without
 * it. Imported as `import src from '../../enhance/board?worker&url'`: a classic script with all that it needs.
 */
export const Script = ({ src }: { src: string }) => <script src={src} defer />;
