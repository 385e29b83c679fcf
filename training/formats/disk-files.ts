import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FileSource, ListedFile } from "./file-source";

/** The files below a folder on disk, without hidden ones and `node_modules`. Links are not followed. */
export function diskFiles(root: string): FileSource {
  return {
    list: () => listFolder(root, ""),
    read: (path) => readFileSync(join(root, path), "utf8"),
    environment: process.env,
  };
}

function listFolder(root: string, folder: string): ListedFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((item) => {
    if (item.name.startsWith(".") || item.name === "node_modules") return [];
    const path = folder === "" ? item.name : `${folder}/${item.name}`;
    if (item.isDirectory()) return listFolder(root, path);
    return item.isFile() ? [{ path, size: statSync(join(root, path)).size }] : [];
  });
}
