import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** The borders of the house: who may import whom (docs/action-author.md draws them). */
const BORDERS = [
  { target: "./src/engine", from: ["./src/skills", "./src/storage", "./src/worker", "./src/app", "./src/sw", "./training"] },
  { target: "./src/storage", from: ["./src/skills", "./src/worker", "./src/app", "./src/sw", "./training"] },
  { target: "./src/skills", from: ["./src/worker", "./src/app", "./src/sw", "./training"], except: ["./protocol.ts"] },
  { target: "./src/worker", from: ["./src/app", "./src/sw", "./training"] },
  { target: "./src/app", from: ["./src/engine", "./src/storage", "./src/sw", "./training"] },
  { target: "./src/sw", from: ["./src/engine", "./src/storage", "./src/skills", "./src/worker", "./src/app", "./training"] },
  { target: "./training", from: ["./src/app", "./src/sw", "./src/worker"] },
  // Training speaks to the engine; only its shell acts, with the skills, in memory.
  { target: "./training/!(commands)/**/*", from: ["./src/skills", "./src/storage"] },
];

export default tseslint.config(
  { ignores: ["dist", "models", "node_modules", "test-results", "playwright-report"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["*.js"] } } },
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "import-x/no-restricted-paths": ["error", { zones: BORDERS }],
      "import-x/no-cycle": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowNullish: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    // The engine and the skills have no clock, no chance and no network of their own.
    files: ["src/engine/**/*.ts", "src/skills/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Use the clock that is passed in." },
        { object: "Math", property: "random", message: "Use the random that is passed in." },
      ],
      "no-restricted-globals": ["error", "fetch", "indexedDB", "caches", "localStorage", "setTimeout", "setInterval"],
    },
  },
);
