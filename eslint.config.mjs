import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Rules that need no types, so that the whole repository is checked in seconds; `npm run typecheck` does the rest. */
export default tseslint.config(
  {
    ignores: ['**/node_modules/', '**/dist/', 'data/', 'storage/', 'screenshots/', 'coverage/'],
  },
  eslint.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      // TypeScript itself knows what is defined; for plain JavaScript `checkJs` does.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration[declaration.type="Identifier"]', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use `const X = { … } as const`.' },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // NocoBase and tools ask for a default export there.
    files: [
      '**/*.config.*',
      '**/*.cjs',
      'packages/plugin/src/{client,client-v2}/index.tsx',
      'packages/plugin/src/{server,swagger}/**/*.ts',
      '**/*.d.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.cjs', 'packages/plugin/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
