import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sha256 } from "../../src/engine/project/bundle";
import { CHUNK_BYTES, ChunkStore, type StoredFile } from "../../src/worker/full-tier/chunk-store";
import { GuardedInterpreter } from "../../src/worker/full-tier/guarded-interpreter";
import { reasonToSkip } from "../../src/worker/full-tier/skip";
import { fullTier, serve, servedFile, STORE } from "../support/full-tier";

const model = await servedFile("encoder/model.onnx", 2.5 * CHUNK_BYTES);
const heads = await servedFile("nlu/full/weights.bin", 200_000);
const files = [model.file, heads.file];
const contents = new Map([model, heads].map(({ file, content }) => [file.path, content]));
const total = model.file.bytes + heads.file.bytes;

const store = new ChunkStore(STORE);

const isWhole = async (file: StoredFile) => (await sha256(await store.read(file))) === file.sha256;

beforeEach(() => store.clear());
afterEach(() => vi.restoreAllMocks());

describe("the full tier", () => {
  it("is fetched when the page is idle, and used from then on", async () => {
    const asked = serve(contents);
    const { tier, told, used, last } = fullTier(files);
    await tier.start("automatic");
    expect(last()).toEqual({ state: "absent", done: 0, total });
    expect(asked).toEqual([]);
    await tier.order("idle");
    expect(asked.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    expect(last()).toEqual({ state: "ready", done: total, total });
    expect(used.at(-1)).not.toBeNull();
    const done = told.flatMap((status) => (status.state === "downloading" ? [status.done] : []));
    expect(done.length).toBeGreaterThan(5);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it("starts by itself, without the network, once it is whole", async () => {
    serve(contents);
    await fullTier(files).tier.order("download");
    const asked = serve(new Map());
    const { tier, last } = fullTier(files);
    await tier.start("automatic");
    expect(last()).toMatchObject({ state: "ready" });
    expect(asked).toEqual([]);
  });

  it("goes on where the connection broke, by asking for the rest", async () => {
    const asked = serve(contents, { breaksAfter: [CHUNK_BYTES + 300_000] });
    const { tier, last } = fullTier(files);
    await tier.order("download");
    expect(asked[1]).toMatchObject({ path: model.file.path, range: `bytes=${CHUNK_BYTES + 300_000}-` });
    expect(last()).toMatchObject({ state: "ready" });
    expect(await isWhole(model.file)).toBe(true);
  });

  it("goes on after a reload with what had come, also when the tab was closed within a piece", async () => {
    serve(contents, { breaksAfter: [2 * CHUNK_BYTES, 0, 0] });
    const first = fullTier(files);
    await first.tier.order("download");
    expect(first.last()).toEqual({ state: "interrupted", done: 2 * CHUNK_BYTES, total });
    const asked = serve(contents);
    const { tier, last } = fullTier(files);
    await tier.start("automatic");
    expect(last()).toEqual({ state: "absent", done: 2 * CHUNK_BYTES, total });
    await tier.order("idle");
    expect(asked[0]).toMatchObject({ range: `bytes=${2 * CHUNK_BYTES}-` });
    expect(last()).toMatchObject({ state: "ready" });
  });

  it("begins a file anew where the server can't send a part", async () => {
    const asked = serve(contents, { breaksAfter: [CHUNK_BYTES], hasRanges: false });
    const { tier, last } = fullTier(files);
    await tier.order("download");
    expect(asked.filter(({ path }) => path === model.file.path)).toHaveLength(2);
    expect(last()).toMatchObject({ state: "ready" });
    expect(await isWhole(model.file)).toBe(true);
  });

  it("says that it was interrupted while the network is away, and goes on when told", async () => {
    serve(contents, { breaksAfter: [0, 0] });
    const { tier, last } = fullTier(files);
    await tier.order("download");
    expect(last()).toMatchObject({ state: "interrupted", done: 0 });
    serve(contents);
    await tier.order("idle");
    expect(last()).toMatchObject({ state: "ready" });
  });

  it("fetches a file once more, past the caches, when its bytes are damaged", async () => {
    const asked = serve(contents, {
      alter: (content, isAgain) => (isAgain ? content : content.map((byte, i) => (i === 7 ? byte ^ 1 : byte))),
    });
    const { tier, last } = fullTier(files);
    await tier.order("download");
    expect(asked.filter(({ isAgain }) => isAgain).map(({ path }) => path)).toEqual([model.file.path, heads.file.path]);
    expect(last()).toMatchObject({ state: "ready" });
  });

  it("names the file that is damaged twice, and leaves the lite tier in use", async () => {
    serve(contents, { alter: (content) => content.map((byte, i) => (i === 7 ? byte ^ 1 : byte)) });
    const { tier, used, last } = fullTier(files);
    await tier.order("download");
    expect(last()).toMatchObject({ state: "failed", fault: { code: "model.damaged" } });
    expect(JSON.stringify(last())).toContain("model.onnx");
    expect(used.at(-1) ?? null).toBeNull();
  });

  it.each([
    ["longer", (content: Uint8Array<ArrayBuffer>) => new Uint8Array([...content, 0])],
    ["shorter", (content: Uint8Array<ArrayBuffer>) => content.slice(1)],
  ])("refuses a file that is %s than it must be, and keeps nothing of it", async (_what, alter) => {
    serve(contents, { alter });
    const { tier, last } = fullTier([heads.file]);
    await tier.order("download");
    expect(last()).toMatchObject({ state: "failed", fault: { code: "model.damaged" }, done: 0 });
  });

  it("fetches again what was damaged on the device, and only that", async () => {
    serve(contents);
    await fullTier(files).tier.order("download");
    const cache = await caches.open(STORE);
    const [piece] = (await cache.keys()).filter(({ url }) => url.includes(model.file.sha256));
    await cache.put(piece!, new Response("damaged"));
    const asked = serve(contents);
    const { tier, last } = fullTier(files);
    await tier.start("automatic");
    expect(asked.map(({ path }) => path)).toEqual([model.file.path]);
    expect(last()).toMatchObject({ state: "ready" });
  });

  it("is named when the server doesn't have it", async () => {
    serve(new Map());
    const { tier, last } = fullTier(files);
    await tier.order("download");
    expect(last()).toMatchObject({ state: "failed", fault: { code: "model.missing" } });
  });

  it("isn't fetched unasked when something speaks against it, and is when asked", async () => {
    const asked = serve(contents);
    const { tier, last } = fullTier(files, { reasonToSkip: async () => "save-data" });
    await tier.start("automatic");
    await tier.order("idle");
    expect(last()).toEqual({ state: "skipped", reason: "save-data", done: 0, total });
    expect(asked).toEqual([]);
    await tier.order("download");
    expect(last()).toMatchObject({ state: "ready" });
  });

  it("says so when the device is full, and keeps what there was room for", async () => {
    serve(contents);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the cache that it is of
    const put = Cache.prototype.put;
    let room = 2;
    vi.spyOn(Cache.prototype, "put").mockImplementation(function (this: Cache, ...args) {
      if (room-- <= 0) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, args);
    });
    const { tier, last } = fullTier(files);
    await tier.order("download");
    expect(last()).toEqual({ state: "skipped", reason: "no-room", done: 2 * CHUNK_BYTES, total });
  });

  it("ends a download when told, and keeps what has come", async () => {
    serve(contents, { hangsAfter: 1.5 * CHUNK_BYTES });
    const { tier, told, used, last } = fullTier(files);
    const downloading = tier.order("download");
    await vi.waitFor(() => expect(told.some(({ done }) => done > CHUNK_BYTES)).toBe(true));
    await tier.order("lite");
    await downloading;
    expect(last()).toMatchObject({ state: "absent" });
    expect(last()?.done).toBeGreaterThan(CHUNK_BYTES);
    expect(used.at(-1)).toBeNull();
    await tier.order("idle");
    expect(last()).toMatchObject({ state: "absent" });
  });

  it("is removed whole, and can be fetched again", async () => {
    serve(contents);
    const { tier, used, disposed, last } = fullTier(files);
    await tier.order("download");
    await tier.order("remove");
    expect(last()).toEqual({ state: "absent", done: 0, total });
    expect(used.at(-1)).toBeNull();
    expect(disposed).toHaveBeenCalledOnce();
    expect(await caches.has(STORE)).toBe(false);
    await tier.order("download");
    expect(last()).toMatchObject({ state: "ready" });
  });

  it("stays on the device when only the lite tier is wanted", async () => {
    serve(contents);
    const { tier, used, last } = fullTier(files);
    await tier.order("download");
    const asked = serve(new Map());
    await tier.order("lite");
    expect(last()).toEqual({ state: "kept", done: total, total });
    expect(used.at(-1)).toBeNull();
    await tier.order("automatic");
    expect(last()).toMatchObject({ state: "ready" });
    expect(asked).toEqual([]);
  });

  it("keeps the old version until the new one is whole, and takes over what is the same", async () => {
    serve(contents);
    await fullTier(files).tier.order("download");
    const newer = await servedFile("nlu/full/newer.bin", 300_000);
    const newFiles = [model.file, newer.file];
    serve(new Map());
    await fullTier(newFiles).tier.order("download");
    expect(await isWhole(heads.file)).toBe(true);
    const asked = serve(new Map([[newer.file.path, newer.content]]));
    const { tier, last } = fullTier(newFiles);
    await tier.order("download");
    expect(last()).toMatchObject({ state: "ready" });
    expect(asked.map(({ path }) => path)).toEqual([newer.file.path]);
    expect(await store.size(heads.file)).toBe(0);
  });

  it("is fetched once by two tabs that want it at the same time", async () => {
    const asked = serve(contents);
    const tabs = [fullTier(files), fullTier(files)];
    await Promise.all(tabs.map(({ tier }) => tier.order("download")));
    expect(asked).toHaveLength(files.length);
    for (const { last } of tabs) expect(last()).toMatchObject({ state: "ready" });
  });

  it("gives way to the lite tier when it breaks, and says why", async () => {
    serve(contents);
    const { tier, used, last } = fullTier(files);
    await tier.order("download");
    await tier.broke();
    expect(used.at(-1)).toBeNull();
    expect(last()).toMatchObject({ state: "failed", fault: { code: "tier.unusable" }, done: total });
  });
});

describe("a message that the full tier fails to read", () => {
  const context = { now: 0, zone: "UTC" };
  const reading = (name: string) => ({ text: "", intent: { name, confidence: 1 }, entities: [], intent_ranking: [] });

  it("is read by the lite tier, and so are all after it", async () => {
    const full = vi.fn(async () => Promise.reject(new Error("out of memory")));
    const onBreak = vi.fn();
    const guarded = new GuardedInterpreter({ parse: full }, { parse: () => reading("lite") }, onBreak);
    expect(await guarded.parse("hello", context)).toEqual(reading("lite"));
    expect(await guarded.parse("hello", context)).toEqual(reading("lite"));
    expect(full).toHaveBeenCalledOnce();
    expect(onBreak).toHaveBeenCalledOnce();
  });
});

describe("what speaks against a download", () => {
  it("is the device's wish to save data", async () => {
    const asked = navigator as unknown as { connection: { saveData: boolean } };
    vi.spyOn(asked, "connection", "get").mockReturnValue({ saveData: true });
    expect(await reasonToSkip(1)).toBe("save-data");
  });

  it("is too little room", async () => {
    vi.spyOn(navigator.storage, "estimate").mockResolvedValue({ quota: 100e6, usage: 40e6 });
    expect(await reasonToSkip(20e6)).toBeNull();
    expect(await reasonToSkip(20e6 + 1)).toBe("no-room");
  });

  it("is nothing where the browser doesn't say", async () => {
    vi.spyOn(navigator.storage, "estimate").mockRejectedValue(new Error("no"));
    expect(await reasonToSkip(20e6)).toBeNull();
  });
});
