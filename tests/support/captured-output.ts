import type { Output } from "../../training/commands/output";

/** Keeps what a command writes: `printed` and `complained`, a text a call. `clear` empties both for the next test. */
export function capturedOutput(): Output & { printed: string[]; complained: string[]; clear(): void } {
  const printed: string[] = [];
  const complained: string[] = [];
  return {
    printed,
    complained,
    print: (text) => printed.push(text),
    complain: (text) => complained.push(text),
    progress: () => ({ update: () => undefined, end: () => undefined }),
    clear: () => {
      printed.length = 0;
      complained.length = 0;
    },
  };
}
