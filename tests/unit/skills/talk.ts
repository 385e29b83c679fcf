import { Assistant, type TurnInput } from "../../../src/engine/assistant";
import type { Change } from "../../../src/engine/actions/store";
import type { BotMessage } from "../../../src/engine/actions/bot-message";
import { seededRandom } from "../../../src/engine/environment";
import type { Json, JsonObject } from "../../../src/engine/json";
import { createDucklingExtractor } from "../../../src/engine/nlu/extractors/duckling";
import type { Tracker } from "../../../src/engine/dialogue/tracker";
import type { Entity, Interpreter, ParseData } from "../../../src/engine/nlu/parse-data";
import { formatIso } from "../../../src/engine/time/zone";
import { actionsWith } from "../../../src/skills/actions";
import type { Services } from "../../../src/skills/services";
import { journalEntry } from "../../../src/storage/journal";
import type { JournalEntry, Reminder, Timer, UserData } from "../../../src/storage/schema";
import { memoryServices } from "../../../training/commands/memory-services";
import { compileCore } from "../../../training/dialogue/core-trainer";
import { diskFiles } from "../../../training/formats/disk-files";
import { readProject } from "../../../training/formats/project-reader";

const ROOT = "training/assistant";
const ZONE = "Europe/Oslo";
const duckling = createDucklingExtractor();
const core = readCore();

/** The shipped assistant's domain and rules; what a message means is said by the tests. */
function readCore() {
  const { project, faults } = readProject(ROOT, diskFiles(ROOT));
  if (!project)
    throw new Error(faults.map(({ place, message }) => `${place.file}:${place.line} ${message}`).join("\n"));
  return compileCore(project).model;
}

/** A conversation over records in memory, with a clock that the test moves. */
export class Talk {
  readonly stores = new Map<string, Map<string, { id: string }>>();
  /** The actions of the last turn, without `action_listen`. */
  actions: string[] = [];
  /** What the last turn understood: more than one where the message made several requests. */
  requests: ParseData[] = [];
  private readonly random = seededRandom(1);
  private readonly assistant: Assistant<UserData>;
  private readonly tracker: Tracker;
  private ranking: { name: string; confidence: number }[] | null = null;
  private intent = "";
  private count = 0;

  /** `now` is ISO 8601 with an offset; by default Monday 2 March 2026, 09:30 in Oslo. Without an interpreter the tests say what is meant. */
  constructor(
    public now = "2026-03-02T09:30:00+01:00",
    interpreter: Interpreter = { parse: (text, context) => this.parse(text, context) },
    services: Services = memoryServices,
  ) {
    const actions = actionsWith(services);
    this.assistant = new Assistant<UserData>({ interpreter, core, actions, channel: "test" });
    this.tracker = this.assistant.tracker("test");
  }

  /** A message as a user types it. */
  async hear(text: string): Promise<BotMessage[]> {
    return this.say("", text);
  }

  /** A message, with its intent and its learnt entities marked as `[call Anna](task)`; times and numbers are read from it. */
  async say(intent: string, marked: string): Promise<BotMessage[]> {
    this.intent = intent;
    return this.turn({ kind: "message", id: `m${this.count++}`, text: marked });
  }

  /** A message that the model is unsure about. */
  async saySomethingLike(ranking: { name: string; confidence: number }[], marked: string): Promise<BotMessage[]> {
    this.ranking = ranking;
    const replies = await this.say("nlu_fallback", marked);
    this.ranking = null;
    return replies;
  }

  /** A button was pressed: `/intent{"entity": "value"}`. */
  async press(payload: string): Promise<BotMessage[]> {
    return this.say("", payload);
  }

  /** The host's scheduler found something due. */
  async ring(store: "reminders" | "timers", id: string): Promise<BotMessage[]> {
    return this.turn({ kind: "external", id: `e${this.count++}`, intent: "reminder_due", entities: { store, id } });
  }

  get reminders(): Reminder[] {
    return this.all("reminders") as Reminder[];
  }

  get timers(): Timer[] {
    return this.all("timers") as Timer[];
  }

  all(store: string): { id: string }[] {
    return [...(this.stores.get(store)?.values() ?? [])];
  }

  put(store: string, ...records: { id: string }[]): this {
    for (const record of records) this.apply(store, record.id, record);
    return this;
  }

  private async turn(input: TurnInput): Promise<BotMessage[]> {
    const at = Date.parse(this.now);
    const clock = { now: () => at, zone: ZONE };
    const data = {
      get: async (store: string, id: string) => structuredClone(this.stores.get(store)?.get(id)) as never,
      all: async (store: string) => structuredClone(this.all(store)) as never,
    };
    const signal = new AbortController().signal;
    const result = await this.assistant.turn(input, this.tracker, { data, clock, random: this.random, signal });
    if (result.problems.length > 0) throw new Error(result.problems.map(({ message }) => message).join("; "));
    this.keep(result.changes, formatIso(at, ZONE), input.kind === "message");
    this.requests = result.parses;
    this.actions = result.actions.filter((action) => action !== "action_listen");
    return result.replies;
  }

  private keep(changes: Change<UserData>[], at: string, isJournalled: boolean): void {
    for (const change of changes) {
      this.apply(String(change.store), change.value.id, change.op === "put" ? change.value : null);
    }
    const entry: JournalEntry | null = !isJournalled
      ? null
      : journalEntry(changes, { id: `j${this.count}`, at, conversation: "test", label: "" });
    if (entry) this.apply("journal", entry.id, entry);
  }

  private apply(store: string, id: string, record: { id: string } | null): void {
    const records = this.stores.get(store) ?? new Map<string, { id: string }>();
    this.stores.set(store, records);
    if (record) records.set(id, structuredClone(record));
    else records.delete(id);
  }

  private parse(marked: string, context: { now: number; zone: string }): ParseData {
    const payload = /^\/(\w+)(\{.*\})?$/.exec(marked);
    if (payload) return payloadOf(marked, payload[1] ?? "", payload[2]);
    const { text, entities } = unmark(marked);
    const found = [...entities, ...duckling.extract(text, context)].sort((a, b) => a.start - b.start);
    const intent = { name: this.intent, confidence: 0.9 };
    return { text, intent, entities: found, intent_ranking: [intent, ...(this.ranking ?? [])] };
  }
}

function payloadOf(text: string, name: string, json = "{}"): ParseData {
  const values = JSON.parse(json) as JsonObject;
  const entities = Object.entries(values).map(([entity, value]: [string, Json]): Entity => {
    return { entity, value, start: 0, end: text.length, extractor: "RegexMessageHandler" };
  });
  const intent = { name, confidence: 1 };
  return { text, intent, entities, intent_ranking: [intent] };
}

/** `[call Anna](task)` -> the text without the marks, and the entities where they stand in it. */
function unmark(marked: string): { text: string; entities: Entity[] } {
  const entities: Entity[] = [];
  let text = "";
  let last = 0;
  for (const match of marked.matchAll(/\[([^\]]+)\]\((\w+)\)/g)) {
    const [all, value = "", entity = ""] = match;
    text += marked.slice(last, match.index);
    entities.push({
      entity,
      value,
      start: text.length,
      end: text.length + value.length,
      extractor: "CRFEntityExtractor",
    });
    text += value;
    last = match.index + all.length;
  }
  return { text: text + marked.slice(last), entities };
}
