import type { Json } from "../json";
import type { Domain, Slot } from "../project/domain";

/** In a rule: the slot or loop must not be set (`slot_was_set: [{name: null}]`, `active_loop: null`). */
export const SHOULD_NOT_BE_SET = "should_not_be_set";

/** What a categorical slot has besides its values: any other one. Rules and stories may name it. */
export const OTHER_VALUE = "__other__";

/** The text slot in which a form keeps what it asks for; a domain may declare its own. */
export function initialSlots(domain: Domain): Record<string, Json> {
  const values: Record<string, Json> = { requested_slot: null, session_started_metadata: null };
  for (const [name, slot] of Object.entries(domain.slots)) values[name] = slot.initialValue;
  return values;
}

/**
 * What a slot's value contributes to the dialogue state: one number or several, as Rasa's slot types have it
 * (`rasa/shared/core/slots.py`). Empty or all zero: the slot is not part of the state.
 */
export function slotFeatures(slot: Slot, value: Json): number[] {
  switch (slot.type) {
    case "text":
      return [value === null ? 0 : 1];
    case "bool": {
      const truth = toBool(value);
      return truth === null ? [0, 0] : [1, truth ? 1 : 0];
    }
    case "list":
      return [(Array.isArray(value) ? value.length > 0 : Boolean(value)) ? 1 : 0];
    case "float": {
      const number = typeof value === "number" ? value : Number.parseFloat(typeof value === "string" ? value : "");
      if (value === null || Number.isNaN(number)) return [0, 0];
      const clamped = Math.min(Math.max(number, slot.minValue), slot.maxValue);
      const range = slot.maxValue - slot.minValue;
      return [1, range === 0 ? 0 : (clamped - slot.minValue) / range];
    }
    case "categorical": {
      const values = slot.values.includes(OTHER_VALUE) ? slot.values : [...slot.values, OTHER_VALUE];
      if (value === null) return values.map(() => 0);
      const wanted = (typeof value === "string" ? value : JSON.stringify(value)).toLowerCase();
      const found = values.findIndex((candidate) => candidate.toLowerCase() === wanted);
      const chosen = found < 0 ? values.indexOf(OTHER_VALUE) : found;
      return values.map((_, i) => (i === chosen ? 1 : 0));
    }
    case "any":
      return [];
    default:
      return slot satisfies never;
  }
}

/** null for what is neither, such as the text "yes": to Rasa the slot is then not set (`bool_from_any`). */
function toBool(value: Json): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value === 1;
  if (typeof value !== "string") return null;
  if (/^\d+$/.test(value)) return Number(value) === 1;
  const word = value.trim().toLowerCase();
  return word === "true" ? true : word === "false" ? false : null;
}
