import type { FileSource, ListedFile } from "./file-source";
import { ReadLog } from "./read-log";
import { filesFor, parseFile, pathIn, purposeOf } from "./source-files";
import { Fields } from "./yaml-fields";
import { field, isNull } from "./yaml-node";
import type { YamlNode } from "./yaml-node";

const CONFIG_NAME = /(^|\/)config\.ya?ml$/;

/**
 * What the `imports:` of config.yml add to a project, as Rasa's MultiProjectImporter reads them: each is a file or a folder beside the
 * config that names it, and an imported folder's own config may import more. Tests and what is in the project already are left out.
 */
export function importedFiles(files: FileSource, log: ReadLog): ListedFile[] {
  const listed = files.list();
  const found = new Map<string, ListedFile>();
  const follow = (config: ListedFile, isOwn: boolean): void => {
    // What is wrong with the project's own config is said where it is read.
    const root = parseFile(config, files, isOwn ? new ReadLog() : log);
    if (!root || root === "unreadable" || root.kind !== "map") return;
    for (const node of importsOf(root, log)) {
      const path = pathIn(config.path, node.text);
      const meant = path === null ? [] : listed.filter((file) => file.path === path || isBelow(file.path, path));
      if (meant.length === 0) log.error(node.place, "config.import", missing(node.text));
      for (const file of meant) {
        const isConfig = CONFIG_NAME.test(file.path);
        if (found.has(file.path) || !(isConfig || isContent(file.path))) continue;
        found.set(file.path, file);
        if (isConfig) follow(file, false);
      }
    }
  };
  for (const config of filesFor(files, "config").slice(0, 1)) follow(config, true);
  return [...found.values()].filter(({ path }) => !CONFIG_NAME.test(path));
}

function importsOf(config: Extract<YamlNode, { kind: "map" }>, log: ReadLog) {
  const node = field(config, "imports");
  if (!node || isNull(node)) return [];
  const items = new Fields("config", log).list(node, "`imports:`")?.items ?? [];
  return items.flatMap((item) => {
    if (item.kind === "scalar" && !isNull(item)) return [item];
    log.error(item.place, "config.import", "An item under `imports:` isn't a path. Write `- folder/of/a/project`.");
    return [];
  });
}

function isContent(path: string): boolean {
  const isText = /\.(ya?ml|md|json)$/.test(path) && !/(^|\/)(endpoints|credentials)\.ya?ml$/.test(path);
  return isText && purposeOf(path) === null;
}

function isBelow(path: string, folder: string): boolean {
  return folder === "" || path.startsWith(`${folder}/`);
}

function missing(path: string): string {
  return `There is nothing to read at ${path}. Imports are inside the project's folder, named from the config that imports them.`;
}
