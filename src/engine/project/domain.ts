import type { Button } from "../actions/bot-message";
import type { Json, JsonObject } from "../json";

/** A compiled domain: what `domain.yml` says, checked, with its defaults filled in. Written by `sotto train`, read by the engine. */
export interface Domain {
  intents: Record<string, IntentProperties>;
  entities: Record<string, EntityProperties>;
  /** In the domain's order: slots are filled in it. */
  slots: Record<string, Slot>;
  forms: Record<string, Form>;
  responses: Record<string, ResponseVariation[]>;
  /** Rasa's order: default actions, then the user's actions and `utter_*`, then forms, then end-to-end texts. The index breaks ties. */
  actions: string[];
  /** What end-to-end stories have the assistant say (`bot:`): each text is an action of that name, the last of `actions`. */
  endToEndActions: string[];
  /** Those that `actions:` lists, whatever else they are: a default action or a form listed there is overridden. */
  userActions: Record<string, UserAction>;
  sessionConfig: SessionConfig;
}

export interface IntentProperties {
  /** Entities that reach the policies with this intent; true for all. */
  useEntities: true | string[];
  ignoreEntities: string[];
  isRetrievalIntent: boolean;
}

export interface EntityProperties {
  roles: string[];
  groups: string[];
  influenceConversation: boolean;
}

interface SlotBase {
  initialValue: Json;
  influenceConversation: boolean;
  mappings: SlotMapping[];
}

export type Slot = SlotBase &
  (
    | { type: "text" | "bool" | "list" | "any" }
    | { type: "categorical"; values: string[] }
    | { type: "float"; minValue: number; maxValue: number }
  );

interface MappingBase {
  /** Empty lists: no restriction. */
  intent: string[];
  notIntent: string[];
  /** Empty: always. Otherwise one of them must hold. */
  conditions: MappingCondition[];
}

export interface MappingCondition {
  /** null: while no loop is active. */
  activeLoop: string | null;
  requestedSlot?: string;
}

export type SlotMapping = MappingBase &
  (
    | { type: "from_entity"; entity: string; role?: string; group?: string }
    | { type: "from_text" }
    | { type: "from_intent" | "from_trigger_intent"; value: Json }
    | { type: "custom"; action?: string }
  );

export interface Form {
  requiredSlots: string[];
  ignoredIntents: string[];
}

export interface UserAction {
  /** An action server gets the domain with each call, even if it gets it only where it must (`enable_selective_domain`). */
  sendDomain: boolean;
}

export interface ResponseVariation {
  text?: string;
  image?: string;
  buttons?: Button[];
  quick_replies?: Button[];
  attachment?: Json;
  elements?: Json[];
  custom?: JsonObject;
  button_type?: string;
  metadata?: Json;
  channel?: string;
  /** All must hold for the variation to be chosen. */
  condition: { name: string; value: Json }[];
  id?: string;
}

export interface SessionConfig {
  /** Minutes of silence after which a new session starts; 0: never. */
  expirationTime: number;
  carryOverSlots: boolean;
}

/** Intents that always exist (`rasa/shared/core/constants.py`). */
export const DEFAULT_INTENTS = ["restart", "back", "out_of_scope", "session_start", "nlu_fallback"] as const;

/** Actions that always exist, in Rasa's order. */
export const DEFAULT_ACTIONS = [
  "action_listen",
  "action_restart",
  "action_session_start",
  "action_default_fallback",
  "action_deactivate_loop",
  "action_revert_fallback_events",
  "action_default_ask_affirmation",
  "action_default_ask_rephrase",
  "action_two_stage_fallback",
  "action_unlikely_intent",
  "action_back",
  "...",
  "action_send_text",
  "action_extract_slots",
] as const;

/** Where `action_query_knowledge_base` keeps what was spoken of; a domain that lists the action has them by itself. */
export const KNOWLEDGE_BASE_ACTION = "action_query_knowledge_base";
export const KNOWLEDGE_BASE_SLOTS = [
  "knowledge_base_listed_objects",
  "knowledge_base_last_object",
  "knowledge_base_last_object_type",
] as const;

export const REQUESTED_SLOT = "requested_slot";
export const SESSION_STARTED_METADATA_SLOT = "session_started_metadata";
