import type { Page } from "@playwright/test";
import * as v from "valibot";
import type { Start } from "./measure";
import { readBlockAnswer } from "./protocol";

/** Runs in the page: workers by number, and what each answers next. */
const PAGE_SCRIPT = `
  const workers = new Map();
  globalThis.peers = {
    ask: (id, message) => new Promise((resolve, reject) => {
      const worker = workers.get(id);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(message);
    }),
    async start(id, script, model, text) {
      const start = performance.now();
      workers.set(id, new Worker(script, { type: "module" }));
      const answer = await globalThis.peers.ask(id, { kind: "start", model, text });
      return { answer, ms: performance.now() - start };
    },
    async heap(script) {
      if (!globalThis.crossOriginIsolated || !performance.measureUserAgentSpecificMemory) return null;
      const { breakdown } = await performance.measureUserAgentSpecificMemory();
      const own = breakdown.filter(({ attribution }) => attribution.some(({ url }) => url === script));
      return own.length === 0 ? null : own.reduce((sum, { bytes }) => sum + bytes, 0);
    },
    stop(id) {
      workers.get(id).terminate();
      workers.delete(id);
    },
  };`;

/** Makes a page able to start workers: it must be of their origin, and isolated for memory to be told and for fine clocks. */
export async function preparePage(page: Page): Promise<void> {
  await page.evaluate(PAGE_SCRIPT);
}

const startedSchema = v.object({ answer: v.unknown(), ms: v.number() });

let lastId = 0;

/** Starts a bundled system in a worker of its own, with the model fetched from the folder at `model`; both absolute addresses. */
export function chromiumStart(page: Page, script: string, model: string): Start {
  return async (text) => {
    const id = ++lastId;
    const call = (name: string, ...args: unknown[]): Promise<unknown> =>
      page.evaluate(`globalThis.peers.${name}(${args.map((one) => JSON.stringify(one)).join(", ")})`);
    const started = v.parse(startedSchema, await call("start", id, script, model, text));
    readBlockAnswer(started.answer);
    return {
      startMs: started.ms,
      read: async (texts) => readBlockAnswer(await call("ask", id, { kind: "read", texts })),
      heapBytes: async () => v.parse(v.nullable(v.number()), await call("heap", script)),
      peakRssBytes: async () => null,
      stop: async () => void (await call("stop", id)),
    };
  };
}
