import { fork, type ChildProcess } from "node:child_process";
import type { Start } from "./measure";
import { readAnswer, readBlockAnswer, type Ask } from "./protocol";

/** Starts a bundled system in a Node process of its own, with the model in `folder`. */
export function nodeStart(script: string, folder: string): Start {
  return async (text) => {
    const start = performance.now();
    const child = fork(script, [folder, text], { execArgv: ["--expose-gc"] });
    readBlockAnswer(await nextMessage(child));
    const startMs = performance.now() - start;
    const ask = (message: Ask): Promise<unknown> => {
      child.send(message);
      return nextMessage(child);
    };
    const memory = async (part: "heapBytes" | "peakRssBytes"): Promise<number> => {
      const answer = readAnswer(await ask({ kind: "memory" }));
      if (answer.kind !== "memory") throw new Error(`Memory was asked for, and ${answer.kind} answered`);
      return answer[part];
    };
    return {
      startMs,
      read: async (texts) => readBlockAnswer(await ask({ kind: "read", texts })),
      heapBytes: () => memory("heapBytes"),
      peakRssBytes: () => memory("peakRssBytes"),
      async stop() {
        const ended = new Promise((resolve) => child.once("exit", resolve));
        child.kill();
        await ended;
      },
    };
  };
}

/** The next message of a child; rejects when it ends instead. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => {
      child.off("message", heard);
      reject(new Error(`${child.spawnargs.slice(1).join(" ")} ended with ${code ?? "a signal"} and no answer`));
    };
    const heard = (message: unknown): void => {
      child.off("exit", ended);
      resolve(message);
    };
    child.once("message", heard);
    child.once("exit", ended);
  });
}
