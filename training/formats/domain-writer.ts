import { DEFAULT_INTENTS } from "../../src/engine/project/domain";
import type {
  Domain,
  EntityProperties,
  Form,
  IntentProperties,
  Slot,
  SlotMapping,
} from "../../src/engine/project/domain";
import { responseItems } from "./response-writer";
import { writeYaml } from "./yaml-writer";

/** A domain as one file of Rasa's YAML, which reads back as the same. */
export function writeDomain(domain: Domain): string {
  const { sessionConfig } = domain;
  return writeYaml({
    intents: Object.entries(domain.intents).flatMap(([name, properties]) => intentItem(name, properties)),
    entities: Object.entries(domain.entities).map(([name, properties]) => named(name, entityItem(properties))),
    slots: mapped(domain.slots, slotItem),
    forms: mapped(domain.forms, formItem),
    responses: responseItems(domain.responses),
    actions: Object.entries(domain.userActions).map(([name, { sendDomain }]) =>
      named(name, sendDomain ? { send_domain: true } : {}),
    ),
    session_config: {
      session_expiration_time: sessionConfig.expirationTime,
      carry_over_slots_to_new_session: sessionConfig.carryOverSlots,
    },
  });
}

function intentItem(name: string, { useEntities, ignoreEntities, isRetrievalIntent }: IntentProperties): unknown[] {
  const properties = {
    ...(useEntities !== true && { use_entities: useEntities }),
    ...(ignoreEntities.length > 0 && { ignore_entities: ignoreEntities }),
    ...(isRetrievalIntent && { is_retrieval_intent: true }),
  };
  const isGiven = DEFAULT_INTENTS.some((intent) => intent === name) && Object.keys(properties).length === 0;
  return isGiven ? [] : [named(name, properties)];
}

function entityItem({ roles, groups, influenceConversation }: EntityProperties): object {
  return {
    ...(roles.length > 0 && { roles }),
    ...(groups.length > 0 && { groups }),
    ...(!influenceConversation && { influence_conversation: false }),
  };
}

function slotItem(slot: Slot): object {
  const { type, initialValue, influenceConversation, mappings } = slot;
  return {
    type,
    ...(slot.type === "categorical" && { values: slot.values }),
    ...(slot.type === "float" && { min_value: slot.minValue, max_value: slot.maxValue }),
    ...(initialValue !== null && { initial_value: initialValue }),
    ...(!influenceConversation && type !== "any" && { influence_conversation: false }),
    mappings: mappings.map(mappingItem),
  };
}

function mappingItem({ intent, notIntent, conditions, ...own }: SlotMapping): object {
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

function formItem({ requiredSlots, ignoredIntents }: Form): object {
  return { ...(ignoredIntents.length > 0 && { ignored_intents: ignoredIntents }), required_slots: requiredSlots };
}

/** `name`, or `name: {properties}` where it has any. */
function named(name: string, properties: object): unknown {
  return Object.keys(properties).length === 0 ? name : { [name]: properties };
}

function mapped<T>(values: Readonly<Record<string, T>>, item: (value: T) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, item(value)]));
}
