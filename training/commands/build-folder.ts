import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import * as v from "valibot";
import { parseJson } from "../../src/engine/project/bundle";
import { REPOSITORY } from "../actions/repository";
import { UsageError } from "./usage-error";

/** Stands in a folder that `sotto build` wrote, and lists what it put there. */
const MARKER = "sotto-build.json";

const markerSchema = v.object({ files: v.array(v.string()) });

/**
 * The files that an earlier build left in a folder; none where it is new or empty. Throws a UsageError for a folder that holds
 * anything else: nothing of somebody's own is ever overwritten.
 */
export async function earlierBuild(out: string): Promise<string[]> {
  if (resolve(out) === join(REPOSITORY, "dist"))
    throw new UsageError("--out dist: there npm run build puts the assistant that ships; name another folder");
  let entries: string[];
  try {
    entries = await readdir(out);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  if (entries.length === 0) return [];
  if (entries.includes(MARKER)) {
    try {
      return parseJson(await readFile(join(out, MARKER)), markerSchema, MARKER).files.filter(isInside);
    } catch {
      throw new UsageError(`--out ${out}: ${MARKER} there can't be read; empty the folder, or name another`);
    }
  }
  throw new UsageError(`--out ${out}: the folder isn't empty, and isn't an earlier build; empty it, or name another`);
}

/** Puts a build in the place of an earlier one. What somebody else put beside it (`.git`, `CNAME`) stays. */
export async function replaceBuild(built: string, out: string, earlier: readonly string[]): Promise<void> {
  const files = await filesBelow(built);
  await mkdir(out, { recursive: true });
  // First, so that whatever is there after an interruption is known to be ours.
  await writeMarker(out, [...new Set([...earlier, ...files])].sort());
  for (const file of files) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await cp(join(built, file), join(out, file));
  }
  for (const file of earlier) if (!files.includes(file)) await removeFile(out, file);
  await writeMarker(out, files);
}

function writeMarker(out: string, files: string[]): Promise<void> {
  return writeFile(join(out, MARKER), `${JSON.stringify({ files }, null, 2)}\n`);
}

/** With the folders that it leaves empty. */
async function removeFile(out: string, file: string): Promise<void> {
  await rm(join(out, file), { force: true });
  for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) {
    const rest = await readdir(join(out, folder)).catch(() => null);
    if (rest === null) continue;
    if (rest.length > 0) return;
    await rm(join(out, folder), { recursive: true });
  }
}

/** Sorted, with forward slashes. */
async function filesBelow(root: string, folder = ""): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const files = await Promise.all(
    entries.map(async (entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, path) : [path];
    }),
  );
  return files.flat().sort();
}

/** A list that somebody wrote by hand leads nowhere else. */
function isInside(file: string): boolean {
  return file !== "" && !file.startsWith("/") && !/^[a-z]:/i.test(file) && !file.split(/[\\/]/).includes("..");
}
