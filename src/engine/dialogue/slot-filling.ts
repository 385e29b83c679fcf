import type { Json } from "../json";
import type { Entity } from "../nlu/parse-data";
import {
  REQUESTED_SLOT,
  SESSION_STARTED_METADATA_SLOT,
  type Domain,
  type Slot,
  type SlotMapping,
} from "../project/domain";
import type { MappingOutcome, SlotTrace } from "./slot-trace";
import type { TrackerView } from "./tracker";

interface Case {
  name: string;
  slot: Slot;
  tracker: TrackerView;
  domain: Domain;
}

/**
 * What the latest message gives each slot, and why, or why not (`action_extract_slots`): slots in the domain's order, the
 * mappings of each in order, the first that yields a value wins. The actions of custom mappings are for the caller to run.
 */
export function explainSlots(tracker: TrackerView, domain: Domain): SlotTrace[] {
  const blocked = blockedBy(tracker);
  return Object.entries(domain.slots)
    .filter(([name]) => name !== REQUESTED_SLOT && name !== SESSION_STARTED_METADATA_SLOT)
    .map(([name, slot]) => {
      let filled: { value: Json } | undefined;
      const mappings = slot.mappings.map((mapping) => {
        const outcome: MappingOutcome = filled
          ? { kind: "not-tried" }
          : (blocked ?? outcomeOf(mapping, { name, slot, tracker, domain }));
        if (outcome.kind === "filled") filled = { value: outcome.value };
        return { mapping, outcome };
      });
      return { slot: name, ...filled, mappings };
    });
}

function blockedBy(tracker: TrackerView): MappingOutcome | null {
  if (!tracker.latestMessage) return { kind: "no-message" };
  for (let i = tracker.events.length - 1; i >= 0; i--) {
    const kind = tracker.events[i]?.event;
    if (kind === "bot") return { kind: "already-answered" };
    if (kind === "user") return null;
  }
  return null;
}

function outcomeOf(mapping: SlotMapping, theCase: Case): MappingOutcome {
  return (
    wrongIntent(mapping, theCase) ??
    wrongSituation(mapping, theCase) ??
    ambiguity(mapping, theCase) ??
    valueOf(mapping, theCase)
  );
}

/** An intent that the mapping names is welcome even where the form ignores it. */
function wrongIntent(mapping: SlotMapping, { tracker, domain }: Case): MappingOutcome | null {
  const intent = tracker.latestMessage?.intent.name ?? null;
  if (mapping.intent.length > 0) {
    if (intent !== null && mapping.intent.includes(intent)) return null;
    return { kind: "other-intent", intent, wanted: mapping.intent };
  }
  if (intent === null) return null;
  if (mapping.notIntent.includes(intent)) return { kind: "excluded-intent", intent, by: "mapping" };
  if (ignoredByForm(mapping, tracker, domain).includes(intent))
    return { kind: "excluded-intent", intent, by: "ignored_intents" };
  return null;
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

function wrongSituation(mapping: SlotMapping, { name, tracker }: Case): MappingOutcome | null {
  const { activeLoop: loop } = tracker;
  const requested = requestedSlot(tracker);
  const elsewhere: MappingOutcome = {
    kind: "other-situation",
    activeLoop: loop?.name ?? null,
    requestedSlot: requested,
  };
  if (mapping.type === "from_trigger_intent") {
    // Only while a loop runs, of those that it names: so its first chance is the message that starts it.
    const isNamed = mapping.conditions.some((condition) => condition.activeLoop === loop?.name);
    return loop && (mapping.conditions.length === 0 || isNamed) ? null : elsewhere;
  }
  if (mapping.conditions.length === 0) return null;
  if (loop?.rejected && requested === name) return { kind: "form-rejected", activeLoop: loop.name };
  const holds = mapping.conditions.some((condition) => {
    if (condition.activeLoop === null) return loop === null;
    if (condition.activeLoop !== loop?.name) return false;
    return condition.requestedSlot === undefined || condition.requestedSlot === requested;
  });
  return holds ? null : elsewhere;
}

function requestedSlot(tracker: TrackerView): string | null {
  const requested = tracker.slot(REQUESTED_SLOT);
  return typeof requested === "string" ? requested : null;
}

/** In a form, an entity that the same mapping brings to two of its slots fills only the one that was asked for. */
function ambiguity(mapping: SlotMapping, { name, tracker, domain }: Case): MappingOutcome | null {
  const requested = requestedSlot(tracker);
  if (mapping.type !== "from_entity" || requested === name) return null;
  const form = domain.forms[tracker.activeLoop?.name ?? ""];
  if (!form?.requiredSlots.includes(name)) return null;
  const same = JSON.stringify(mapping);
  const slots = form.requiredSlots.filter((other) =>
    domain.slots[other]?.mappings.some((candidate) => other !== name && JSON.stringify(candidate) === same),
  );
  return slots.length > 0 ? { kind: "ambiguous", slots, requestedSlot: requested } : null;
}

function valueOf(mapping: SlotMapping, { name, slot, tracker }: Case): MappingOutcome {
  const filled = (value: Json): MappingOutcome =>
    value === null && tracker.slot(name) === null ? { kind: "no-value" } : { kind: "filled", value };
  const entities = tracker.latestMessage?.entities ?? [];
  switch (mapping.type) {
    case "from_entity": {
      const values = entities.filter((entity) => isMapped(entity, mapping)).map((entity) => entity.value);
      if (values.length > 0) return filled(slot.type === "list" ? values.flat() : (values.at(-1) ?? null));
      const others = entities.filter(({ entity }) => entity === mapping.entity);
      return { kind: "no-entity", found: others.map(({ role, group }) => ({ role, group })) };
    }
    case "from_text":
      return filled(asSlotValue(slot, tracker.latestMessage?.text ?? null));
    case "from_intent":
    case "from_trigger_intent":
      return filled(asSlotValue(slot, mapping.value));
    case "custom":
      return mapping.action === undefined
        ? { kind: "left-to-actions" }
        : { kind: "runs-action", action: mapping.action };
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
