import type { Action } from "../../../src/engine/actions/action";
import type { BotMessage } from "../../../src/engine/actions/bot-message";
import type { Change, Store } from "../../../src/engine/actions/store";
import type { Event, NewEvent } from "../../../src/engine/dialogue/events";
import type { TrackerView } from "../../../src/engine/dialogue/tracker";
import { fixedClock, seededRandom } from "../../../src/engine/environment";
import type { Json } from "../../../src/engine/json";
import type { Entity } from "../../../src/engine/nlu/parse-data";
import { DEFAULT_ACTIONS, type Domain } from "../../../src/engine/project/domain";
import type { UserData } from "../../../src/storage/schema";

/** Stored records by store, as a test gives them. */
export type Records = { [S in keyof UserData as string extends S ? never : S]?: UserData[S][] };

export interface Situation {
  /** The message being answered. */
  text?: string;
  intent?: string;
  /** A span left out is that of the value's first occurrence in the text (0 to 0 where it isn't in it). */
  entities?: (Pick<Entity, "entity" | "value"> & Partial<Entity>)[];
  slots?: Record<string, Json>;
  /** Slots that the message just filled: set, and the SlotSet events at the tracker's end (form validation reads those). */
  filled?: Record<string, Json>;
  activeLoop?: string;
  records?: Records;
  /** ISO 8601 with an offset. */
  now?: string;
  zone?: string;
  seed?: number;
}

/** One thing the action said: for a response of the domain, `utter_action` and the values it was given. */
export type Said = BotMessage & { values?: Record<string, Json> };

export interface Outcome {
  events: NewEvent[];
  messages: Said[];
  changes: Change<UserData>[];
  /** What is stored afterwards. */
  records: Records;
}

/** Runs one action in a given situation, over records in memory and a clock that stands still. */
export async function runAction(action: Action<UserData>, situation: Situation = {}): Promise<Outcome> {
  const now = Date.parse(situation.now ?? "2026-03-02T09:30:00+01:00");
  const { store, changes, records } = memoryStore(situation.records ?? {});
  const messages: Said[] = [];
  const events = await action.run({
    tracker: trackerFor(situation, now),
    domain: emptyDomain,
    dispatcher: {
      utter: (response, values) => messages.push({ utter_action: response, ...(values && { values }) }),
      say: (message) => messages.push(message),
    },
    store,
    clock: fixedClock(now, situation.zone ?? "Europe/Oslo"),
    random: seededRandom(situation.seed ?? 1),
    signal: new AbortController().signal,
    earlierEvents: async () => [],
    report: () => undefined,
  });
  return { events, messages, changes, records: records() };
}

/** The action of that name among a skill's actions. */
export function actionNamed(actions: Action<UserData>[], name: string): Action<UserData> {
  const found = actions.find((action) => action.name === name);
  if (!found) throw new Error(`no action ${name}; there are ${actions.map((action) => action.name).join(", ")}`);
  return found;
}

/** The value that the returned events leave in a slot; undefined where none sets it. */
export function slotAfter(events: NewEvent[], name: string): Json | undefined {
  const last = events.findLast((event) => event.event === "slot" && event.name === name);
  return last?.event === "slot" ? last.value : undefined;
}

function trackerFor(situation: Situation, now: number): TrackerView {
  const text = situation.text ?? "";
  const slots = { ...situation.slots, ...situation.filled };
  const intent = { name: situation.intent ?? null, confidence: 1 };
  const message = {
    text,
    intent,
    entities: (situation.entities ?? []).map((entity) => {
      const words = typeof entity.value === "string" ? entity.value : JSON.stringify(entity.value);
      const start = Math.max(0, text.toLowerCase().indexOf(words.toLowerCase()));
      const end = text === "" ? 0 : start + words.length;
      return { start, end, extractor: "CRFEntityExtractor", ...entity };
    }),
    intent_ranking: [intent],
  };
  const events: Event[] = Object.entries(situation.filled ?? {}).map(([name, value]) => ({
    event: "slot",
    name,
    value,
    timestamp: now / 1000,
  }));
  return {
    conversation: "test",
    slots,
    slot: (name) => slots[name] ?? null,
    latestMessage: message,
    activeLoop: situation.activeLoop
      ? { name: situation.activeLoop, isInterrupted: false, rejected: false, triggerMessage: null }
      : null,
    latestAction: "action_listen",
    followupAction: null,
    paused: false,
    events,
  };
}

function memoryStore(initial: Records) {
  const stores = new Map<string, Map<string, { id: string }>>();
  const changes: Change<UserData>[] = [];
  const recordsOf = (name: string) => {
    const records = stores.get(name) ?? new Map<string, { id: string }>();
    stores.set(name, records);
    return records;
  };
  for (const [name, records] of Object.entries(initial)) {
    for (const record of records ?? []) recordsOf(name).set(record.id, structuredClone(record));
  }
  const store: Store<UserData> = {
    get: (name, id) => Promise.resolve(structuredClone(recordsOf(name).get(id)) as never),
    all: (name) => Promise.resolve(structuredClone([...recordsOf(name).values()]) as never),
    put(name, value) {
      changes.push({
        store: name,
        op: "put",
        value,
        before: recordsOf(name).get(value.id) ?? null,
      } as Change<UserData>);
      recordsOf(name).set(value.id, structuredClone(value));
      return Promise.resolve();
    },
    delete(name, id) {
      const value = recordsOf(name).get(id);
      if (value) changes.push({ store: name, op: "delete", value } as Change<UserData>);
      recordsOf(name).delete(id);
      return Promise.resolve();
    },
  };
  const records = () => Object.fromEntries([...stores].map(([name, byId]) => [name, [...byId.values()]])) as Records;
  return { store, changes, records };
}

const emptyDomain: Domain = {
  intents: {},
  entities: {},
  slots: {},
  forms: {},
  responses: {},
  actions: [...DEFAULT_ACTIONS],
  endToEndActions: [],
  userActions: {},
  sessionConfig: { expirationTime: 60, carryOverSlots: true },
};
