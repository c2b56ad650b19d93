/**
 * Renders pages in the tests as the site renders them where it runs. Which React is loaded goes by NODE_ENV when it is
 * loaded first; the one for writing pages checks every element and property. NODE_ENV itself remains as it was: by it
 * db/store.ts guards its transactions, which is to be so in every test.
 */
const { NODE_ENV } = process.env;
process.env.NODE_ENV = 'production';
for (const name of ['react', 'react/jsx-runtime', 'react-dom', 'react-dom/server', '@remix-run/react'])
  await import(/* @vite-ignore */ name);
process.env.NODE_ENV = NODE_ENV;

export {};
