import type { TrackerView } from "../engine/dialogue/tracker";
import type { Json } from "../engine/json";
import { readIntentMessage } from "../engine/nlu/intent-message";
import type { ParseData } from "../engine/nlu/parse-data";

/** The message being answered; an empty one where there is none. */
export function latestMessage(tracker: TrackerView): ParseData {
  return tracker.latestMessage ?? { text: "", intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] };
}

/** Whether a text came from a button or card (`/undo`): it is code, and only its entities are the user's words. */
export function isPayload(text: string): boolean {
  return readIntentMessage(text) !== null;
}

/** What was found of an entity, or sent by a button; null where there is none. */
export function entityText(message: ParseData | null, name: string): string | null {
  return entityTexts(message, name)[0] ?? null;
}

/** All that was found of an entity, in the text's order. A button may send several as a list. */
export function entityTexts(message: ParseData | null, name: string): string[] {
  const found = message?.entities.filter(({ entity }) => entity === name) ?? [];
  return found.flatMap(({ value }) => (Array.isArray(value) ? value.flatMap(asText) : asText(value)));
}

function asText(value: Json): string[] {
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

/** In a longer text than this (characters) nobody gives orders; reading it for its wording would only take time. */
const LONGEST_WORDING = 4000;

/** The part of a message's text to look for wording in. */
export function wordingOf(message: ParseData | null): string {
  return message?.text.slice(0, LONGEST_WORDING) ?? "";
}

/** The words by which a message is read: as typed, those that a button brings along, or none of a bare payload. */
export function saidIn(message: ParseData): string {
  return entityText(message, "said") ?? (isPayload(message.text) ? "" : wordingOf(message));
}

/** What stands before the colon tells what is to be done and of whom; what is behind it is kept as it is. */
export function headOf(text: string): string {
  return /^([^:]*?)\s*:(?!\/\/)/.exec(text)?.[1] ?? text;
}

export function bodyOf(text: string): string {
  return /^[^:]*?\s*:(?!\/\/)([\s\S]*)$/.exec(text)?.[1]?.trim() ?? "";
}
