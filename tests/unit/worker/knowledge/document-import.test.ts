import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import { MemoryStorage } from "../../../../src/storage/memory-storage";
import { DocumentImport } from "../../../../src/worker/knowledge/document-import";
import type { ImportProgress } from "../../../../src/worker/knowledge/requests";
import { pdfOf } from "../../../support/pdf-file";

const NOW = Date.parse("2026-03-02T09:30:00+01:00");
const random = seededRandom(7);

/** A knowledge base in memory, into which files are imported. */
class Base {
  readonly storage = new MemoryStorage();
  readonly progress: ImportProgress[] = [];
  readonly abort = new AbortController();

  async import(files: Record<string, string | Uint8Array>, now = NOW) {
    const importing = new DocumentImport({
      stored: (work) => work(this.storage),
      clock: fixedClock(now, "Europe/Oslo"),
      random,
      conversation: "c",
      signal: this.abort.signal,
      pause: async () => undefined,
      progress: (progress) => this.progress.push(progress),
      wrote: () => undefined,
    });
    const blobs = Object.entries(files).map(([name, content]) => ({ name, file: new Blob([content as BlobPart]) }));
    return importing.run(blobs);
  }

  get articles() {
    return this.storage.data.all("articles");
  }

  async textOf(title: string): Promise<string | undefined> {
    const article = (await this.articles).find((one) => one.title === title);
    return (await this.storage.data.get("versions", `${article?.id}/${article?.version}`))?.text;
  }
}

describe("an import of documents", () => {
  it("takes in Markdown with what its front matter says", async () => {
    const base = new Base();
    const front =
      "---\ntitle: Parking\nowner: Facilities\ntags: [cars]\nreview: 2027-01-12\npublished: 2026-01-12\n---\n";
    const told = await base.import({ "rules/parking.md": `${front}\nPark **anywhere**.\n` });
    expect(told).toMatchObject({ added: 1, changed: 0, failed: [] });
    expect(await base.articles).toMatchObject([
      {
        ...{ title: "Parking", owner: "Facilities", tags: ["cars"], reviewBy: "2027-01-12", state: "published" },
        source: { kind: "file", name: "rules/parking.md", format: "markdown" },
      },
    ]);
    expect((await base.storage.data.all("versions"))[0]?.created.slice(0, 10)).toBe("2026-01-12");
    expect(await base.textOf("Parking")).toBe("\nPark **anywhere**.\n");
  });

  it("takes of HTML the text, headings, lists and tables, and nothing that runs", async () => {
    const base = new Base();
    await base.import({
      "a.html":
        "<title>Gifts</title><script>alert('x')</script><style>p{}</style><h1>Gifts &amp; more</h1><p onclick=evil()>Up to <b>30</b> euros *" +
        "</p><ul><li>wine<li>books</ul><table><tr><th>Who<th>Limit<tr><td>All<td>30</table><img src=x onerror=alert(1)>",
    });
    expect(await base.textOf("Gifts")).toBe(
      "# Gifts & more\n\nUp to 30 euros \\*\n\n- wine\n- books\n\n| Who | Limit |\n| --- | --- |\n| All | 30 |\n",
    );
  });

  it("shows plain text as it is", async () => {
    const base = new Base();
    await base.import({ "visitor rules.txt": "VISITORS\r\n\r\n1. Sign in\r\n*always*" });
    expect(await base.textOf("Visitor rules")).toBe("## VISITORS\n\n1\\. Sign in\n\\*always\\*");
  });

  it("reads a PDF with its pages", async () => {
    const base = new Base();
    const told = await base.import({
      "travel.pdf": pdfOf([["Trips are booked early."], ["Hotels cost 120 at most."]]),
    });
    expect(told.failed).toEqual([]);
    const [version] = await base.storage.data.all("versions");
    expect(version?.text).toContain("Trips are booked early.");
    expect(version?.text.slice(version.pages?.[1])).toMatch(/^Hotels cost 120 at most\./);
  });

  it("declines what it can't read, by name, and takes the rest", async () => {
    const base = new Base();
    const told = await base.import({
      "scan.pdf": pdfOf([[], []]),
      "long scan.pdf": pdfOf(Array<string[]>(500).fill([])),
      "locked.pdf": pdfOf([["Nobody reads this."]], true),
      "broken.pdf": "no pdf",
      "broken.docx": "no zip",
      "old.docx": new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]),
      "film.mp4": "x",
      "empty.md": "\n",
      "binary.txt": "a\0b",
      ".DS_Store": "x",
      "good.md": "# Good\n\nText.",
    });
    expect(told.added).toBe(1);
    expect(Object.fromEntries(told.failed.map(({ name, why }) => [name, why]))).toEqual({
      "scan.pdf": expect.stringContaining("scanned") as string,
      "long scan.pdf": expect.stringContaining("500 pages of pictures and no text") as string,
      "locked.pdf": "It is locked with a password. Save it without one first.",
      "broken.pdf": expect.stringContaining("isn't a PDF") as string,
      "broken.docx": expect.stringContaining("isn't a Word document") as string,
      "old.docx": expect.stringContaining("password") as string,
      "film.mp4": expect.stringContaining("none of Markdown") as string,
      "empty.md": "It has no text.",
      "binary.txt": expect.stringContaining("isn't text") as string,
    });
  });

  it("opens a zip, and passes over what systems leave in it", async () => {
    const base = new Base();
    const zip = zipSync({
      "in/a.md": strToU8("# A\n\ntext"),
      "__MACOSX/in/._a.md": strToU8("x"),
      "in/b.exe": strToU8("x"),
    });
    const told = await base.import({ "all.zip": zip });
    expect(told).toMatchObject({ added: 1, failed: [{ name: "all.zip/in/b.exe" }] });
  });

  it("declines a zip that unpacks to far more than its size, having kept what came before", async () => {
    const base = new Base();
    const zip = zipSync({ "a.md": strToU8("# A\n\ntext"), "bomb.txt": new Uint8Array(60 * 2 ** 20).fill(97) });
    const told = await base.import({ "bomb.zip": zip, "b.md": "# B\n\ntext" });
    expect(told.added).toBe(2);
    expect(told.failed).toEqual([{ name: "bomb.zip", why: "It unpacks to far more than its size." }]);
  });

  it("again changes nothing, and what was changed makes a new version", async () => {
    const base = new Base();
    await base.import({ "a.md": "# A\n\none", "b.md": "# B\n\none" });
    const told = await base.import({ "a.md": "# A\n\ntwo", "b.md": "# B\n\none" }, NOW + 60_000);
    expect(told).toMatchObject({ added: 0, changed: 1, same: 1 });
    expect((await base.storage.data.all("versions")).map(({ text }) => text).sort()).toEqual([
      "# A\n\none",
      "# A\n\ntwo",
      "# B\n\none",
    ]);
    expect((await base.articles).find(({ title }) => title === "A")).toMatchObject({ version: 2 });
  });

  it("is undone as one, without a copy of the texts in the journal", async () => {
    const base = new Base();
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.md`, `# ${i}\n\nsecret ${i}`]));
    const told = await base.import(files);
    const journal = await base.storage.data.all("journal");
    expect(journal).toMatchObject([{ id: told.journal, label: "Imported 60 documents", conversation: "c" }]);
    expect(journal[0]?.changes).toHaveLength(120);
    expect(JSON.stringify(journal)).not.toContain("secret");
  });

  it("that is stopped keeps what it has, and goes on where it was when it is begun again", async () => {
    const base = new Base();
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.md`, `# ${i}\n\ntext ${i}`]));
    const progress = base.progress.push.bind(base.progress);
    base.progress.push = (one) => {
      if (one.done === 30) base.abort.abort();
      return progress(one);
    };
    const stopped = await base.import(files);
    expect(stopped).toMatchObject({ isCancelled: true });
    expect(stopped.added).toBeGreaterThanOrEqual(30);
    const again = new Base();
    Object.assign(again, { storage: base.storage });
    expect(await again.import(files)).toMatchObject({ added: 40 - stopped.added, same: stopped.added });
  });
});
