import type { Fault, Notice, Reply, RequestKind, Requests } from "./protocol";

/** The part of a Worker or MessagePort the client needs. */
export interface Endpoint {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: MessageEvent<Reply>) => void): void;
  removeEventListener(type: "message", listener: (event: MessageEvent<Reply>) => void): void;
}

/** A request the worker answered with a fault, or could not answer because it died. */
export class WorkerFault extends Error {
  override readonly name = "WorkerFault";
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/** A worker that says nothing at all for this long while something is asked of it counts as stuck (milliseconds). */
const silenceLimit = 30_000;

type RequestOf<K extends RequestKind> = { [P in K]: { id: number; kind: P; ask: Requests[P]["ask"] } }[K];
type ReplyTo<K extends RequestKind> = { id: number; kind: K; answer: Requests[K]["answer"] };

interface Pending {
  settle(reply: Exclude<Reply, { kind: "notice" }>): void;
  fail(reason: Error): void;
}

/**
 * The page's side of the worker. Every request is settled exactly once: by its answer, a fault, its AbortSignal, a time-out
 * or `close`. What comes for an unknown id (cancelled, timed out) is ignored.
 */
export class WorkerClient {
  readonly #endpoint: Endpoint;
  readonly #onStuck: () => void;
  readonly #pending = new Map<number, Pending>();
  readonly #subscribers = new Set<(notice: Notice) => void>();
  #lastId = 0;
  #closed: Fault | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;

  /** `onStuck` is called when the worker has been silent for 30 seconds, after what waited for it has failed. */
  constructor(endpoint: Endpoint, onStuck: () => void) {
    this.#endpoint = endpoint;
    this.#onStuck = onStuck;
    endpoint.addEventListener("message", this.#receive);
  }

  /**
   * Asks the worker. Rejects with a WorkerFault when the worker says why it can't, with the signal's reason when that aborts,
   * and with a DOMException `TimeoutError` when the worker has been silent for 30 seconds.
   */
  request<K extends RequestKind>(
    kind: K,
    ask: Requests[K]["ask"],
    options: { signal?: AbortSignal } = {},
  ): Promise<Requests[K]["answer"]> {
    const { signal } = options;
    if (this.#closed) return Promise.reject(new WorkerFault(this.#closed));
    if (signal?.aborted) return Promise.reject(asError(signal.reason));

    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const abort = () => this.#take(id)?.fail(asError(signal?.reason));
      const release = () => signal?.removeEventListener("abort", abort);
      this.#pending.set(id, {
        settle(reply) {
          release();
          if (answers(reply, kind)) resolve(reply.answer);
          else if (reply.kind === "fault") reject(new WorkerFault(reply.fault));
          else reject(new TypeError(`The worker answered "${kind}" with "${reply.kind}"`));
        },
        fail(reason) {
          release();
          reject(reason);
        },
      });
      signal?.addEventListener("abort", abort, { once: true });
      this.#watchSilence();

      const request: RequestOf<K> = { id, kind, ask };
      try {
        this.#endpoint.postMessage(request);
      } catch (error) {
        this.#take(id)?.fail(asError(error));
      }
    });
  }

  /** Calls `listener` with every notice from now on; returns what stops it. */
  subscribe(listener: (notice: Notice) => void): () => void {
    this.#subscribers.add(listener);
    return () => void this.#subscribers.delete(listener);
  }

  /** Ends the conversation with the worker: what waits, and whatever is asked later, fails with `fault`. */
  close(fault: Fault): void {
    if (this.#closed) return;
    this.#closed = fault;
    this.#endpoint.removeEventListener("message", this.#receive);
    this.#subscribers.clear();
    this.#failAll(new WorkerFault(fault));
  }

  readonly #receive = ({ data: reply }: MessageEvent<Reply>) => {
    if (reply.kind === "notice") {
      this.#watchSilence();
      for (const listener of this.#subscribers) listener(reply.notice);
      return;
    }
    this.#take(reply.id)?.settle(reply);
    this.#watchSilence();
  };

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  /** Anything heard from the worker is a sign of life, so each one starts the wait anew: while models load it tells of them (models.ts). */
  #watchSilence(): void {
    clearTimeout(this.#silence);
    if (this.#pending.size === 0) return;
    this.#silence = setTimeout(() => {
      this.#failAll(new DOMException("The worker didn't answer in time", "TimeoutError"));
      this.#onStuck();
    }, silenceLimit);
  }

  #failAll(reason: Error): void {
    clearTimeout(this.#silence);
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of waiting) pending.fail(reason);
  }
}

function answers<K extends RequestKind>(reply: Reply, kind: K): reply is Reply & ReplyTo<K> {
  return reply.kind === kind;
}

/** An AbortSignal's reason may be anything; who waits for a promise expects an Error. */
function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("The request was cancelled", { cause: reason });
}
