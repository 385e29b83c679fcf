import type { Action } from "../../src/engine/actions/action";
import { Assistant, type TurnResult } from "../../src/engine/assistant";
import type { Tracker } from "../../src/engine/dialogue/tracker";
import { fixedClock, seededRandom, type Clock } from "../../src/engine/environment";
import type { JsonObject } from "../../src/engine/json";
import type { Interpreter, ParseData } from "../../src/engine/nlu/parse-data";
import type { DataSchema, DataSource } from "../../src/engine/actions/store";
import { compileCore, type CompiledCore } from "../../training/dialogue/core-trainer";
import { readProject } from "../../training/formats/project-reader";
import type { Fault, Project } from "../../training/formats/types";

/** A project's files, by path. */
export type Files = Record<string, string>;

/** Reads a project given as text, and compiles the policies that need no learning. Throws with its faults when it can't be used. */
export function trainedCore(files: Files): CompiledCore {
  return compileCore(projectOf(files));
}

/** Reads a project given as text. Throws with its faults when it can't be used. */
export function projectOf(files: Files): Project {
  const { project, faults } = readProject("test", {
    list: () => Object.entries(files).map(([path, text]) => ({ path, size: text.length })),
    read: (path) => files[path] ?? "",
    environment: {},
  });
  if (!project) throw new Error(faults.map(describe).join("\n"));
  return project;
}

function describe({ place, code, message }: Fault): string {
  return `${place.file}:${place.line}:${place.column} ${code} ${message}`;
}

/**
 * Understands only what is written as a payload: `greet {"name": "Anna"}` (or `/greet`), an intent and its entities. Throws at
 * `unreadable`.
 */
export const payloads: Interpreter = {
  parse(text) {
    const [name = "", json = "{}"] = text.replace(/^\//, "").split(/ (.*)/);
    if (name === "unreadable") throw new Error("A text that can't be read");
    const values = entitiesOf(json);
    if (!values) return { text, intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] };
    const entities = Object.entries(values).map(([entity, value]) => ({
      entity,
      value,
      start: 0,
      end: 0,
      extractor: "test",
    }));
    const intent = { name, confidence: 1 };
    return { text, intent, entities, intent_ranking: [intent] };
  },
};

/** null for a part of a payload, as comes when a message is tried in parts. */
function entitiesOf(json: string): Record<string, string> | null {
  try {
    return JSON.parse(json) as Record<string, string>;
  } catch {
    return null;
  }
}

const nothingStored: DataSource<DataSchema> = { get: async () => undefined, all: async () => [] };

/** A conversation with a small project: `say` one message, and see what comes of it. */
export class Conversation {
  readonly assistant: Assistant<DataSchema>;
  readonly tracker: Tracker;
  private turns = 0;

  constructor(
    files: Files,
    actions: Action<DataSchema>[] = [],
    private clock: Clock = fixedClock(0, "UTC"),
    /** What becomes of each reading. */
    readAs: (parse: ParseData) => ParseData = (parse) => parse,
  ) {
    const interpreter: Interpreter = {
      parse: async (text, context) => readAs(await payloads.parse(text, context)),
    };
    this.assistant = new Assistant({ interpreter, core: trainedCore(files).model, actions, channel: "test" });
    this.tracker = this.assistant.tracker("test");
  }

  /** Moves the clock. */
  at(milliseconds: number): void {
    this.clock = fixedClock(milliseconds, "UTC");
  }

  async say(
    text: string,
    signal = new AbortController().signal,
    metadata?: JsonObject,
  ): Promise<TurnResult<DataSchema> & { texts: string[] }> {
    const host = {
      data: nothingStored,
      clock: this.clock,
      random: seededRandom(++this.turns),
      signal,
    };
    const message = { kind: "message", id: String(this.turns), text, ...(metadata && { metadata }) } as const;
    const result = await this.assistant.turn(message, this.tracker, host);
    return { ...result, texts: result.replies.map((reply) => reply.text ?? "") };
  }
}
