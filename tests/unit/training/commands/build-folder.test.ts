import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { earlierBuild, replaceBuild } from "../../../../training/commands/build-folder";

let root: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sotto-build-folder-"));
  out = join(root, "out");
});

function write(folder: string, files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, folder, file)), { recursive: true });
    writeFileSync(join(root, folder, file), text);
  }
  return join(root, folder);
}

async function put(files: Record<string, string>, name: string): Promise<void> {
  await replaceBuild(write(name, files), out, await earlierBuild(out));
}

describe("the folder of a build", () => {
  it("may be new or empty", async () => {
    expect(await earlierBuild(out)).toEqual([]);
    mkdirSync(out);
    expect(await earlierBuild(out)).toEqual([]);
  });

  it.each([
    ["anything else", { "notes.txt": "mine" }],
    ["a build of something else", { "index.html": "<p>", "assets/a.js": "" }],
    ["a list of files that can't be read", { "sotto-build.json": "{" }],
  ])("is refused when it holds %s", async (_, files) => {
    write("out", files);
    await expect(earlierBuild(out)).rejects.toThrow(/another/);
  });

  it("is refused where it is the repository's own", async () => {
    await expect(earlierBuild("dist")).rejects.toThrow(/npm run build/);
  });

  it("holds the newer build whole, and nothing of the earlier one", async () => {
    await put({ "index.html": "1", "assets/one.js": "1", "models/nlu/a/weights.bin": "1" }, "first");
    await put({ "index.html": "2", "assets/two.js": "2" }, "second");
    expect(readdirSync(out).sort()).toEqual(["assets", "index.html", "sotto-build.json"]);
    expect(readdirSync(join(out, "assets"))).toEqual(["two.js"]);
    expect(readFileSync(join(out, "index.html"), "utf8")).toBe("2");
  });

  it("keeps what somebody else put there", async () => {
    await put({ "index.html": "1", "assets/one.js": "1" }, "first");
    write("out", { CNAME: "walks.example", ".git/HEAD": "ref", "assets/mine.css": "" });
    await put({ "index.html": "2" }, "second");
    expect(readFileSync(join(out, ".git/HEAD"), "utf8")).toBe("ref");
    expect(existsSync(join(out, "CNAME"))).toBe(true);
    expect(readdirSync(join(out, "assets"))).toEqual(["mine.css"]);
  });

  it("doesn't follow a list that leads elsewhere", async () => {
    write("out", { "sotto-build.json": JSON.stringify({ files: ["../precious", "/etc/hosts", "index.html"] }) });
    write(".", { precious: "mine" });
    await put({ "app.js": "" }, "first");
    expect(readFileSync(join(root, "precious"), "utf8")).toBe("mine");
  });
});
