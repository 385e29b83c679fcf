import type { DomainBuilder } from "./domain-builder";
import { DOMAIN_KEYS, readDomain } from "./domain-reader";
import type { NluBuilder } from "./nlu-builder";
import { readNluJson } from "./nlu-json-reader";
import { readNlu } from "./nlu-reader";
import type { LookupFiles } from "./nlu-reader";
import type { ReadLog } from "./read-log";
import { readRules, readStories } from "./story-reader";
import type { Rule, Story } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

/** The format that these readers know; Rasa's own last one. */
const FORMAT = { major: 3, minor: 1 };

/** What of a file's keys is read. */
const KEYS: readonly string[] = ["nlu", "stories", "rules", "rasa_nlu_data", ...DOMAIN_KEYS];

/** Where the content of a project's files is gathered. */
export interface ProjectContent {
  domain: DomainBuilder;
  nlu: NluBuilder;
  lookupFiles: LookupFiles;
  stories: Story[];
  rules: Rule[];
}

/** Reads what a file holds, which its keys decide and not its name. False where the file as a whole can't be read. */
export function readContent(root: YamlNode, content: ProjectContent, log: ReadLog): boolean {
  const fields = new Fields("file", log);
  const file = fields.map(root, "This file");
  if (!file) return false;
  const version = readVersion(file, fields, log);
  if (version === "newer") return false;
  const named = file.entries.filter(({ key }) => key !== "version");
  if (named.length > 0 && !named.some(({ key }) => KEYS.includes(key))) {
    const message = `This file holds nothing that is read: none of ${KEYS.join(", ")}. Move it out of this folder.`;
    log.warning(file.place, "file.unknown-key", message);
    return true;
  }
  fields.checkKeys(file, ["version", ...KEYS], "This file");
  const nlu = field(file, "nlu");
  if (nlu) readNlu(nlu, content.nlu, content.lookupFiles, log);
  const json = field(file, "rasa_nlu_data");
  if (json) readNluJson(json, content, log);
  const stories = field(file, "stories");
  if (stories) content.stories.push(...readStories(stories, log));
  const rules = field(file, "rules");
  if (rules) content.rules.push(...readRules(rules, log));
  readDomain(file, version, content.domain, log);
  return true;
}

/** The major version of the file's format; null where it gives none, which is read as the newest. */
function readVersion(file: YamlMap, fields: Fields, log: ReadLog): number | null | "newer" {
  const node = field(file, "version");
  if (!node || isNull(node)) return null;
  const text = fields.text(node, "`version:`");
  if (text === null) return null;
  const known = `${FORMAT.major}.${FORMAT.minor}`;
  const [, majorText, minorText] = /^(\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? [];
  if (majorText === undefined) {
    log.warning(
      node.place,
      "file.version",
      `The version "${text}" isn't a version; the file is read as ${known}. Write \`version: "${known}"\`.`,
    );
    return null;
  }
  const [major, minor] = [Number(majorText), Number(minorText ?? 0)];
  if (major > FORMAT.major || (major === FORMAT.major && minor > FORMAT.minor)) {
    log.warning(
      node.place,
      "file.version",
      `This file has the format ${text}, newer than ${known}, and is skipped. ` +
        `Write \`version: "${known}"\` if it needs nothing newer.`,
    );
    return "newer";
  }
  if (major < FORMAT.major) {
    log.warning(
      node.place,
      "file.version",
      `This file has the format ${text}, older than ${known}; it is read all the same. ` +
        `Bring it up to date and write \`version: "${known}"\`.`,
    );
  }
  return major;
}
