import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Action } from "../../src/engine/actions/action";
import { InMemoryKnowledgeBase } from "../../src/engine/actions/knowledge-base";
import { queryKnowledgeBase } from "../../src/engine/actions/query-knowledge-base";
import { inWords } from "../../src/engine/actions/responses";
import type { DataSchema } from "../../src/engine/actions/store";
import { Assistant } from "../../src/engine/assistant";
import { slotSet } from "../../src/engine/dialogue/events";
import type { Tracker } from "../../src/engine/dialogue/tracker";
import { fixedClock, seededRandom } from "../../src/engine/environment";
import { trainCore } from "../../training/dialogue/core-trainer";
import { diskFiles } from "../../training/formats/disk-files";
import { readProject } from "../../training/formats/project-reader";
import { trainNlu } from "../../training/nlu/train-nlu";
import { payloads } from "../support/small-project";

const CONFORMANCE = "../shared/conformance";
const isThere = existsSync(CONFORMANCE);
if (!isThere) console.warn(`${CONFORMANCE} is missing: the projects of others are not tested.`);

const clock = fixedClock(Date.UTC(2026, 2, 2, 9), "UTC");

/** A project of others, with the actions that it has in Python written anew. */
class Talk {
  readonly tracker: Tracker;
  private turns = 0;

  private constructor(private readonly assistant: Assistant<DataSchema>) {
    this.tracker = assistant.tracker("talk");
  }

  /** Trained whole, or understanding payloads only: `/greet`. */
  static async with(name: string, actions: Action<DataSchema>[], only?: "payloads"): Promise<Talk> {
    const root = `${CONFORMANCE}/${name}`;
    const { project } = readProject(root, diskFiles(root));
    if (!project) throw new Error(`${name} could not be read`);
    const { trained } =
      only === "payloads" ? { trained: null } : await trainNlu({ nlu: project.nlu, config: project.config, seed: 1 });
    const interpreter = only === "payloads" ? payloads : trained?.lite?.interpreter;
    if (!interpreter) throw new Error(`${name} could not be trained`);
    const { model: core } = await trainCore(project, { seed: 1 });
    return new Talk(new Assistant({ interpreter, core, actions, channel: "test" }));
  }

  /** What was done in answer: the actions, and what they said. */
  async say(text: string): Promise<{ actions: string[]; texts: string[] }> {
    return this.turn({ kind: "message", id: String(++this.turns), text });
  }

  async happens(
    intent: string,
    entities: Record<string, string> = {},
  ): Promise<{ actions: string[]; texts: string[] }> {
    return this.turn({ kind: "external", id: String(++this.turns), intent, entities });
  }

  private async turn(input: Parameters<Assistant<DataSchema>["turn"]>[0]) {
    const data = { get: async () => undefined, all: async () => [] };
    const host = { data, clock, random: seededRandom(this.turns), signal: new AbortController().signal };
    const { actions, replies, problems } = await this.assistant.turn(input, this.tracker, host);
    expect(problems).toEqual([]);
    return {
      actions: actions.filter((action) => action !== "action_listen"),
      texts: replies.map(({ text }) => text ?? ""),
    };
  }
}

describe.skipIf(!isThere)("projects of Rasa's own, with their actions written anew", { timeout: 300_000 }, () => {
  it("list what a knowledge base holds, and tell more of the second one", async () => {
    const data: unknown = JSON.parse(readFileSync(`${CONFORMANCE}/knowledgebasebot/knowledge_base_data.json`, "utf8"));
    const talk = await Talk.with("knowledgebasebot", [
      queryKnowledgeBase({ knowledgeBase: new InMemoryKnowledgeBase(data) }),
    ]);
    const { texts } = await talk.say("what restaurants can you recommend?");
    expect(texts).toHaveLength(6);
    const second = texts[2]?.slice(3) ?? "";
    const { texts: told } = await talk.say("what is the price range of the second one?");
    expect(told).toEqual([expect.stringMatching(`price-range of ${second}: (cheap|mid-range)`)]);
    expect((await talk.say("what cuisine is it?")).texts[0]).toMatch(`cuisine of ${second}: `);
    expect(
      (await talk.say("list some Italian restaurants")).texts
        .slice(1)
        .map((text) => text.slice(3))
        .toSorted(),
    ).toEqual(["Donath", "I due forni"]);
    expect((await talk.say("what is the star rating of Berlin Wall Hostel?")).texts).toEqual([
      "star-rating of Berlin Wall Hostel: 2",
    ]);
  });

  it("follow rules with conditions, a start, and no waiting", async () => {
    const talk = await Talk.with(
      "rules",
      [
        { name: "action_stop_q_form", run: () => [] },
        {
          name: "action_switch_faq",
          run: ({ tracker }) => [slotSet("detailed_faq", tracker.slot("detailed_faq") !== true)],
        },
      ],
      "payloads",
    );
    expect((await talk.say("/greet")).actions).toEqual(["utter_greet"]);
    // Only at the start.
    expect((await talk.say("/greet")).actions).toEqual(["action_default_fallback"]);
    expect((await talk.say("/activate_q_form")).texts).toEqual(["utter_ask_some_slot"]);
    expect((await talk.say("/explain")).texts).toEqual(["utter_explain_some_slot", "utter_ask_some_slot"]);
    expect((await talk.say('/inform {"some_slot": "a"}')).actions).toEqual(["loop_q_form", "utter_stop"]);
    talk.tracker.update({ event: "slot", name: "detailed_faq", value: true, timestamp: clock.now() / 1000 });
    expect((await talk.say("/faq")).actions).toEqual(["utter_faq", "utter_ask_did_help"]);
    expect((await talk.say("/deny")).actions).toEqual(["utter_detailed_faq", "utter_ask_did_help"]);
    expect((await talk.say("/deny")).actions).toEqual(["utter_ask_stop"]);
    expect((await talk.say("/affirm")).actions).toEqual(["utter_stop"]);
  });

  it("react to what happens outside of the conversation", async () => {
    const talk = await Talk.with("reminderbot", [
      {
        name: "action_set_reminder",
        run: ({ dispatcher, tracker }) => {
          dispatcher.say({ text: "I will." });
          const entities = Object.fromEntries(
            (tracker.latestMessage?.entities ?? []).map(({ entity, value }) => [entity, value]),
          );
          const date_time = "2026-03-02T09:00:05+00:00";
          return [
            {
              event: "reminder",
              intent: "EXTERNAL_reminder",
              date_time,
              entities,
              name: "call",
              kill_on_user_msg: false,
            },
          ];
        },
      },
      {
        name: "action_forget_reminders",
        run: ({ dispatcher }) => {
          dispatcher.say({ text: "Forgotten." });
          return [{ event: "cancel_reminder", intent: null, entities: null, name: null }];
        },
      },
      {
        name: "action_react_to_reminder",
        run: ({ dispatcher, tracker }) => {
          dispatcher.say({ text: `Call ${inWords(tracker.slot("PERSON"))}.` });
          return [];
        },
      },
      {
        name: "action_warn_dry",
        run: ({ dispatcher, tracker }) => {
          dispatcher.say({ text: `Water the ${inWords(tracker.latestMessage?.entities[0]?.value ?? null)}.` });
          return [];
        },
      },
      {
        name: "action_tell_id",
        run: ({ dispatcher, tracker }) => {
          dispatcher.say({ text: tracker.conversation });
          return [];
        },
      },
    ]);
    expect((await talk.say("hello")).actions).toEqual(["utter_what_can_do"]);
    expect(await talk.say("please remind me to call Susan")).toEqual({
      actions: ["action_set_reminder"],
      texts: ["I will."],
    });
    expect(talk.tracker.events.findLast(({ event }) => event === "reminder")).toMatchObject({ name: "call" });
    expect((await talk.happens("EXTERNAL_reminder", { PERSON: "Susan" })).texts).toEqual(["Call Susan."]);
    expect((await talk.happens("EXTERNAL_dry_plant", { plant: "fern" })).texts).toEqual(["Water the fern."]);
    expect((await talk.say("cancel all reminders please")).texts).toEqual(["Forgotten."]);
    expect((await talk.say("what's the conversation id?")).texts).toEqual(["talk"]);
  });

  it("compare what they searched for, by the slots that the search filled", async () => {
    const say = (name: string, text: string, events: ReturnType<typeof slotSet>[] = []): Action<DataSchema> => ({
      name,
      run: ({ dispatcher }) => {
        dispatcher.say({ text });
        return events;
      },
    });
    const talk = await Talk.with("concertbot", [
      say("action_search_venues", "Venues", [slotSet("venues", [{ name: "Big Arena", reviews: 4.5 }])]),
      say("action_search_concerts", "Concerts", [slotSet("concerts", [{ artist: "Foo Fighters", reviews: 4.5 }])]),
      say("action_show_venue_reviews", "Reviews of venues"),
      say("action_show_concert_reviews", "Reviews of concerts"),
      {
        name: "action_set_music_preference",
        run: ({ tracker }) => [slotSet("likes_music", tracker.latestMessage?.intent.name === "affirm")],
      },
    ]);
    expect((await talk.say("show me venues")).texts).toEqual(["Venues"]);
    expect((await talk.say("compare reviews")).texts).toEqual(["Reviews of venues"]);
    expect((await talk.say("find me some good concerts")).texts).toEqual(["Concerts"]);
    expect((await talk.say("compare reviews")).texts).toEqual(["Reviews of concerts"]);
    expect((await talk.say("how do I get started")).actions).toEqual(["utter_get_started"]);
    expect((await talk.say("no")).actions).toEqual(["action_set_music_preference", "utter_goodbye"]);
  });

  it("learn what to do from stories alone, one of them told in a user's own words", async () => {
    const talk = await Talk.with("e2ebot", []);
    expect((await talk.say("hi")).texts).toEqual(["hi!"]);
    expect((await talk.say("show me a place to eat")).actions).toEqual(["utter_suggest_cuisine"]);
    expect((await talk.say("I had that yesterday")).actions).toEqual(["utter_suggest_cuisine"]);
    expect((await talk.say("that sounds good")).actions).toEqual(["utter_search_restaurants"]);
  });
});
