import type { JsonObject } from "../../src/engine/json";
import { DEFAULT_INTENTS, KNOWLEDGE_BASE_SLOTS } from "../../src/engine/project/domain";
import type { Domain, Form, IntentProperties, Slot, UserAction } from "../../src/engine/project/domain";
import {
  entityJson,
  mappingJson,
  responsesJson,
  slotRange,
  withProperties,
} from "../../src/engine/project/domain-json";
import { writeYaml } from "./yaml-writer";

/** A domain as one file of Rasa's YAML, which reads back as the same. */
export function writeDomain(domain: Domain): string {
  const { sessionConfig } = domain;
  // What the domain has by itself isn't written.
  const slots = Object.entries(domain.slots).filter(
    ([name, { mappings }]) => mappings.length > 0 || !KNOWLEDGE_BASE_SLOTS.some((slot) => slot === name),
  );
  return writeYaml({
    intents: Object.entries(domain.intents).flatMap(([name, properties]) => intentItem(name, properties)),
    entities: Object.entries(domain.entities).map(([name, properties]) => withProperties(name, entityJson(properties))),
    slots: mapped(Object.fromEntries(slots), slotItem),
    forms: mapped(domain.forms, formItem),
    responses: responsesJson(domain.responses),
    actions: Object.entries(domain.userActions).map(([name, action]) => withProperties(name, actionItem(action))),
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
  return isGiven ? [] : [withProperties(name, properties)];
}

function slotItem(slot: Slot): object {
  const { type, initialValue, influenceConversation, mappings } = slot;
  return {
    type,
    ...slotRange(slot),
    ...(initialValue !== null && { initial_value: initialValue }),
    ...(!influenceConversation && type !== "any" && { influence_conversation: false }),
    mappings: mappings.map(mappingJson),
  };
}

function actionItem({ sendDomain }: UserAction): JsonObject {
  return sendDomain ? { send_domain: true } : {};
}

function formItem({ requiredSlots, ignoredIntents }: Form): object {
  return { ...(ignoredIntents.length > 0 && { ignored_intents: ignoredIntents }), required_slots: requiredSlots };
}

function mapped<T>(values: Readonly<Record<string, T>>, item: (value: T) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, item(value)]));
}
