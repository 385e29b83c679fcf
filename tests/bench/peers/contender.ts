/** The systems that are compared: the peer, and Sotto's two tiers. */
export const SYSTEMS = ["nlp.js", "lite", "full"] as const;
export type SystemName = (typeof SYSTEMS)[number];
export type Tier = Exclude<SystemName, "nlp.js">;

/** Only the same work is compared: the intent alone, or with entities, learned ones and dates, numbers and the like. */
export const WORKS = ["intents", "entities"] as const;
export type Work = (typeof WORKS)[number];

/** `end` is exclusive; both in UTF-16 code units. */
export interface FoundEntity {
  entity: string;
  start: number;
  end: number;
}

/** What a system makes of a message: the likeliest intent, whatever its confidence. */
export interface Reading {
  intent: string | null;
  entities: FoundEntity[];
}

export type Reader = (text: string) => Reading | Promise<Reading>;

/** A file of a saved model, by its path within the model's folder; rejects where there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Loads a saved model, in Node or in a worker. `base` is its folder's path or address. */
export type LoadSystem = (read: ReadFile, base: string) => Promise<Reader>;

/** Readings of a block of messages, one at a time, and the milliseconds of each. */
export interface Block {
  readings: Reading[];
  times: number[];
}

export async function readBlock(reader: Reader, texts: readonly string[]): Promise<Block> {
  const readings: Reading[] = [];
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    const reading = reader(text);
    // What answers at once isn't charged a turn of the event loop.
    readings.push(reading instanceof Promise ? await reading : reading);
    times.push(performance.now() - start);
  }
  return { readings, times };
}
