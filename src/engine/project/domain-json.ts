import type { Json, JsonObject } from "../json";
import type { Domain, EntityProperties, ResponseVariation, Slot, SlotMapping } from "./domain";

/** A compiled domain in the form of `domain.yml` with all defaults written out: what an action of Rasa gets as its `domain`. */
export function domainJson(domain: Domain): JsonObject {
  const { expirationTime, carryOverSlots } = domain.sessionConfig;
  return {
    version: "3.1",
    intents: Object.entries(domain.intents).map(([name, { useEntities, ignoreEntities, isRetrievalIntent }]) => ({
      [name]: {
        use_entities: useEntities,
        ...(ignoreEntities.length > 0 && { ignore_entities: ignoreEntities }),
        ...(isRetrievalIntent && { is_retrieval_intent: true }),
      },
    })),
    entities: Object.entries(domain.entities).map(([name, properties]) => withProperties(name, entityJson(properties))),
    slots: Object.fromEntries(Object.entries(domain.slots).map(([name, slot]) => [name, slotJson(slot)])),
    responses: responsesJson(domain.responses),
    actions: Object.keys(domain.userActions),
    forms: Object.fromEntries(
      Object.entries(domain.forms).map(([name, { requiredSlots, ignoredIntents }]) => [
        name,
        { required_slots: requiredSlots, ignored_intents: ignoredIntents },
      ]),
    ),
    e2e_actions: domain.endToEndActions,
    session_config: { session_expiration_time: expirationTime, carry_over_slots_to_new_session: carryOverSlots },
  };
}

/** `name`, or `name: {properties}` where it has any. */
export function withProperties(name: string, properties: JsonObject): Json {
  return Object.keys(properties).length === 0 ? name : { [name]: properties };
}

export function entityJson({ roles, groups, influenceConversation }: EntityProperties): JsonObject {
  return {
    ...(roles.length > 0 && { roles }),
    ...(groups.length > 0 && { groups }),
    ...(!influenceConversation && { influence_conversation: false }),
  };
}

function slotJson(slot: Slot): JsonObject {
  return {
    type: slot.type,
    initial_value: slot.initialValue,
    influence_conversation: slot.influenceConversation,
    ...slotRange(slot),
    mappings: slot.mappings.map(mappingJson),
  };
}

/** What a slot of its type may hold. */
export function slotRange(slot: Slot): JsonObject {
  if (slot.type === "categorical") return { values: slot.values };
  return slot.type === "float" ? { min_value: slot.minValue, max_value: slot.maxValue } : {};
}

export function mappingJson({ intent, notIntent, conditions, ...own }: SlotMapping): JsonObject {
  return {
    ...own,
    ...(intent.length > 0 && { intent }),
    ...(notIntent.length > 0 && { not_intent: notIntent }),
    ...(conditions.length > 0 && {
      conditions: conditions.map(({ activeLoop, requestedSlot }) => ({
        active_loop: activeLoop,
        ...(requestedSlot !== undefined && { requested_slot: requestedSlot }),
      })),
    }),
  };
}

/** The map under `responses:`, by name. */
export function responsesJson(responses: Readonly<Record<string, ResponseVariation[]>>): Record<string, JsonObject[]> {
  return Object.fromEntries(
    Object.entries(responses).map(([name, variations]) => [
      name,
      variations.map(({ condition, ...said }) => ({
        ...(condition.length > 0 && { condition: condition.map((slot) => ({ type: "slot", ...slot })) }),
        ...(said as JsonObject),
      })),
    ]),
  );
}
