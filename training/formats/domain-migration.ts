import type { Slot, SlotMapping } from "../../src/engine/project/domain";
import type { DomainBuilder } from "./domain-builder";
import type { ReadLog } from "./read-log";

/**
 * The slots of a domain. Where a file is older than 3.0, its slots have no mappings of their own; they get those that
 * its forms and `auto_fill` implied, as Rasa's own `rasa data migrate` writes them.
 */
export function migrateSlots(domain: DomainBuilder, log: ReadLog): Record<string, Slot> {
  const slots = new Map<string, Slot>();
  let isMigrated = false;
  for (const [name, { value: draft, place }] of domain.declared.slots) {
    if (draft.needsMigration && !isMigrated) {
      log.warning(
        place,
        "domain.migrated",
        "This domain is older than Rasa 3: its slots get their mappings from its forms and entities. " +
          "Write them out under each slot.",
      );
      isMigrated = true;
    }
    const { slot } = draft;
    slots.set(name, draft.needsMigration ? { ...slot, mappings: legacyMappings(name, draft.autoFill, domain) } : slot);
  }
  return Object.fromEntries(slots);
}

function legacyMappings(slot: string, autoFill: boolean, domain: DomainBuilder): SlotMapping[] {
  const mappings: SlotMapping[] = [];
  for (const [form, { value }] of domain.declared.forms) {
    for (const mapping of value.mappings.get(slot) ?? []) {
      const fillsUnasked = mapping.type === "from_entity" || mapping.type === "from_trigger_intent";
      const condition = fillsUnasked ? { activeLoop: form } : { activeLoop: form, requestedSlot: slot };
      const same = mappings.find((known) => isSameMapping(known, mapping));
      if (same) same.conditions.push(condition);
      else mappings.push({ ...mapping, conditions: [condition] });
    }
  }
  if (autoFill && domain.declared.entities.has(slot)) {
    mappings.push({ type: "from_entity", entity: slot, intent: [], notIntent: [], conditions: [] });
  }
  if (mappings.length === 0) mappings.push({ type: "custom", intent: [], notIntent: [], conditions: [] });
  return mappings;
}

function isSameMapping(a: SlotMapping, b: SlotMapping): boolean {
  return JSON.stringify({ ...a, conditions: [] }) === JSON.stringify({ ...b, conditions: [] });
}
