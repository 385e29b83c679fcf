import type { Json } from "../json";
import type { SlotMapping } from "../project/domain";

/** What became of one mapping of a slot at a message. */
export type MappingOutcome =
  | { kind: "filled"; value: Json }
  /** A custom mapping: its action may fill the slot. */
  | { kind: "runs-action"; action: string }
  /** A custom mapping without an action: only other actions and form validation fill the slot. */
  | { kind: "left-to-actions" }
  /** An earlier mapping of the slot gave a value. */
  | { kind: "not-tried" }
  | { kind: "no-message" }
  /** The assistant spoke since the message: it was answered. */
  | { kind: "already-answered" }
  | { kind: "other-intent"; intent: string | null; wanted: readonly string[] }
  | { kind: "excluded-intent"; intent: string; by: "mapping" | "ignored_intents" }
  /** None of its conditions holds. */
  | { kind: "other-situation"; activeLoop: string | null; requestedSlot: string | null }
  /** The form asked for this slot and refused the message; it's not for the form to read again. */
  | { kind: "form-rejected"; activeLoop: string }
  /** The entity could fill several slots of the form, and another one was asked for. */
  | { kind: "ambiguous"; slots: readonly string[]; requestedSlot: string | null }
  /** `found` are entities of the same name with another role or group. */
  | { kind: "no-entity"; found: readonly { role?: string; group?: string }[] }
  /** What it gives is null, as the slot is. */
  | { kind: "no-value" };

/** Why a slot was filled by a message, or was not. */
export interface SlotTrace {
  slot: string;
  /** What its mappings gave, before validation; absent where none did. */
  value?: Json;
  /** In their order: the first that gives a value wins. */
  mappings: readonly { mapping: SlotMapping; outcome: MappingOutcome }[];
}

/** An outcome in a few words, to follow "from_text: ". */
export function outcomeInWords(outcome: MappingOutcome): string {
  switch (outcome.kind) {
    case "filled":
      return `filled with ${JSON.stringify(outcome.value)}`;
    case "runs-action":
      return `left to ${outcome.action}`;
    case "left-to-actions":
      return "has no action of its own";
    case "not-tried":
      return "not tried, as an earlier mapping gave the value";
    case "no-message":
      return "there is no message";
    case "already-answered":
      return "the message was answered already";
    case "other-intent":
      return `wants the intent ${outcome.wanted.join(" or ")}, and it's ${outcome.intent ?? "none"}`;
    case "excluded-intent":
      return outcome.by === "mapping"
        ? `not_intent excludes ${outcome.intent}`
        : `the form's ignored_intents exclude ${outcome.intent}`;
    case "other-situation":
      return `no condition holds with ${situation(outcome.activeLoop, outcome.requestedSlot)}`;
    case "form-rejected":
      return `${outcome.activeLoop} asked for it and rejected the message`;
    case "ambiguous":
      return `the entity could also fill ${outcome.slots.join(", ")}, and ${outcome.requestedSlot ?? "nothing"} was asked for`;
    case "no-entity":
      return outcome.found.length === 0
        ? "the message has no such entity"
        : `the entity is there, but with ${outcome.found.map(partOf).join(" and ")}`;
    case "no-value":
      return "gives no value";
    default:
      return outcome satisfies never;
  }
}

function situation(activeLoop: string | null, requestedSlot: string | null): string {
  if (activeLoop === null) return "no active loop";
  return `the loop ${activeLoop} active and ${requestedSlot ?? "nothing"} asked for`;
}

function partOf({ role, group }: { role?: string; group?: string }): string {
  const parts = [...(role === undefined ? [] : [`role ${role}`]), ...(group === undefined ? [] : [`group ${group}`])];
  return parts.join(" and ") || "no role or group";
}
