import type { Json } from "../json";
import type { Entity } from "../nlu/parse-data";
import { REQUESTED_SLOT, type Domain, type Slot, type SlotMapping } from "../project/domain";
import type { TrackerView } from "./tracker";

/**
 * The slots that the latest message fills (`action_extract_slots`): slots in the domain's order, the mappings of each in
 * order, the first that yields a value wins. Custom mappings are for the caller, who can run actions.
 */
export function extractSlots(tracker: TrackerView, domain: Domain): [name: string, value: Json][] {
  if (!tracker.latestMessage || hasSpokenSinceMessage(tracker)) return [];
  const filled: [string, Json][] = [];
  for (const [name, slot] of Object.entries(domain.slots)) {
    const value = slot.mappings.reduce<Json>(
      (found, mapping) => (found !== null ? found : mappedValue(name, slot, mapping, tracker, domain)),
      null,
    );
    if (value !== null) filled.push([name, value]);
  }
  return filled;
}

/** The actions of custom mappings that apply to the latest message, each once. */
export function customMappingActions(tracker: TrackerView, domain: Domain): string[] {
  if (!tracker.latestMessage || hasSpokenSinceMessage(tracker)) return [];
  const actions = Object.entries(domain.slots).flatMap(([name, slot]) =>
    slot.mappings.flatMap((mapping) =>
      mapping.type === "custom" && mapping.action !== undefined && applies(name, mapping, tracker, domain)
        ? [mapping.action]
        : [],
    ),
  );
  return [...new Set(actions)];
}

function hasSpokenSinceMessage(tracker: TrackerView): boolean {
  for (let i = tracker.events.length - 1; i >= 0; i--) {
    const kind = tracker.events[i]?.event;
    if (kind === "bot") return true;
    if (kind === "user") return false;
  }
  return false;
}

function mappedValue(name: string, slot: Slot, mapping: SlotMapping, tracker: TrackerView, domain: Domain): Json {
  if (!applies(name, mapping, tracker, domain)) return null;
  const message = tracker.latestMessage;
  switch (mapping.type) {
    case "from_entity": {
      const values = (message?.entities ?? [])
        .filter((entity) => isMapped(entity, mapping))
        .map((entity) => entity.value);
      if (values.length === 0) return null;
      return slot.type === "list" ? values.flat() : (values.at(-1) ?? null);
    }
    case "from_text":
      return asSlotValue(slot, message?.text ?? null);
    case "from_intent":
      return asSlotValue(slot, mapping.value);
    case "from_trigger_intent":
      // Only the message that started the loop counts.
      return tracker.activeLoop?.triggerMessage === message ? asSlotValue(slot, mapping.value) : null;
    case "custom":
      return null;
    default:
      return mapping satisfies never;
  }
}

function asSlotValue(slot: Slot, value: Json): Json {
  return slot.type === "list" && value !== null && !Array.isArray(value) ? [value] : value;
}

function isMapped(entity: Entity, mapping: { entity: string; role?: string; group?: string }): boolean {
  return entity.entity === mapping.entity && entity.role === mapping.role && entity.group === mapping.group;
}

function applies(name: string, mapping: SlotMapping, tracker: TrackerView, domain: Domain): boolean {
  return (
    intentIsDesired(mapping, tracker, domain) &&
    conditionsHold(name, mapping, tracker) &&
    !isAmbiguousInForm(name, mapping, tracker, domain)
  );
}

function intentIsDesired(mapping: SlotMapping, tracker: TrackerView, domain: Domain): boolean {
  const intent = tracker.latestMessage?.intent.name ?? null;
  const notIntent = [...mapping.notIntent, ...ignoredByForm(mapping, tracker, domain)];
  if (mapping.intent.length > 0 && (intent === null || !mapping.intent.includes(intent))) return false;
  return intent === null || !notIntent.includes(intent);
}

/** A form's ignored intents fill nothing while it runs, unless the mapping speaks only of other forms. */
function ignoredByForm(mapping: SlotMapping, tracker: TrackerView, domain: Domain): string[] {
  const loop = tracker.activeLoop?.name;
  const form = loop === undefined ? undefined : domain.forms[loop];
  if (!form) return [];
  const concerns =
    mapping.conditions.length === 0 || mapping.conditions.some((condition) => condition.activeLoop === loop);
  return concerns ? form.ignoredIntents : [];
}

function conditionsHold(name: string, mapping: SlotMapping, tracker: TrackerView): boolean {
  const loop = tracker.activeLoop;
  if (mapping.type === "from_trigger_intent")
    return loop !== null && mapping.conditions.some((condition) => condition.activeLoop === loop.name);
  if (mapping.conditions.length === 0) return true;
  const requested = tracker.slot(REQUESTED_SLOT);
  if (loop?.rejected && requested === name) return false;
  return mapping.conditions.some((condition) => {
    if (condition.activeLoop === null) return loop === null;
    if (condition.activeLoop !== loop?.name) return false;
    return condition.requestedSlot === undefined || condition.requestedSlot === requested;
  });
}

/** In a form, an entity that could fill two of its slots fills only the one that was asked for. */
function isAmbiguousInForm(name: string, mapping: SlotMapping, tracker: TrackerView, domain: Domain): boolean {
  if (mapping.type !== "from_entity" || tracker.slot(REQUESTED_SLOT) === name) return false;
  const form = domain.forms[tracker.activeLoop?.name ?? ""];
  if (!form?.requiredSlots.includes(name)) return false;
  return form.requiredSlots.some((other) => {
    if (other === name) return false;
    const mappings = domain.slots[other]?.mappings ?? [];
    return mappings.some((candidate) => candidate.type === "from_entity" && sameEntity(candidate, mapping));
  });
}

function sameEntity(
  a: { entity: string; role?: string; group?: string },
  b: { entity: string; role?: string; group?: string },
): boolean {
  return a.entity === b.entity && a.role === b.role && a.group === b.group;
}
