import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkerClient, WorkerFault, type Endpoint } from "../../../src/worker/client";
import type { Line, Notice, Reply, Request } from "../../../src/worker/protocol";

const line: Line = { seq: 2, from: "assistant", text: "Hello", at: 0, buttons: [] };
const message = { conversation: "c1", id: "m1", text: "hi", quiet: false };
const died = { code: "worker.died", message: "It stopped." } as const;

let page: MessagePort;
let worker: MessagePort;
let client: WorkerClient;
let received: Request[];

/** Waits for the worker's end to have got `count` requests. */
const asked = (count: number) => vi.waitFor(() => expect(received).toHaveLength(count));
const say = (reply: Reply) => worker.postMessage(reply);

beforeEach(() => {
  const channel = new MessageChannel();
  [page, worker] = [channel.port1, channel.port2];
  received = [];
  worker.onmessage = (event: MessageEvent<Request>) => received.push(event.data);
  client = new WorkerClient(page, () => undefined);
  page.start();
});

afterEach(() => {
  vi.useRealTimers();
  page.close();
  worker.close();
});

const note = (id: string) => ({ id, text: "", created: "" });

describe("a request", () => {
  it("carries its kind and what it asks, and resolves with its answer", async () => {
    const answer = client.request("message", message);
    await asked(1);
    expect(received[0]).toMatchObject({ kind: "message", ask: message });
    say({ id: received[0]!.id, kind: "message", answer: { lines: [line] } });
    expect(await answer).toEqual({ lines: [line] });
  });

  it("gets its own answer when answers come in another order", async () => {
    const first = client.request("history", { conversation: "c1", before: 9, limit: 5 });
    const second = client.request("records", { store: "notes" });
    await asked(2);
    say({ id: received[1]!.id, kind: "records", answer: [note("n1")] });
    say({ id: received[0]!.id, kind: "history", answer: { lines: [line], more: true } });
    expect(await second).toEqual([note("n1")]);
    expect(await first).toEqual({ lines: [line], more: true });
  });

  it("rejects with the worker's fault, its code and remedy kept", async () => {
    const answer = client.request("open", { base: "http://localhost/", tier: "automatic", conversation: null });
    await asked(1);
    const fault = { code: "storage.full", message: "No room.", remedy: "Free some." } as const;
    say({ id: received[0]!.id, kind: "fault", fault });
    await expect(answer).rejects.toBeInstanceOf(WorkerFault);
    await expect(answer).rejects.toMatchObject({ fault });
  });

  it("is settled once: a second answer and answers to unknown ids change nothing", async () => {
    const answer = client.request("records", { store: "notes" });
    await asked(1);
    say({ id: 999, kind: "records", answer: [note("stranger")] });
    say({ id: received[0]!.id, kind: "records", answer: [note("first")] });
    say({ id: received[0]!.id, kind: "records", answer: [note("second")] });
    expect(await answer).toEqual([note("first")]);
  });

  it("rejects when the answer is of another kind than asked", async () => {
    const answer = client.request("records", { store: "notes" });
    await asked(1);
    say({ id: received[0]!.id, kind: "history", answer: { lines: [], more: false } });
    await expect(answer).rejects.toBeInstanceOf(TypeError);
  });

  it("rejects when what it carries can't be copied", async () => {
    const uncopyable: { store: "notes"; extra: () => void } = { store: "notes", extra: () => undefined };
    await expect(client.request("records", uncopyable)).rejects.toMatchObject({ name: "DataCloneError" });
  });
});

describe("a cancelled request", () => {
  it("rejects with the signal's reason, and a late answer is ignored", async () => {
    const controller = new AbortController();
    const answer = client.request("records", { store: "notes" }, { signal: controller.signal });
    await asked(1);
    controller.abort(new Error("panel closed"));
    await expect(answer).rejects.toThrow("panel closed");
    say({ id: received[0]!.id, kind: "records", answer: [] });
    const next = client.request("records", { store: "lists" });
    await asked(2);
    say({ id: received[1]!.id, kind: "records", answer: [note("l1")] });
    expect(await next).toEqual([note("l1")]);
  });

  it("is never sent when the signal was aborted before", async () => {
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(client.request("records", { store: "notes" }, { signal })).rejects.toThrow("too late");
    const next = client.request("records", { store: "lists" });
    await asked(1);
    expect(received[0]).toMatchObject({ ask: { store: "lists" } });
    client.close(died);
    await expect(next).rejects.toBeInstanceOf(WorkerFault);
  });
});

describe("a silent worker", () => {
  /** An endpoint without a channel: fake timers and real ports don't mix. */
  function deaf() {
    let listener: (event: MessageEvent<Reply>) => void = () => undefined;
    const onStuck = vi.fn();
    const endpoint: Endpoint = {
      postMessage: () => undefined,
      addEventListener: (_type, added) => void (listener = added),
      removeEventListener: () => undefined,
    };
    const silent = new WorkerClient(endpoint, onStuck);
    return { silent, onStuck, hear: (data: Reply) => listener(new MessageEvent("message", { data })) };
  }

  it("makes a request fail after 30 seconds, and is told of as stuck", async () => {
    vi.useFakeTimers();
    const { silent, onStuck } = deaf();
    const answer = silent.request("message", message);
    const failed = expect(answer).rejects.toMatchObject({ name: "TimeoutError" });
    await vi.advanceTimersByTimeAsync(30_000);
    await failed;
    expect(onStuck).toHaveBeenCalledOnce();
  });

  it("is waited for longer while it shows signs of life", async () => {
    vi.useFakeTimers();
    const { silent, hear, onStuck } = deaf();
    const answer = silent.request("message", message);
    await vi.advanceTimersByTimeAsync(20_000);
    hear({ kind: "notice", notice: { about: "model", model: { state: "loading", done: 1, total: 2 } } });
    await vi.advanceTimersByTimeAsync(20_000);
    hear({ id: 1, kind: "message", answer: { lines: [line] } });
    expect(await answer).toEqual({ lines: [line] });
    expect(vi.getTimerCount()).toBe(0);
    expect(onStuck).not.toHaveBeenCalled();
  });
});

describe("notices", () => {
  it("reach every subscriber until it leaves", async () => {
    const [stays, leaves]: [Notice[], Notice[]] = [[], []];
    client.subscribe((notice) => stays.push(notice));
    const leave = client.subscribe((notice) => leaves.push(notice));
    say({ kind: "notice", notice: { about: "changed", stores: ["notes"] } });
    await vi.waitFor(() => expect(stays).toHaveLength(1));
    leave();
    say({ kind: "notice", notice: { about: "changed", stores: ["lists"] } });
    await vi.waitFor(() => expect(stays).toHaveLength(2));
    expect(leaves).toEqual([{ about: "changed", stores: ["notes"] }]);
  });
});

describe("a worker that died", () => {
  it("fails what waits and whatever is asked later with the same fault", async () => {
    const waiting = client.request("message", message);
    client.close(died);
    await expect(waiting).rejects.toMatchObject({ fault: died });
    await expect(client.request("records", { store: "notes" })).rejects.toMatchObject({ fault: died });
  });
});
