import type { Random } from "../environment";
import type { Json } from "../json";
import type { Domain, ResponseVariation } from "../project/domain";
import type { BotMessage } from "./bot-message";

/**
 * One variation of a response, filled in, or null when the domain has none that fits (`rasa/core/nlg/response.py`).
 * `values` are the slots and what the action adds to them.
 */
export function renderResponse(
  domain: Domain,
  name: string,
  values: Readonly<Record<string, Json>>,
  random: Random,
  channel: string,
): BotMessage | null {
  const variations = fittingVariations(domain.responses[name] ?? [], values, channel);
  const chosen = variations[Math.floor(random() * variations.length)];
  if (!chosen) return null;
  const { condition: _condition, channel: _channel, id: _id, ...message } = chosen;
  const filled = Object.entries(message).map(([key, part]) => [key, FILLED.has(key) ? fill(part, values) : part]);
  return { ...(Object.fromEntries(filled) as BotMessage), utter_action: name };
}

/** What of a message slots are filled into: elements come as they are. */
const FILLED: ReadonlySet<string> = new Set(["text", "image", "custom", "buttons", "attachment", "quick_replies"]);

/** Precedence: conditional for this channel, default for this channel, conditional, default. */
function fittingVariations(
  all: readonly ResponseVariation[],
  values: Readonly<Record<string, Json>>,
  channel: string,
): ResponseVariation[] {
  const fitting = all.filter((variation) =>
    variation.condition.every(({ name, value }) => sameValue(values[name] ?? null, value)),
  );
  const groups = [
    (v: ResponseVariation) => v.condition.length > 0 && v.channel === channel,
    (v: ResponseVariation) => v.condition.length === 0 && v.channel === channel,
    (v: ResponseVariation) => v.condition.length > 0 && v.channel === undefined,
    (v: ResponseVariation) => v.condition.length === 0 && v.channel === undefined,
  ].map((isInGroup) => fitting.filter(isInGroup));
  return groups.find((group) => group.length > 0) ?? [];
}

/** Strings compare without case; anything else must be the very same, type included. */
function sameValue(a: Json, b: Json): boolean {
  if (typeof a === "string" && typeof b === "string") return a.toLowerCase() === b.toLowerCase();
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Fills `{name}` in every text of a message. */
function fill(value: unknown, values: Readonly<Record<string, Json>>): unknown {
  if (typeof value === "string") return fillText(value, values);
  if (Array.isArray(value)) return value.map((item) => fill(item, values));
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, values)]));
  return value;
}

const PLACEHOLDER = /\{\{|\}\}|\{([^{}\n]+?)\}/g;

/**
 * Python's format, as far as Rasa's responses use it: `{name}`, `{name[key]}`, `{{` and `}}`. A name that isn't known leaves
 * the whole text as it is. Filled values are not looked through again.
 */
function fillText(text: string, values: Readonly<Record<string, Json>>): string {
  let unknown = false;
  const filled = text.replace(PLACEHOLDER, (match, path: string | undefined) => {
    if (match === "{{") return "{";
    if (match === "}}") return "}";
    const value = lookUp(path ?? "", values);
    if (value === undefined) unknown = true;
    return inWords(value ?? null);
  });
  return unknown ? text : filled;
}

function lookUp(path: string, values: Readonly<Record<string, Json>>): Json | undefined {
  const [name = "", ...keys] = path.split(/[[\]]+/).filter((part) => part !== "");
  let value: Json | undefined = Object.hasOwn(values, name) ? values[name] : undefined;
  for (const key of keys) {
    if (value === null || typeof value !== "object") return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[key];
  }
  return value;
}

/** As Python would print it, which is what responses written for Rasa expect. */
export function inWords(value: Json): string {
  return typeof value === "string" ? value : inPython(value);
}

function inPython(value: Json): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(inPython).join(", ")}]`;
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${inPython(item)}`);
  return `{${entries.join(", ")}}`;
}

function quoted(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return escaped.includes("'") && !escaped.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

/** A message with more in it: buttons come behind its own, whatever else takes the place of its own. */
export function extendMessage(message: BotMessage, more: BotMessage): BotMessage {
  const buttons = [...(message.buttons ?? []), ...(more.buttons ?? [])];
  return { ...message, ...more, ...(buttons.length > 0 && { buttons }) };
}

/** A text without buttons is sent as one message for each of its paragraphs. */
export function splitParagraphs(message: BotMessage): BotMessage[] {
  const { text, ...rest } = message;
  if (text === undefined || message.buttons?.length || message.quick_replies?.length || message.custom)
    return [message];
  const parts = text.split(/\n[ \t]*\n/).filter((part) => part.trim() !== "");
  if (parts.length <= 1) return [message];
  return parts.map((part, i) =>
    i === parts.length - 1 ? { ...rest, text: part } : { text: part, utter_action: message.utter_action },
  );
}
