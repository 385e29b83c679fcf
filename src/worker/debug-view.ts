import type { Json, JsonObject } from "../engine/json";

/* What the page's debugger shows: a part of the protocol (protocol.ts). */

/** The session as its designer sees it. */
export interface DebugView {
  /** Oldest first. */
  turns: DebugTurn[];
  /** Now, in the domain's order; those that hold nothing too. */
  slots: { name: string; value: Json }[];
  loop: string | null;
}

/** A message, or something that happened, and what came of it. */
export interface DebugTurn {
  /** Of its last event. */
  seq: number;
  text: string;
  /** As the interpreter ranked them, the intent that was acted on first. */
  intents: { name: string; confidence: number }[];
  /** Share of familiar messages that look stranger than this one; null where it isn't known. */
  outOfScope: number | null;
  entities: { entity: string; value: Json; role?: string; group?: string; extractor: string; confidence?: number }[];
  steps: DebugStep[];
  /** Only of messages since the page was opened. */
  notes: DebugNotes | null;
}

export type DebugStep =
  | { kind: "action"; name: string; policy: string | null; confidence: number | null; source: string | null }
  /** Any other event under its name in Rasa. */
  | { kind: "event"; name: string; detail: JsonObject };

/** What isn't kept with the events. */
export interface DebugNotes {
  /** Of each slot that has mappings, why the message filled it or didn't: one line a mapping. */
  slots: { name: string; why: string[] }[];
  problems: { code: string; message: string }[];
}
