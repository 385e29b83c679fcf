import type { Storage } from "../storage/storage";
import type { Line, LinePage } from "./protocol";
import { linesOf } from "./transcript";

/** Events read from the storage at a time. */
const CHUNK_OF_EVENTS = 200;

/**
 * The last `limit` lines before event `before`, however many events that show nothing (ticks on cards, what the policies did)
 * lie between them.
 */
export async function linesBefore(
  storage: Pick<Storage, "eventsBefore">,
  conversation: string,
  before: number,
  limit: number,
): Promise<LinePage> {
  let lines: Line[] = [];
  // One line beyond the limit shows that there are more.
  for (let end = before; end > 1 && lines.length <= limit; end -= CHUNK_OF_EVENTS) {
    lines = [...linesOf(await storage.eventsBefore(conversation, end, CHUNK_OF_EVENTS)), ...lines];
  }
  return { lines: lines.slice(-limit), more: lines.length > limit };
}
