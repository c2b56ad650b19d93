import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Imports run one way: app → emails → db → domain. The process and the commands sit on top. */
const layers = ['domain', 'db', 'emails', 'app', 'commands'];
const above = (layer) => [...layers.slice(layers.indexOf(layer) + 1), 'server.ts', 'environment.ts', 'tests'];
const oneWay = layers.slice(0, -1).map((layer) => ({
  target: `./${layer}`,
  from: above(layer).map((path) => `./${path}`),
  message: `${layer}/ may not know what stands above it: app → emails → db → domain.`,
}));

/** Letters that a person would read: they come from the message catalogues. */
const words = '/\\p{L}{2}/u';
const inCatalogue = 'What a person sees comes from the message catalogues in domain/language.';
const noWordsInJsx = [
  `JSXText[value=${words}]`,
  `JSXAttribute[name.name=/^(aria-label|aria-description|alt|title|placeholder|label)$/] > Literal[value=${words}]`,
  `JSXElement > JSXExpressionContainer > Literal[value=${words}]`,
  `JSXFragment > JSXExpressionContainer > Literal[value=${words}]`,
  `JSXElement > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=${words}]`,
].map((selector) => ({ selector, message: inCatalogue }));

export default tseslint.config(
  { ignores: ['build/', 'data/', 'screenshots/', 'domain/language/compiled/', 'domain/language/project.inlang/'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] })],
      'import-x/extensions': ['.ts', '.tsx', '.js'],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: oneWay }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    // pure rules: no input or output, no framework, no clock and no chance of their own
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: 'domain/ has no input or output: hashes, chance and `now` are passed in.' },
            {
              group: ['react', 'react-dom', '@remix-run/*', 'kysely'],
              message: 'domain/ knows no framework.',
            },
          ],
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: '`now` is passed in.' },
        { object: 'Math', property: 'random', message: 'Chance is passed in.' },
        { object: 'crypto', property: 'randomUUID', message: 'Chance is passed in.' },
      ],
    },
  },
  { files: ['app/**/*.tsx', 'emails/**/*.tsx'], rules: { 'no-restricted-syntax': ['error', ...noWordsInJsx] } },
  // what speaks to whoever runs it, and has no log
  { files: ['commands/**', 'tests/support/**', 'tests/bench/**', 'tests/faults/**'], rules: { 'no-console': 'off' } },
  { files: ['tests/**'], rules: { 'import-x/no-restricted-paths': 'off' } },
);
