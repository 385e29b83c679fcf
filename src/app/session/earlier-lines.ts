import type { LinePage, Requests } from "../../worker/protocol";
import type { AppState, Change } from "./state";
import type { Store } from "./store";

/** Lines asked for at a time when the reader scrolls up. */
const PAGE = 50;

/** As many lines may be shown to reveal an old one: more would make the page slow. */
const MOST_REVEALED = 5_000;

export interface EarlierLinesOptions {
  state: Pick<Store<AppState>, "get">;
  apply: (change: Change) => void;
  ask: (ask: Requests["history"]["ask"]) => Promise<LinePage>;
}

/** Reads lines before the first one shown: one reading at a time, which whoever asks meanwhile waits for. */
export class EarlierLines {
  #reading: Promise<boolean> | null = null;

  constructor(private readonly options: EarlierLinesOptions) {}

  /** Whether it read some. */
  load(limit = PAGE): Promise<boolean> {
    const { state, apply, ask } = this.options;
    const { conversation, lines, earlier } = state.get();
    const first = lines[0];
    if (this.#reading) return this.#reading;
    if (conversation === null || !first || earlier !== "more") return Promise.resolve(false);
    apply({ type: "loading-earlier" });
    this.#reading = ask({ conversation, before: first.seq, limit }).then(
      (page) => {
        this.#reading = null;
        apply({ type: "earlier", conversation, page });
        return true;
      },
      () => {
        this.#reading = null;
        apply({ type: "earlier-failed" });
        return false;
      },
    );
    return this.#reading;
  }

  /** Reads back to a line of the conversation that is shown. False where that is too long ago to show all that came since, or isn't there. */
  async reveal(seq: number): Promise<boolean> {
    for (let isReading = true; isReading;) {
      const { lines } = this.options.state.get();
      if (lines[0] && lines[0].seq <= seq) return true;
      if (lines.length > MOST_REVEALED) return false;
      isReading = await this.load(10 * PAGE);
    }
    return false;
  }
}
