import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { AUTHORS_MODULE } from "../actions/repository";
import type { Command } from "./command";
import { STARTER } from "./starter";
import { UsageError } from "./usage-error";

export const initCommand: Command = {
  usage: "init [--project] DIR",
  parts: "any",
  options: { project: { type: "string" } },
  async run(args, output) {
    const folder = args.text("project") ?? args.part ?? ".";
    const files = readdirSync(STARTER, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(relative(STARTER, entry.parentPath), entry.name))
      .sort();
    const inTheWay = [...files, "tsconfig.json"].filter((file) => existsSync(join(folder, file)));
    if (inTheWay.length > 0) throw new UsageError(`${folder} already has ${inTheWay.join(", ")}; name a new folder`);
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(STARTER, file), join(folder, file), { errorOnExist: true, force: false });
    }
    name(folder);
    writeFileSync(join(folder, "tsconfig.json"), tsconfig(folder), { flag: "wx" });
    output.print(`A project to start from is in ${folder}. Next:

  npx sotto data validate --project ${folder}
  npx sotto train --project ${folder}
  npx sotto test --project ${folder}
  npx sotto shell --project ${folder}
  npx sotto build --project ${folder} --out ${join(folder, "web")}`);
    return 0;
  },
};

/** It is called like its folder. */
function name(folder: string): void {
  const id = basename(resolve(folder)).replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
  const config = join(folder, "config.yml");
  writeFileSync(config, readFileSync(config, "utf8").replace("assistant_id: my-assistant", `assistant_id: "${id}"`));
}

/** For editors: `sotto build` checks by settings of its own, and by the same types. */
function tsconfig(folder: string): string {
  const module = relative(folder, AUTHORS_MODULE).split(sep).join("/");
  const compilerOptions = {
    target: "ES2023",
    module: "ESNext",
    moduleResolution: "Bundler",
    lib: ["ES2023", "WebWorker"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    types: [],
    paths: { sotto: [module.startsWith(".") ? module : `./${module}`] },
  };
  return `${JSON.stringify({ compilerOptions, include: ["actions"] }, null, 2)}\n`;
}
