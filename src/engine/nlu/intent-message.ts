import type { Json } from "../json";
import type { Entity, Intent, ResponseSelection } from "./parse-data";
import { namedResponse, retrievalIntentOf } from "./response-selection";

/** What the message says of itself, as parse data has it. */
export interface IntentMessage {
  intent: Intent;
  entities: Entity[];
  response_selector?: ResponseSelection;
}

const INTENT_MESSAGE = /^\/([^\s{@]+)(?:@([0-9.]+))?(\{.*\})?\s*$/s;

/**
 * Reads a message that names its intent, as buttons send: `/inform{"city": "Oslo"}`, `/greet@0.9`. A list gives an entity for each
 * of its values. Entities that aren't an object in JSON are left out. `/faq/ask_hours` is the intent `faq` with its response chosen.
 * Null for any other message.
 */
export function readIntentMessage(text: string): IntentMessage | null {
  const match = INTENT_MESSAGE.exec(text.trim());
  if (!match) return null;
  const [, name = "", confidenceText, entitiesText] = match;
  const given = confidenceText === undefined ? 1 : Number(confidenceText);
  const confidence = Number.isFinite(given) ? Math.min(given, 1) : 1;
  const entities: Entity[] = [];
  if (entitiesText !== undefined) {
    const start = text.indexOf("{");
    const end = start + entitiesText.length;
    for (const [entity, values] of Object.entries(readObject(entitiesText))) {
      for (const value of Array.isArray(values) ? values : [values]) {
        entities.push({ entity, start, end, value, extractor: "RegexMessageHandler" });
      }
    }
  }
  const retrievalIntent = retrievalIntentOf(name);
  return {
    intent: { name: retrievalIntent ?? name, confidence },
    entities,
    ...(retrievalIntent !== null && { response_selector: namedResponse(name, confidence) }),
  };
}

function readObject(text: string): Record<string, Json> {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
