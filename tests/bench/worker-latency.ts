import type { Page } from "@playwright/test";

export interface Latency {
  p50: number;
  p95: number;
  messages: number;
}

/** Turns without a date search, and with one; asked in the built worker, each measured from message to committed reply. */
export const PLAIN_MESSAGES = [
  "hello there",
  "what can you do",
  "add milk and eggs to my shopping list",
  "what's on my shopping list",
  "tick off the milk",
  "take a note that the blue key is in the drawer",
  "find my note about the key",
  "tell me a joke",
  "flip a coin",
  "undo",
  "thanks a lot",
  "are you a robot",
];

export const DATED_MESSAGES = [
  "remind me to call Anna tomorrow at nine",
  "set a timer for 10 minutes",
  "remind me in 20 minutes to stretch",
  "how many days until christmas",
  "what's 15 percent of 80",
  "convert 5 miles to km",
  "what day of the week is 4 july",
  "what time is it in tokyo",
];

/**
 * Speaks the worker's protocol from the page, without the app: the time from posting a message to its committed answer.
 * The page must be one of the built app's origin. Times are milliseconds.
 */
export async function workerLatency(page: Page, worker: string, messages: string[], rounds: number): Promise<Latency> {
  const times = await page.evaluate(measure, { worker, messages, rounds });
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), messages: sorted.length };
}

/** Runs in the page. The first round warms up and is not counted. */
async function measure({
  worker,
  messages,
  rounds,
}: {
  worker: string;
  messages: string[];
  rounds: number;
}): Promise<number[]> {
  const port = new Worker(worker, { type: "module" });
  let lastId = 0;
  const ask = (kind: string, body: object): Promise<{ answer: { conversation: string } }> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const listener = ({
        data,
      }: MessageEvent<{ id?: number; kind: string; answer: { conversation: string } }>): void => {
        if (data.id !== id) return;
        port.removeEventListener("message", listener);
        if (data.kind === "fault") reject(new Error(JSON.stringify(data)));
        else resolve(data);
      };
      port.addEventListener("message", listener);
      port.postMessage({ id, kind, ask: body });
    });
  const { answer } = await ask("open", { base: document.baseURI, tier: "lite" });
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const text of messages) {
      const start = performance.now();
      await ask("message", { conversation: answer.conversation, id: crypto.randomUUID(), text, quiet: false });
      if (round > 0) times.push(performance.now() - start);
    }
  }
  port.terminate();
  return times;
}
