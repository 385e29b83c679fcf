import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const ROOMS = ["engine", "skills", "storage", "worker", "app", "sw", "training"];

/** The borders of the house: a room may import only from itself, from libraries, and from the rooms (or files) named. */
function border(files, allowed) {
  const own = files[0].replace(/^src\//, "").split("/")[0];
  const forbidden = ROOMS.filter((room) => room !== own && !allowed.includes(room));
  const exceptions = allowed.filter((path) => path.includes("/")).map((path) => `!**/${path}`);
  const message = `${own}/ may import only ${allowed.join(", ") || "itself"}: arrows point one way (docs/action-author.md).`;
  const group = [...forbidden.map((room) => `**/${room}/**`), ...exceptions];
  return { files, rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] } };
}

export default tseslint.config(
  {
    ignores: [
      "dist",
      "models",
      "node_modules",
      "test-results",
      "playwright-report",
      "public",
      "**/*.mjs",
      "eslint.config.js",
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowNullish: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "@typescript-eslint/require-await": "off",
    },
  },
  border(["src/engine/**/*.ts"], []),
  border(["src/storage/**/*.ts"], ["engine"]),
  border(["src/skills/**/*.{ts,tsx}"], ["engine", "storage", "worker/protocol"]),
  border(["src/worker/**/*.ts"], ["engine", "storage", "skills"]),
  border(
    ["src/app/**/*.{ts,tsx}"],
    [
      "worker/protocol",
      "worker/client",
      "skills/cards",
      "skills/card-props",
      "skills/for-panels",
      "skills/for-calendar-panel",
      "skills/for-customers-panel",
      "skills/for-systems-panel",
      "skills/save-file",
    ],
  ),
  border(["src/sw/**/*.ts"], []),
  border(["training/**/*.ts"], ["engine"]),
  // Of training, only the commands act: with the skills, on data in memory.
  border(["training/commands/**/*.ts"], ["engine", "skills", "storage"]),
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
