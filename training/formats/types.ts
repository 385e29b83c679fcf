import type { Json, JsonObject } from "../../src/engine/json";
import type { ActionEndpoint } from "../../src/engine/project/action-endpoint";
import type { Domain, ResponseVariation } from "../../src/engine/project/domain";

/** Where something stands in a project's files; lines and columns count from 1. */
export interface Place {
  /** Relative to the project's root, with forward slashes. */
  file: string;
  line: number;
  column: number;
}

/** Something wrong in a project: printed as `file:line:column code message`. */
export interface Fault {
  place: Place;
  /** e.g. `nlu.entity-brackets`; `docs/designer-faults.md` lists them all. */
  code: string;
  /** What was found, what was expected, what to do. */
  message: string;
  /** A warning is printed and the work goes on. */
  severity: "error" | "warning";
}

/** A Rasa project, read and checked. What is in here is trusted by everything behind it. */
export interface Project {
  domain: Domain;
  config: Config;
  nlu: NluData;
  stories: Story[];
  rules: Rule[];
  /** `endpoints.yml` as it is written. */
  endpoints: JsonObject;
  /** The action server that it names. */
  actionEndpoint: ActionEndpoint | null;
  connections: ProjectConnections;
}

/** Whom the page may connect to beside its own origin. */
export interface ProjectConnections {
  /** Whether users may connect servers of their own. */
  own: boolean;
  servers: ProjectConnector[];
}

export interface ProjectConnector {
  kind: string;
  name: string;
  address: string;
  /** `signIn` and `header`: how to sign in. No secret. */
  settings: JsonObject;
}

export interface ReadResult {
  /** null when errors make it unusable. */
  project: Project | null;
  faults: Fault[];
}

export interface Config {
  language: string;
  assistantId: string | null;
  /** With Rasa's defaults filled in where a project leaves them empty. */
  pipeline: Component[];
  policies: Component[];
  /** The file as it was, kept beside every model trained from it. */
  source: string;
}

/** A pipeline component or policy: its Rasa name without module path, and its options as written. */
export interface Component {
  name: string;
  options: JsonObject;
  /** A class in a module of the project's own (`components.mood.MoodClassifier`): Python, which isn't run. */
  isOwn?: true;
  place: Place;
}

export interface NluData {
  examples: NluExample[];
  /** Lower-cased variant -> canonical value; the value's own lower-case form is a variant too. */
  synonyms: Record<string, string>;
  regexes: { name: string; patterns: string[]; place: Place }[];
  lookups: { name: string; entries: string[]; place: Place }[];
  /** Those of retrieval intents, by response key (`faq/ask_hours`), from the domain and the NLU files alike. */
  responses: Record<string, ResponseVariation[]>;
}

export interface NluExample {
  /** The classifier's label: `faq` for `faq/ask_hours`. */
  intent: string;
  /** The response key of a retrieval intent: `faq/ask_hours`. */
  intentResponseKey?: string;
  /** Without the annotations. */
  text: string;
  entities: AnnotatedEntity[];
  metadata?: Json;
  place: Place;
}

export interface AnnotatedEntity {
  entity: string;
  /** UTF-16 code units into the example's text; `end` is exclusive. */
  start: number;
  end: number;
  value: string;
  role?: string;
  group?: string;
}

export interface Story {
  name: string;
  steps: Step[];
  place: Place;
}

export interface Rule extends Story {
  /** Holds before the first step. */
  condition: Step[];
  conversationStart: boolean;
  waitForUserInput: boolean;
}

export type Step = { place: Place } & (
  | UserStep
  /** The alternatives of an `or:`; each is one step. */
  | { kind: "or"; alternatives: Step[] }
  | { kind: "action"; name: string }
  /** An end-to-end bot text. */
  | { kind: "bot"; text: string }
  | { kind: "slots"; slots: StorySlot[] }
  | { kind: "loop"; name: string | null }
  | { kind: "checkpoint"; name: string; slots: StorySlot[] }
);

export interface UserStep {
  kind: "user";
  /** Without intent it is an end-to-end step: the text itself is what is learnt. `faq` for `faq/ask_hours`. */
  intent?: string;
  /** The response key of a retrieval intent, where the step gives one: `faq/ask_hours`. */
  intentResponseKey?: string;
  /** Full text of a `user:` step (annotations removed); test stories and end-to-end steps have one. */
  text?: string;
  entities: StoryEntity[];
}

export interface StoryEntity {
  entity: string;
  /** An empty text where the story names the entity only: a text slot that it fills counts as filled. */
  value: Json;
  role?: string;
  group?: string;
  /** Where it stands in the text, for those annotated in it. */
  start?: number;
  end?: number;
}

/** `slot_was_set`: with `value` undefined where only the name is given ("it was set"). */
export interface StorySlot {
  name: string;
  value?: Json;
}
