import { describe, expect, it } from "vitest";
import type { Action } from "../../../src/engine/actions/action";
import type { DataSchema } from "../../../src/engine/actions/store";
import { Assistant, type TurnInput, type TurnResult } from "../../../src/engine/assistant";
import type { Tracker } from "../../../src/engine/dialogue/tracker";
import { fixedClock, seededRandom } from "../../../src/engine/environment";
import type { ParseData } from "../../../src/engine/nlu/parse-data";
import { Conversation, trainedCore } from "../../support/small-project";
import { tableProject } from "./dialogue/table-project";

const MINUTE = 60_000;

function withAction(action: Action<DataSchema>): Conversation {
  const files = {
    ...tableProject,
    "domain.yml": `${tableProject["domain.yml"]}actions: [${action.name}]\n`,
    "data/greet.yml": `version: "3.1"\nrules:\n- rule: greet\n  steps: [{intent: greet}, {action: ${action.name}}]\n`,
    "data/stories.yml": `version: "3.1"\nstories: []\n`,
  };
  return new Conversation(files, [action]);
}

describe("a turn", () => {
  it("begins a conversation with a session", async () => {
    const talk = new Conversation(tableProject);
    const { events } = await talk.say("ask_hours");
    const names = events.map((event) => event.event);
    expect(names.slice(0, 4)).toEqual(["action", "session_started", "action", "user"]);
  });

  it("begins a new session after an hour of silence and carries the slots over", async () => {
    const talk = new Conversation(tableProject);
    await talk.say('ask_hours {"guests": 5}');
    talk.at(61 * MINUTE);
    const { events } = await talk.say("ask_hours");
    expect(events.some((event) => event.event === "session_started")).toBe(true);
    expect(talk.tracker.slot("guests")).toBe(5);
  });

  it("stays in the session when the silence was shorter", async () => {
    const talk = new Conversation(tableProject);
    await talk.say("ask_hours");
    talk.at(59 * MINUTE);
    expect((await talk.say("ask_hours")).events.some((event) => event.event === "session_started")).toBe(false);
  });

  it("falls back when no policy knows what to do, and forgets the message", async () => {
    const talk = new Conversation(tableProject);
    await talk.say("ask_hours");
    const { texts, actions } = await talk.say("inform");
    expect(texts).toEqual(["Sorry?"]);
    expect(actions).toEqual(["action_default_fallback", "action_listen"]);
    expect((await talk.say("ask_hours")).texts).toEqual(["We open at nine."]);
  });

  it("says sorry when an action throws, and the next turn works", async () => {
    const talk = withAction({
      name: "action_fail",
      run: () => {
        throw new Error("broken");
      },
    });
    const { texts, problems } = await talk.say("greet");
    expect(texts).toEqual([expect.stringContaining("something went wrong")]);
    expect(problems).toEqual([expect.objectContaining({ code: "action.failed" })]);
    expect((await talk.say("ask_hours")).texts).toEqual(["We open at nine."]);
  });

  it("ends all the same when an action never answers", async () => {
    const talk = withAction({ name: "action_hang", run: () => new Promise(() => undefined) });
    const { texts, problems, actions } = await talk.say("greet", AbortSignal.abort());
    expect(texts).toEqual([expect.stringContaining("something went wrong")]);
    expect(problems).toEqual([expect.objectContaining({ code: "action.failed" })]);
    expect(actions).toEqual(["action_hang", "action_listen"]);
    expect((await talk.say("ask_hours")).texts).toEqual(["We open at nine."]);
  });

  it("takes an intent that the domain doesn't have for one not understood", async () => {
    const talk = new Conversation(tableProject);
    const { parses, texts } = await talk.say('constructor {"guests": 2}');
    expect(parses[0]?.intent.name).toBe("nlu_fallback");
    expect(texts).toEqual(["Sorry?"]);
  });

  it("keeps nothing that a failed action wrote", async () => {
    const talk = withAction({
      name: "action_half",
      run: async ({ store }) => {
        await store.put("notes", { id: "1" });
        throw new Error("broken");
      },
    });
    expect((await talk.say("greet")).changes).toEqual([]);
  });

  it("gives back one change for a record that was written twice", async () => {
    const talk = withAction({
      name: "action_twice",
      run: async ({ store }) => {
        await store.put("notes", { id: "1" });
        await store.put("notes", { id: "1" });
        await store.put("notes", { id: "2" });
        await store.delete("notes", "2");
        return [];
      },
    });
    expect((await talk.say("greet")).changes).toEqual([
      { store: "notes", op: "put", value: { id: "1" }, before: null },
    ]);
  });

  it("runs the followup that an action asks for, against what the policies say", async () => {
    const talk = withAction({ name: "action_chain", run: () => [{ event: "followup", name: "utter_hours" }] });
    expect((await talk.say("greet")).actions.slice(0, 2)).toEqual(["action_chain", "utter_hours"]);
  });

  it("ends a turn that would go on for ever", async () => {
    const talk = withAction({ name: "action_chain", run: () => [{ event: "followup", name: "action_chain" }] });
    const { actions, problems } = await talk.say("greet");
    expect(actions).toHaveLength(11);
    expect(actions.at(-1)).toBe("action_listen");
    expect(problems).toEqual([expect.objectContaining({ code: "turn.too-many-actions" })]);
  });

  it("does only what restarts it while it is paused", async () => {
    const talk = withAction({ name: "action_pause", run: () => [{ event: "pause" }] });
    await talk.say("greet");
    expect((await talk.say("ask_hours")).replies).toEqual([]);
    await talk.say("restart");
    expect((await talk.say("ask_hours")).texts).toEqual(["We open at nine."]);
  });

  it("runs an event from outside through the same rules, without a message of the user", async () => {
    const talk = new Conversation(tableProject);
    const result = await talk.assistant.turn(
      { kind: "external", id: "1", intent: "ask_hours", entities: {} },
      talk.tracker,
      {
        data: { get: async () => undefined, all: async () => [] },
        clock: { now: () => 0, zone: "UTC" },
        random: () => 0,
        signal: new AbortController().signal,
      },
    );
    expect(result.replies.map((reply) => reply.text)).toEqual(["We open at nine."]);
    expect(result.events.find((event) => event.event === "user")?.metadata).toEqual({ is_external: true });
  });
});

describe("a reminder that fires", () => {
  const remind = (date_time: string): Action<DataSchema> => ({
    name: "action_remind",
    run: () => [
      { event: "reminder", name: "r", intent: "inform", entities: { guests: 3 }, date_time, kill_on_user_msg: true },
    ],
  });
  const host = {
    data: { get: async () => undefined, all: async () => [] },
    clock: fixedClock(0, "UTC"),
    random: seededRandom(1),
    signal: new AbortController().signal,
  };

  it("is answered like the intent said by the user, with its entities, and then pends no more", async () => {
    const talk = withAction(remind("1970-01-01T00:00:05"));
    await talk.say("greet");
    const [due] = talk.tracker.reminders;
    const input = {
      kind: "external",
      id: "x",
      intent: due!.intent,
      entities: due!.entities ?? {},
      reminder: due!.name,
    };
    const { parses } = await talk.assistant.turn(input as TurnInput, talk.tracker, host);
    expect(parses[0]).toMatchObject({ text: "EXTERNAL: inform", entities: [{ entity: "guests", value: 3 }] });
    expect(talk.tracker.reminders).toEqual([]);
  });

  it("takes entities as a list too", async () => {
    const talk = new Conversation(tableProject);
    const entities = [{ entity: "guests", value: 2, role: "adults" }];
    const { parses } = await talk.assistant.turn(
      { kind: "external", id: "x", intent: "book", entities },
      talk.tracker,
      host,
    );
    expect(parses[0]?.entities).toEqual([expect.objectContaining(entities[0]!)]);
  });

  it("is named among the problems when its time can't be read", async () => {
    const { problems } = await withAction(remind("soon")).say("greet");
    expect(problems).toEqual([expect.objectContaining({ code: "reminder.date" })]);
  });
});

describe("a message of several requests", () => {
  const intents: Record<string, string> = {
    "book a table": "book",
    "when do you open": "ask_hours",
    "hello my friend": "greet",
  };

  function talk(): {
    assistant: Assistant<DataSchema>;
    tracker: Tracker;
    say: (text: string) => Promise<TurnResult<DataSchema>>;
  } {
    const parse = (text: string): ParseData => {
      const known = intents[text];
      const intent = { name: known ?? "affirm", confidence: known === undefined ? 0.2 : 0.9 };
      return { text, intent, entities: [], intent_ranking: [intent] };
    };
    const assistant = new Assistant<DataSchema>({
      interpreter: { parse },
      core: trainedCore(tableProject).model,
      actions: [],
      channel: "test",
    });
    const tracker = assistant.tracker("test");
    const data = { get: async () => undefined, all: async () => [] };
    const { signal } = new AbortController();
    const say = (text: string) =>
      assistant.turn({ kind: "message", id: "m1", text }, tracker, {
        data,
        clock: fixedClock(0, "UTC"),
        random: seededRandom(1),
        signal,
      });
    return { assistant, tracker, say };
  }

  it("is a message of the user for each, answered in order in one turn", async () => {
    const { events, replies, parses } = await talk().say("when do you open and book a table");
    expect(parses.map(({ text }) => text)).toEqual(["when do you open", "book a table"]);
    expect(replies.map(({ text }) => text)).toEqual(["We open at nine.", "How many?"]);
    const said = events.flatMap((event) => (event.event === "user" ? [event] : []));
    expect(said).toMatchObject([
      {
        text: "when do you open",
        message_id: "m1",
        metadata: { message: "when do you open and book a table", part: 1 },
      },
      { text: "book a table", message_id: "m1", metadata: { message: "when do you open and book a table", part: 2 } },
    ]);
  });

  it("comes back to a form that the first of them opened", async () => {
    const { tracker, say } = talk();
    const { replies } = await say("book a table and when do you open");
    expect(replies.map(({ text }) => text)).toEqual(["How many?", "We open at nine.", "How many?"]);
    expect(tracker.activeLoop?.name).toBe("table_form");
  });

  it("is one answer while a form asks", async () => {
    const { say } = talk();
    await say("book a table");
    expect((await say("when do you open and book a table")).parses).toHaveLength(1);
  });

  it("has no part numbers where there is one request", async () => {
    const { events } = await talk().say("when do you open");
    expect(events.find((event) => event.event === "user")).not.toHaveProperty("metadata");
  });
});
