import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES: Record<string, string> = {
  html: "text/html",
  mjs: "text/javascript",
  js: "text/javascript",
  json: "application/json",
  wasm: "application/wasm",
};

/** What was fetched, each file counted once. */
export interface Download {
  bytes: number;
  gzipBytes: number;
}

export interface FileServer {
  /** With a slash at its end. */
  origin: string;
  /** Forgets what was fetched so far. */
  forget(): void;
  fetched(): Download;
  close(): Promise<void>;
}

/** Serves a folder to an isolated page, and notes what is fetched. Nothing is cached: every start fetches and compiles its files. */
export async function serveFolder(root: string): Promise<FileServer> {
  const fetched = new Set<string>();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = join(root, path);
    const isPage = path === "/";
    if (path.includes("..") || (!isPage && (!existsSync(file) || !statSync(file).isFile()))) {
      response.writeHead(404).end();
      return;
    }
    if (!isPage) fetched.add(file);
    response.writeHead(200, {
      "Content-Type": TYPES[isPage ? "html" : (file.split(".").at(-1) ?? "")] ?? "application/octet-stream",
      "Cache-Control": "no-store",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(isPage ? "<!doctype html><title>Peers</title><link rel=icon href=data:,>" : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}/`,
    forget: () => fetched.clear(),
    fetched() {
      const contents = [...fetched].map((file) => readFileSync(file));
      return {
        bytes: contents.reduce((sum, { length }) => sum + length, 0),
        gzipBytes: contents.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0),
      };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
