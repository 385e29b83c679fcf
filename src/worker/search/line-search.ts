import { excerpt, fold, hasAll } from "../../skills/find";
import type { Storage } from "../../storage/storage";
import type { Line, SearchHit } from "../protocol";
import { linesOf } from "../transcript";
import { EXCERPT } from "./search-records";

/** Of a conversation, lines beyond these, the newest, are not searched: some 40 MB in memory at the most usual length of a line. */
const MOST_LINES = 100_000;

/** Of a longer line only the beginning is searched (characters). */
const LONGEST = 10_000;

/** Events read from the storage at a time; a newer search takes over between two readings. */
const CHUNK_OF_EVENTS = 2_000;

interface KnownLine extends Pick<Line, "seq" | "at" | "from"> {
  text: string;
  folded: string;
}

export interface FoundLines {
  hits: SearchHit[];
  /** Whether all lines that may be searched were. */
  isWhole: boolean;
}

/** Searches the lines of a conversation, the newest first. What was read once stays in memory, so that each letter typed costs little. */
export class LineSearch {
  /** Newest first, without gaps down to `oldest`. */
  private lines: KnownLine[] = [];
  /** Events from this one on are in `lines`; null before the first reading. */
  private oldest: number | null = null;
  /** The last event that is. */
  private newest = 0;

  constructor(private readonly conversation: string) {}

  /** At most `limit` lines that have all the words; `lastSeq` is the conversation's. Reads no more, and tells what it has, once `isOver`. */
  async find(
    storage: Pick<Storage, "eventsAfter" | "eventsBefore">,
    words: readonly string[],
    lastSeq: number,
    limit: number,
    isOver: () => boolean,
  ): Promise<FoundLines> {
    await this.readNew(storage, lastSeq);
    let searched = 0;
    const hits: SearchHit[] = [];
    for (;;) {
      for (; searched < this.lines.length && hits.length < limit; searched++) {
        const line = this.lines[searched];
        if (line && hasAll(line.folded, words)) hits.push(this.hitOf(line, words));
      }
      const isWhole = this.oldest === null || this.oldest <= 1 || this.lines.length >= MOST_LINES;
      if (isWhole || hits.length >= limit || isOver()) return { hits, isWhole };
      await this.readOlder(storage);
    }
  }

  private hitOf({ seq, at, from, text }: KnownLine, words: readonly string[]): SearchHit {
    const { conversation } = this;
    return { in: "lines", id: String(seq), text: excerpt(text, words, EXCERPT), at, from, conversation };
  }

  private async readNew(storage: Pick<Storage, "eventsAfter">, lastSeq: number): Promise<void> {
    if (this.oldest === null) {
      this.oldest = lastSeq + 1;
      this.newest = lastSeq;
    }
    const events = await storage.eventsAfter(this.conversation, this.newest);
    // Another search may have read them meanwhile.
    const fresh = events.filter(({ seq }) => seq > this.newest);
    this.newest = fresh.at(-1)?.seq ?? this.newest;
    this.lines.unshift(...known(linesOf(fresh)));
  }

  private async readOlder(storage: Pick<Storage, "eventsBefore">): Promise<void> {
    const end = this.oldest ?? 1;
    const events = await storage.eventsBefore(this.conversation, end, CHUNK_OF_EVENTS);
    if (this.oldest !== end) return;
    this.oldest = end - CHUNK_OF_EVENTS;
    this.lines.push(...known(linesOf(events)));
  }
}

/** Newest first. */
function known(lines: Line[]): KnownLine[] {
  return lines.reverse().map(({ seq, at, from, text }) => {
    const searched = text.slice(0, LONGEST);
    return { seq, at, from, text: searched, folded: fold(searched) };
  });
}
