import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../../training/cli";
import type { Output } from "../../../../training/commands/output";
import { tinyBertFiles, writeFolder } from "./tiny-bert";

const REVISION = "0123456789abcdef0123456789abcdef01234567";
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const gitHash = (bytes: Uint8Array): string =>
  createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");

/** `sotto encoder prepare`, with what it wrote and complained of. */
async function prepare(from: string): Promise<{ code: number; complaints: string; encoders: string[] }> {
  const out = mkdtempSync(path.join(tmpdir(), "sotto-encoder-"));
  const complaints: string[] = [];
  const output: Output = {
    print: () => undefined,
    complain: (text) => void complaints.push(text),
    progress: () => ({ update: () => undefined, end: () => undefined }),
  };
  const code = await main(["encoder", "prepare", "--from", from, "--out", out, "--vocabulary", "100"], output);
  const encoders = path.join(out, "encoder");
  const refusals = complaints.filter((line) => line.includes("encoder."));
  return { code, complaints: refusals.join("\n"), encoders: existsSync(encoders) ? readdirSync(encoders) : [] };
}

describe("encoder prepare from a folder", () => {
  it.each<[string, string, (files: Map<string, Uint8Array>) => void]>([
    ["without weights", "encoder.file-missing .*no model.safetensors", (files) => files.delete("model.safetensors")],
    [
      "without a vocabulary",
      "encoder.file-missing .*no vocab.txt or tokenizer.json",
      (files) => files.delete("vocab.txt"),
    ],
    ["without a licence", "encoder.file-missing .*license:", (files) => files.delete("README.md")],
    [
      "of another architecture",
      'encoder.architecture config.json: model_type is "roberta", expected "bert"',
      (files) => {
        const config = JSON.parse(Buffer.from(files.get("config.json") as Uint8Array).toString()) as object;
        files.set("config.json", Buffer.from(JSON.stringify({ ...config, model_type: "roberta" })));
      },
    ],
    [
      "whose configuration tells of other weights",
      String.raw`encoder.architecture model.safetensors: .*is \[32, 16\], expected \[64, 16\]`,
      (files) => {
        const config = Buffer.from(files.get("config.json") as Uint8Array).toString();
        files.set("config.json", Buffer.from(config.replace('"intermediate_size":32', '"intermediate_size":64')));
      },
    ],
    [
      "with weights cut short",
      "encoder.file-damaged .*has 5000 bytes, expected .* to end at byte",
      (files) => files.set("model.safetensors", (files.get("model.safetensors") as Uint8Array).slice(0, 5000)),
    ],
    [
      "with weights that are none",
      "encoder.file-damaged .*expected a safetensors file",
      (files) => files.set("model.safetensors", Buffer.from("oh")),
    ],
    [
      "that isn't what its SHA256SUMS says",
      "encoder.hash-mismatch .*expected 0{64}",
      (files) => files.set("SHA256SUMS", Buffer.from(`${"0".repeat(64)}  model.safetensors\n`)),
    ],
  ])("refuses one %s", async (_, complaint, damage) => {
    const files = tinyBertFiles();
    damage(files);
    const { code, complaints, encoders } = await prepare(writeFolder(files));
    expect(complaints).toMatch(new RegExp(complaint));
    expect(complaints).not.toContain("    at ");
    expect(code).toBe(2);
    expect(encoders).toEqual([]);
  });
});

describe("encoder prepare from the hub", () => {
  let server: Server;
  afterEach(() => {
    vi.unstubAllEnvs();
    server.close();
  });

  /** A hub of one model, whose large file is stored elsewhere; returns its `--from`. */
  async function serve(
    files: ReadonlyMap<string, Uint8Array>,
    damage: (file: string, bytes: Uint8Array) => Uint8Array,
  ): Promise<string> {
    server = createServer((request, response) => {
      const address = request.url ?? "";
      const file = path.basename(address);
      const bytes = files.get(file);
      if (address === "/api/models/someone/tiny/revision/main") {
        const siblings = [...files.keys()].map((rfilename) => ({ rfilename }));
        response.end(JSON.stringify({ sha: REVISION, siblings }));
      } else if (!bytes) response.writeHead(404).end();
      else if (address === `/storage/${file}`) response.end(damage(file, bytes));
      else if (address !== `/someone/tiny/resolve/${REVISION}/${file}`) response.writeHead(404).end();
      else if (file === "model.safetensors")
        response.writeHead(302, { location: `/storage/${file}`, "x-linked-etag": `"${sha256(bytes)}"` }).end();
      else response.writeHead(200, { etag: `"${gitHash(bytes)}"` }).end(damage(file, bytes));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    vi.stubEnv("HF_ENDPOINT", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return "hub:someone/tiny";
  }

  it("downloads, checks and prepares a model", async () => {
    const { code, complaints, encoders } = await prepare(await serve(tinyBertFiles(), (_, bytes) => bytes));
    expect(complaints).toBe("");
    expect(code).toBe(0);
    expect(encoders).toEqual([expect.stringMatching(/^tiny-[0-9a-f]{8}$/)]);
  });

  it.each(["model.safetensors", "vocab.txt"])("refuses a %s with another hash than the hub states", async (damaged) => {
    const flip = (file: string, bytes: Uint8Array): Uint8Array =>
      bytes.map((byte, i) => (file === damaged && i === 40 ? byte ^ 1 : byte));
    const { code, complaints, encoders } = await prepare(await serve(tinyBertFiles(), flip));
    expect(complaints).toMatch(new RegExp(`^${damaged} encoder.hash-mismatch`));
    expect([code, encoders]).toEqual([2, []]);
  });

  it("says which model isn't there, and that the hub can't be reached", async () => {
    await serve(tinyBertFiles(), (_, bytes) => bytes);
    expect((await prepare("hub:someone/else")).complaints).toMatch(/encoder.download .*answered 404/);
    vi.stubEnv("HF_ENDPOINT", "http://127.0.0.1:1");
    expect((await prepare("hub:someone/tiny")).complaints).toMatch(/encoder.download .*can't be reached/);
  });
});
