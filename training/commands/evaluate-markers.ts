import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../../src/engine/environment";
import { evaluateMarkers } from "../evaluation/markers/marker-evaluation";
import { readMarkers, type MarkerFile } from "../evaluation/markers/marker-reader";
import { marksTable, overallTable, perSessionTable } from "../evaluation/markers/marker-tables";
import type { Conversation } from "../formats/conversation-reader";
import { diskFiles } from "../formats/disk-files";
import { shuffled } from "../nlu/sampling";
import type { Arguments, Command } from "./command";
import { openConversations, outFile } from "./conversation-file";
import { hasErrors, openProject, printFaults } from "./project-files";
import { UsageError } from "./usage-error";

export const evaluateMarkersCommand: Command = {
  usage:
    "evaluate markers all|first_n|sample_n --config FILE|DIR --conversations FILE --out FILE.csv [--count N] [--seed N] [--no-stats] [--stats-file-prefix PREFIX] [--project DIR]",
  parts: ["all", "first_n", "sample_n"],
  options: {
    config: { type: "string" },
    conversations: { type: "string" },
    out: { type: "string" },
    count: { type: "string" },
    seed: { type: "string" },
    "no-stats": { type: "boolean" },
    "stats-file-prefix": { type: "string" },
    project: { type: "string" },
  },
  async run(args, output) {
    const out = outFile(args);
    const choose = choiceOf(args);
    const prefix = args.text("stats-file-prefix") ?? "stats";
    const statistics = args.flag("no-stats") ? [] : [`${prefix}-overall.csv`, `${prefix}-per-session.csv`];
    for (const file of [out, ...statistics])
      if (existsSync(file)) throw new UsageError(`${file} is there already; move it, or name another`);

    const folder = args.text("project");
    const opened = folder === undefined ? null : openProject(folder, output);
    if (opened && !opened.project) return 1;
    const { markers, faults } = readMarkers(
      markerFiles(args.text("config") ?? "markers.yml"),
      opened?.project?.domain ?? null,
    );
    printFaults(faults, output);
    if (hasErrors(faults)) return 1;
    if (markers.length === 0) throw new UsageError("there are no markers to look for");

    const { conversations, isWhole } = openConversations(args, output);
    const chosen = choose(conversations);
    const sessions = evaluateMarkers(markers, chosen);
    const tables = [
      marksTable(sessions),
      ...(args.flag("no-stats") ? [] : [overallTable(sessions), perSessionTable(sessions)]),
    ];
    [out, ...statistics].forEach((file, index) => writeFileSync(file, tables[index] ?? "", { flag: "wx" }));
    output.print(`${chosen.length} conversations, ${sessions.length} sessions: ${[out, ...statistics].join(", ")}`);
    return isWhole ? 0 : 1;
  },
};

/** Which conversations are looked at. */
function choiceOf(args: Arguments): (conversations: Conversation[]) => Conversation[] {
  const { part } = args;
  if (part === undefined) throw new UsageError("say which conversations: all, first_n or sample_n");
  if (part === "all") return (conversations) => conversations;
  const count = args.wholeNumber("count", 0);
  if (count === 0) throw new UsageError(`${part} wants --count N, how many conversations`);
  if (part === "first_n") return (conversations) => conversations.slice(0, count);
  const random = seededRandom(args.wholeNumber("seed", 1));
  return (conversations) =>
    shuffled(conversations.length, random)
      .slice(0, count)
      .flatMap((index) => conversations[index] ?? []);
}

/** A file, or all YAML files below a folder. */
function markerFiles(path: string): MarkerFile[] {
  if (!statSync(path).isDirectory()) return [{ file: path, text: readFileSync(path, "utf8") }];
  const files = diskFiles(path);
  return files
    .list()
    .filter((file) => /\.ya?ml$/.test(file.path))
    .map((file) => ({ file: join(path, file.path), text: files.read(file.path) }));
}
