import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadShippedModels } from "../../src/worker/models";
import type { ModelStatus } from "../../src/worker/protocol";

/** The models of this repository, as the test's server gives them. */
const base = new URL("/", location.href).href;
const reallyFetch = globalThis.fetch;

/** Puts something between the models' loading and the network, for the files whose address matches. */
function onFetch(pattern: RegExp, answer: (url: string, init?: RequestInit) => Promise<Response>) {
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return pattern.test(url) ? answer(url, init) : reallyFetch(input, init);
  });
}

async function forgetKnownGood(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name);
}

beforeEach(forgetKnownGood);
afterEach(() => vi.restoreAllMocks());

describe("a damaged model file", () => {
  it("is fetched once more past the caches, and the models are ready when that copy is whole", async () => {
    const asked: [url: string, cache?: RequestCache][] = [];
    onFetch(/nlu\/.*weights\.bin/, async (url, init) => {
      asked.push([url, init?.cache]);
      return url.includes("?again=") ? reallyFetch(url, init) : new Response("damaged");
    });
    const told: ModelStatus[] = [];
    const models = await loadShippedModels(base, (status) => told.push(status));
    expect(told.at(-1)).toEqual({ state: "ready", id: models.current.nlu });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual([expect.stringMatching(/weights\.bin\?again=\d+$/), "reload"]);
  });

  it("is named after its second copy is no better, for what was wrong at first", async () => {
    const asked: string[] = [];
    onFetch(/nlu\/.*weights\.bin/, async (url) => {
      asked.push(url);
      return url.includes("?again=") ? new Response("", { status: 404 }) : new Response("damaged");
    });
    const told: ModelStatus[] = [];
    await expect(loadShippedModels(base, (status) => told.push(status))).rejects.toMatchObject({
      code: "model.damaged",
    });
    expect(told.at(-1)).toMatchObject({ state: "failed", fault: { code: "model.damaged" }, kept: null });
    expect(asked).toHaveLength(2);
  });
});

describe("a file that comes slowly", () => {
  it("is told of in bytes, again and again while nothing comes", async () => {
    const rest = Promise.withResolvers<void>();
    onFetch(/nlu\/.*weights\.bin/, async (url, init) => {
      const bytes = new Uint8Array(await (await reallyFetch(url, init)).arrayBuffer());
      const half = bytes.length >> 1;
      const body = new ReadableStream<Uint8Array>({
        async start(controller) {
          controller.enqueue(bytes.slice(0, half));
          await rest.promise;
          controller.enqueue(bytes.slice(half));
          controller.close();
        },
      });
      return new Response(body);
    });
    const told: ModelStatus[] = [];
    const loading = () => told.filter((status) => status.state === "loading" && status.done > status.total / 2);
    const models = loadShippedModels(base, (status) => told.push(status));
    await vi.waitFor(() => expect(loading().length).toBeGreaterThan(2), 5_000);
    const [first, ...later] = loading();
    expect(first).toMatchObject({ total: expect.toSatisfy((total: number) => total > 1_000_000) as unknown });
    expect(later).toContainEqual(first);

    rest.resolve();
    await models;
    expect(told.at(-1)).toMatchObject({ state: "ready" });
    expect(told.every((status) => status.state !== "loading" || status.done <= status.total)).toBe(true);
  });
});
