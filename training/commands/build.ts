import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { importsOf } from "../actions/load-actions";
import { missingActions } from "../actions/missing-actions";
import type { Project } from "../formats/types";
import { earlierBuild, replaceBuild } from "./build-folder";
import type { Command } from "./command";
import { readModels } from "./models";
import { allOf, namedActions, projectActions, type ProjectActions } from "./project-actions";
import { openProject, printFaults } from "./project-files";
import { identityOf } from "./project-identity";
import { STARTER } from "./starter";
import { bringUpToDate } from "./trained-models";
import { UsageError } from "./usage-error";

export const buildCommand: Command = {
  usage: "build --project DIR --out DIR [--models DIR]",
  options: {
    project: { type: "string" },
    out: { type: "string" },
    models: { type: "string" },
  },
  async run(args, output) {
    const folder = args.text("project");
    const out = args.text("out");
    if (folder === undefined || out === undefined) throw new UsageError("--project and --out are both wanted");
    const models = args.text("models") ?? join(folder, "models");
    const earlier = await earlierBuild(out);

    // What can be found wrong in seconds comes before the training.
    const { project } = openProject(folder, output);
    if (!project) return 1;
    const hasServer = project.actionEndpoint !== null;
    const actions = await projectActions(folder, project.domain, hasServer, output);
    if (actions === "faulty") return 1;
    const known = new Set(allOf(actions).map(({ name }) => name));
    if (!hasServer) printFaults(missingActions(namedActions(project.domain), known, project.domain), output);

    const code = await bringUpToDate(folder, project, models, output);
    if (code !== 0) return code;
    await readModels(models);

    const progress = output.progress("building the page");
    const built = await mkdtemp(join(tmpdir(), "sotto-build-"));
    try {
      progress.update(0, 3, "bundling");
      await bundle(folder, project, actions, resolve(models), built);
      progress.update(2, 3, "writing");
      await replaceBuild(built, out, earlier);
      progress.update(3, 3, "done");
    } finally {
      progress.end();
      await rm(built, { recursive: true, force: true });
    }
    output.print(out);
    return 0;
  },
};

async function bundle(
  folder: string,
  project: Project,
  actions: ProjectActions,
  models: string,
  out: string,
): Promise<void> {
  // React's and the bundler's other modes are for developers.
  process.env["NODE_ENV"] = "production";
  // Large, and only this command needs them.
  const [{ build }, { appConfig }] = await Promise.all([import("vite"), import("../../vite-app")]);
  const config = appConfig(models, {
    identity: identityOf(folder, project, actions),
    actions: actionsModule(actions),
    files: iconsOf(folder),
  });
  await build({
    ...config,
    configFile: false,
    logLevel: "silent",
    build: { outDir: out, emptyOutDir: true },
  });
  // The shipped assistant's own documents.
  await rm(join(out, "handbook"), { recursive: true, force: true });
}

/** The module that takes the place of src/skills/actions.ts: only the skills that are needed, and the project's own actions. */
function actionsModule({ skills, files }: ProjectActions): string {
  const names = Object.values(skills).flatMap((actions) => actions.map(({ name }) => name));
  const folders = Object.keys(skills);
  return [
    ...folders.map((skill) => `import { actions as ${skill} } from "./${skill}/actions";`),
    'import { made } from "./services";',
    'import { exportedActions } from "../engine/actions/exported-actions";',
    importsOf(files),
    `const named = ${JSON.stringify(names)};`,
    `const skills = [${folders.join(", ")}];`,
    "export function actionsWith(services) {",
    "  const ofSkills = skills.flatMap((actions) => made(actions, services));",
    "  return [...ofSkills.filter(({ name }) => named.includes(name)), ...exportedActions(own)];",
    "}",
    folders.includes("calculator")
      ? 'export { warmUp } from "./calculator/mathjs";'
      : "export const warmUp = async () => undefined;",
  ].join("\n");
}

/** Those of the project's own `icons/`, and for what is missing there the ones that a new project has. */
function iconsOf(folder: string): Map<string, Uint8Array> {
  return new Map(
    readdirSync(join(STARTER, "icons")).map((name) => {
      const own = join(folder, "icons", name);
      return [`icons/${name}`, readFileSync(existsSync(own) ? own : join(STARTER, "icons", name))];
    }),
  );
}
