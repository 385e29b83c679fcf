import type { Clock } from "../../engine/environment";
import { foldedWords } from "../../skills/find";
import type { Storage } from "../../storage/storage";
import type { SearchFound } from "../protocol";
import { LineSearch } from "./line-search";
import { SEARCHED, searchRecords } from "./search-records";

/** Hits of each kind. */
const MOST_HITS = 8;

/** One search reads lines for so long (milliseconds); what it has read is kept, and the next one goes on from there. */
const READS_FOR = 5_000;

/** Searches everything that is kept: the records, and the lines of all conversations. A newer search ends the one before it. */
export class Search {
  private searching = new AbortController();
  private readonly lines = new Map<string, LineSearch>();

  constructor(private readonly clock: Clock) {}

  /** Forgets what was read of the conversations: they were changed otherwise than by being gone on with. */
  forget(): void {
    this.lines.clear();
  }

  /** The conversation `current` is searched first, the others from the newest. */
  async find(storage: Storage, query: string, current: string): Promise<SearchFound> {
    this.searching.abort();
    const { signal } = (this.searching = new AbortController());
    const words = foldedWords(query);
    const found: SearchFound = { hits: [], isWhole: true };
    if (words.length === 0) return found;
    const time = { now: this.clock.now(), zone: this.clock.zone };
    for (const store of SEARCHED)
      found.hits.push(...searchRecords(store, await storage.data.all(store), words, MOST_HITS, time));

    const until = time.now + READS_FOR;
    const isOver = () => signal.aborted || this.clock.now() > until;
    const newestFirst = (await storage.conversations()).sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
    const ordered = newestFirst.toSorted((a, b) => Number(b.id === current) - Number(a.id === current));
    let left = MOST_HITS;
    for (const { id, lastSeq } of ordered) {
      if (left === 0) break;
      const search = this.lines.get(id) ?? new LineSearch(id);
      this.lines.set(id, search);
      const { hits, isWhole } = await search.find(storage, words, lastSeq, left, isOver);
      left -= hits.length;
      found.hits.push(...hits);
      found.isWhole &&= isWhole;
    }
    return found;
  }
}
