import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Session, type WorkerLike } from "../../../../src/app/session/session";
import type { Line, Notice, Reply, Request, TierChoice } from "../../../../src/worker/protocol";

/** A worker played by the test: it records what it is asked and says what it is told to. */
class PlayedWorker {
  readonly asked: Request[] = [];
  terminated = false;
  #hear: (event: MessageEvent<Reply>) => void = () => undefined;
  #die: () => void = () => undefined;

  postMessage(request: unknown) {
    this.asked.push(structuredClone(request) as Request);
  }
  addEventListener(type: "message" | "error", listener: (event: MessageEvent<Reply>) => void) {
    if (type === "message") this.#hear = listener;
    else this.#die = listener as () => void;
  }
  removeEventListener() {
    this.#hear = () => undefined;
  }
  terminate() {
    this.terminated = true;
  }

  say(data: Reply) {
    this.#hear(new MessageEvent("message", { data }));
  }
  notice(notice: Notice) {
    this.say({ kind: "notice", notice });
  }
  die() {
    this.#die();
  }
  open(lines: Line[] = [], more = false) {
    this.say({ id: 1, kind: "open", answer: { conversation: "c1", lines, more } });
  }
  requests<K extends Request["kind"]>(kind: K) {
    return this.asked.filter((request): request is Extract<Request, { kind: K }> => request.kind === kind);
  }
}

const line = (seq: number): Line => ({ seq, from: "assistant", text: `${seq}`, at: 0, buttons: [] });

let workers: PlayedWorker[];
let session: Session;
let choice: TierChoice;
let entered: string | null;
let erased: boolean;
const worker = (index: number) => workers[index]!;
const state = () => session.state.get();

beforeEach(() => {
  workers = [];
  const start = (): WorkerLike => {
    const played = new PlayedWorker();
    workers.push(played);
    return played;
  };
  choice = "automatic";
  erased = false;
  entered = null;
  const settings = {
    tier: { get: () => choice, set: (chosen: TierChoice) => (choice = chosen) },
    conversation: { get: () => entered, set: (id: string) => (entered = id) },
  };
  session = new Session(start, "https://example.org/sotto/", settings, () => (erased = true));
});

describe("a message", () => {
  it("shows at once, goes out when the conversation is open, and makes way for its lines", async () => {
    session.send("hi");
    expect(state().outgoing).toMatchObject([{ text: "hi", fault: null }]);
    expect(worker(0).requests("message")).toHaveLength(0);

    worker(0).open();
    await vi.waitFor(() => expect(worker(0).requests("message")).toHaveLength(1));
    const { id, ask } = worker(0).requests("message")[0]!;
    expect(ask).toMatchObject({ conversation: "c1", text: "hi", quiet: false });

    worker(0).say({ id, kind: "message", answer: { lines: [line(1)] } });
    await vi.waitFor(() => expect(state().outgoing).toEqual([]));
    expect(state().lines).toEqual([line(1)]);
  });

  it("that failed is sent again under the same id", async () => {
    worker(0).open();
    session.send("hi");
    await vi.waitFor(() => expect(worker(0).requests("message")).toHaveLength(1));
    const first = worker(0).requests("message")[0]!;
    worker(0).say({ id: first.id, kind: "fault", fault: { code: "turn.failed", message: "No." } });
    await vi.waitFor(() => expect(state().outgoing[0]?.fault?.message).toBe("No."));

    session.retry(state().outgoing[0]!);
    await vi.waitFor(() => expect(worker(0).requests("message")).toHaveLength(2));
    expect(worker(0).requests("message")[1]?.ask.id).toBe(first.ask.id);
    expect(state().outgoing).toMatchObject([{ fault: null }]);
  });
});

describe("lines", () => {
  it("told of before the conversation is open are shown once it is", async () => {
    worker(0).notice({ about: "lines", conversation: "c1", lines: [line(2)] });
    worker(0).notice({ about: "lines", conversation: "another", lines: [line(3)] });
    worker(0).open([line(1)]);
    await vi.waitFor(() => expect(state().lines).toEqual([line(1), line(2)]));
  });
});

describe("another conversation", () => {
  const opened = (conversation: string, lines: Line[] = []) => ({ conversation, lines, more: false });

  it("takes the place of the one that was shown, and is opened again next time", async () => {
    worker(0).open([line(1)]);
    await vi.waitFor(() => expect(state().conversation).toBe("c1"));
    session.send("hi");
    await vi.waitFor(() => expect(worker(0).requests("message")).toHaveLength(1));
    const entering = session.enter("c2");
    await vi.waitFor(() => expect(worker(0).requests("enter")).toHaveLength(1));
    worker(0).say({ id: worker(0).requests("enter")[0]!.id, kind: "enter", answer: opened("c2", [line(5)]) });
    await entering;
    expect(state()).toMatchObject({ conversation: "c2", lines: [line(5)], outgoing: [] });
    expect(entered).toBe("c2");
    // What was asked in the first one is answered there.
    const { id } = worker(0).requests("message")[0]!;
    worker(0).say({ id, kind: "message", answer: { lines: [line(2)] } });
    session.send("there");
    await vi.waitFor(() => expect(worker(0).requests("message")[1]?.ask.conversation).toBe("c2"));
    expect(state().lines).toEqual([line(5)]);
  });

  it("takes over where the one that is shown was deleted in another tab", async () => {
    worker(0).open([line(1)]);
    await vi.waitFor(() => expect(state().conversation).toBe("c1"));
    worker(0).notice({ about: "conversations" });
    await vi.waitFor(() => expect(worker(0).requests("conversations")).toHaveLength(1));
    const left = { id: "c7", name: null, first: null, begun: 0, last: 0 };
    worker(0).say({ id: worker(0).requests("conversations")[0]!.id, kind: "conversations", answer: [left] });
    await vi.waitFor(() => expect(worker(0).requests("enter")[0]?.ask).toEqual({ conversation: "c7" }));
    worker(0).say({ id: worker(0).requests("enter")[0]!.id, kind: "enter", answer: opened("c7") });
    await vi.waitFor(() => expect(state()).toMatchObject({ conversation: "c7", lines: [], conversationsVersion: 1 }));
  });

  it("everything deleted, here or in another tab: the page begins anew", () => {
    worker(0).notice({ about: "erased" });
    expect(erased).toBe(true);
  });
});

describe("the full tier", () => {
  it("is told of as the worker tells", () => {
    worker(0).notice({ about: "fullTier", fullTier: { state: "downloading", done: 1, total: 4 } });
    expect(state().fullTier).toEqual({ state: "downloading", done: 1, total: 4 });
  });

  it.each([
    ["download", "automatic"],
    ["automatic", "automatic"],
    ["lite", "lite"],
    ["remove", "lite"],
  ] as const)("ordered to %s, the choice for the next visits is %s", async (order, kept) => {
    choice = kept === "lite" ? "automatic" : "lite";
    session.orderFullTier(order);
    expect(choice).toBe(kept);
    await vi.waitFor(() => expect(worker(0).requests("fullTier")).toMatchObject([{ ask: { order } }]));
  });

  it("is left out by the worker that takes a dead one's place, for it may have been the reason", async () => {
    await vi.waitFor(() => expect(worker(0).requests("open")).toMatchObject([{ ask: { tier: "automatic" } }]));
    worker(0).die();
    await vi.waitFor(() => expect(worker(1).requests("open")).toMatchObject([{ ask: { tier: "lite" } }]));
    expect(choice).toBe("automatic");
  });
});

describe("a worker that dies", () => {
  it("is replaced once, and what was on its way goes to the new one under its id", async () => {
    worker(0).open([line(1)]);
    session.send("hi");
    await vi.waitFor(() => expect(worker(0).requests("message")).toHaveLength(1));
    worker(0).die();
    expect(worker(0).terminated).toBe(true);
    expect(state().trouble).toEqual({ kind: "restarted" });

    worker(1).open([line(1)]);
    await vi.waitFor(() => expect(worker(1).requests("message")).toHaveLength(1));
    const { id, ask } = worker(1).requests("message")[0]!;
    expect(ask.id).toBe(worker(0).requests("message")[0]?.ask.id);
    worker(1).say({ id, kind: "message", answer: { lines: [line(2)] } });
    await vi.waitFor(() => expect(state().lines).toEqual([line(1), line(2)]));
    expect(state().outgoing).toEqual([]);
  });

  it("a second time stays dead until the user starts it again; messages are marked failed", async () => {
    worker(0).open();
    worker(0).die();
    worker(1).open();
    session.send("hi");
    await vi.waitFor(() => expect(worker(1).requests("message")).toHaveLength(1));
    worker(1).die();
    expect(workers).toHaveLength(2);
    await vi.waitFor(() => expect(state().outgoing).toMatchObject([{ fault: { code: "worker.died" } }]));
    expect(state().trouble).toMatchObject({ kind: "stopped" });

    session.restart();
    expect(workers).toHaveLength(3);
    expect(state().trouble).toBeNull();
  });
});

describe("a worker that is stuck", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is replaced once, and the message it left unanswered goes to the new one", async () => {
    worker(0).open();
    session.send("hi");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(worker(0).terminated).toBe(true);
    expect(state()).toMatchObject({ trouble: { kind: "restarted" }, outgoing: [{ fault: null }] });

    worker(1).open();
    await vi.advanceTimersByTimeAsync(0);
    expect(worker(1).requests("message")[0]?.ask.id).toBe(worker(0).requests("message")[0]?.ask.id);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(workers).toHaveLength(2);
    expect(worker(1).terminated).toBe(true);
    expect(state().trouble).toMatchObject({ kind: "stopped" });
    expect(state().outgoing).toMatchObject([{ fault: { message: "No answer came in time." } }]);
  });

  it("is not one that goes on telling how far it has come with the models", async () => {
    worker(0).open();
    session.send("hi");
    for (let i = 0; i < 6; i++) {
      await vi.advanceTimersByTimeAsync(20_000);
      worker(0).notice({ about: "model", model: { state: "loading", done: 0, total: 9 } });
    }
    expect(workers).toHaveLength(1);
    expect(state().outgoing).toMatchObject([{ fault: null }]);
  });
});

describe("earlier lines", () => {
  it("are asked for once at a time, before the first one known", async () => {
    worker(0).open([line(40)], true);
    await vi.waitFor(() => expect(state().conversation).toBe("c1"));
    session.loadEarlier();
    session.loadEarlier();
    const [asked, ...more] = worker(0).requests("history");
    expect(asked?.ask).toMatchObject({ conversation: "c1", before: 40 });
    expect(more).toEqual([]);

    worker(0).say({ id: asked!.id, kind: "history", answer: { lines: [], more: false } });
    await vi.waitFor(() => expect(state().earlier).toBe("none"));
    session.loadEarlier();
    expect(worker(0).requests("history")).toHaveLength(1);
  });
});

describe("a ring", () => {
  const ring: Notice = { about: "ring", store: "timers", id: "t1", title: "Tea" };
  const timer = { id: "t1", name: "", seconds: 1, ends: "", conversation: "", created: "" };
  const ringing = { ...timer, state: "ringing" as const };
  const stopped = { ...timer, state: "done" as const };

  it("is stopped by a quiet message", async () => {
    worker(0).open();
    worker(0).notice(ring);
    session.stopRing(state().rings[0]!);
    expect(state().rings).toEqual([]);
    await vi.waitFor(() => expect(worker(0).requests("message")).toHaveLength(1));
    expect(worker(0).requests("message")[0]?.ask).toMatchObject({ text: '/stop_ringing{"id":"t1"}', quiet: true });
  });

  it("ends here when another tab has stopped it, and goes on while its record rings", async () => {
    worker(0).notice(ring);
    worker(0).notice({ about: "changed", stores: ["timers"] });
    const first = worker(0).requests("records")[0]!;
    worker(0).say({ id: first.id, kind: "records", answer: [ringing] });
    await vi.waitFor(() => expect(state().rings).toHaveLength(1));

    worker(0).notice({ about: "changed", stores: ["timers"] });
    const second = worker(0).requests("records")[1]!;
    worker(0).say({ id: second.id, kind: "records", answer: [stopped] });
    await vi.waitFor(() => expect(state().rings).toEqual([]));
  });
});
