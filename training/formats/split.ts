import { Document, isMap, isSeq, parseDocument } from "yaml";
import type { Random } from "../../src/engine/environment";
import { stratifiedSplit } from "../nlu/sampling";
import type { NluData } from "./types";

export interface Split<T> {
  training: T;
  test: T;
}

/**
 * Divides examples, of each intent and response key alike, `testShare` of them for testing; the only one of its kind is for training.
 * Synonyms, regexes, lookup tables and responses go with both.
 */
export function splitNlu(nlu: NluData, testShare: number, random: Random): Split<NluData> {
  const labels = nlu.examples.map(({ intent, intentResponseKey }) => intentResponseKey ?? intent);
  const { kept, heldOut } = stratifiedSplit(labels, testShare, random);
  const of = (indices: number[]): NluData => {
    const chosen = new Set(indices);
    return { ...nlu, examples: nlu.examples.filter((_, index) => chosen.has(index)) };
  };
  return { training: of(kept), test: of(heldOut) };
}

/** Divides the stories of a sound YAML file; all else in it stays with those for training. Null where there are none. */
export function splitStories(text: string, testShare: number, random: Random): Split<string> | null {
  const document = parseDocument(text);
  const stories = document.get("stories");
  if (!isSeq(stories) || !stories.items.every(isMap) || stories.items.length === 0) return null;
  const { items } = stories;
  const { heldOut } = stratifiedSplit(Array<string>(items.length).fill(""), testShare, random);
  const isTest = new Set(heldOut);
  const test = new Document({ version: document.get("version") ?? "3.1", stories: [] });
  const tested = test.get("stories");
  if (isSeq(tested)) tested.items = items.filter((_, index) => isTest.has(index));
  stories.items = items.filter((_, index) => !isTest.has(index));
  const layout = { lineWidth: 0 };
  return { training: document.toString(layout), test: test.toString(layout) };
}
