import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "typescript";
import type { Fault } from "../formats/types";
import { AUTHORS_MODULE, REPOSITORY } from "./repository";

const SOURCES = join(REPOSITORY, "src") + sep;

/**
 * What TypeScript has to say against a project's own actions, strictly and without the page's globals: they run in a worker. The codes
 * are TypeScript's own; places are relative to the project.
 */
export async function checkActions(project: string, files: readonly string[]): Promise<Fault[]> {
  if (files.length === 0) return [];
  // Large, and most projects have no actions of their own.
  const { default: ts } = await import("typescript");
  const base = join(REPOSITORY, "tsconfig.base.json");
  const config = JSON.parse(readFileSync(base, "utf8")) as { compilerOptions: Record<string, unknown> };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      lib: ["ES2023", "WebWorker"],
      paths: { sotto: [AUTHORS_MODULE] },
      // Habits of this repository, and not faults.
      noUnusedLocals: false,
      noUnusedParameters: false,
      noUncheckedIndexedAccess: false,
      verbatimModuleSyntax: false,
    },
    REPOSITORY,
  );
  const program = ts.createProgram({ rootNames: files, options });
  // Sotto's own files are checked where they are written.
  const own = program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && !resolve(fileName).startsWith(SOURCES));
  const diagnostics = [
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return ts.sortAndDeduplicateDiagnostics(diagnostics).map((diagnostic) => {
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    return { place: placeOf(diagnostic, resolve(project)), code: `TS${diagnostic.code}`, message, severity: "error" };
  });
}

function placeOf({ file, start }: Diagnostic, project: string): Fault["place"] {
  if (!file || start === undefined) return { file: "actions", line: 1, column: 1 };
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return {
    file: relative(project, file.fileName).split(sep).join("/"),
    line: line + 1,
    column: character + 1,
  };
}
