import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../../../src/engine/environment";

const INTENTS = 100;
const TRAIN = 6;
const TEST = 2;
const CITIES = ["Oslo", "Lima", "New York", "Hanoi", "Accra", "Quito", "San Juan", "Perth"];
const FILLERS = ["please", "can you", "i want to", "how do i", "now", "for me", "would you", "let us"];

/** Writes a data set made by seed, small enough to try everything in a minute: a hundred intents of invented words, cities and numbers. */
export function writeShortData(folder: string, seed: number): void {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const syllable = (): string => `${pick([..."bdfgklmnprstvz"])}${pick([..."aeiou"])}`;
  const words = Array.from({ length: INTENTS * 2 }, () => syllable() + syllable() + syllable());
  const keys = Array.from({ length: INTENTS }, () => [pick(words), pick(words), pick(words)]);
  const row = (intent: number): string => {
    let text = `${pick(FILLERS)} ${pick(keys[intent] ?? words)} the ${pick(keys[intent] ?? words)}`;
    const annotate = (before: string, entity: string, value: string): object => {
      const start = text.length + before.length;
      text += before + value;
      return { start, end: start + value.length, entity, value };
    };
    const entities = [
      annotate(" in ", "city", pick(CITIES)),
      // Seldom one that was learned: only what knows numbers finds it.
      annotate(" for ", "number", String(Math.floor(random() * 90_000) + 10_000)),
    ];
    return JSON.stringify({ text: `${text} ${pick(FILLERS)}`, intent: `intent_${intent}`, entities });
  };
  const rows = (each: number): string =>
    Array.from({ length: INTENTS * each }, (_, i) => `${row(i % INTENTS)}\n`).join("");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "train.jsonl"), rows(TRAIN));
  writeFileSync(join(folder, "test.jsonl"), rows(TEST));
}
