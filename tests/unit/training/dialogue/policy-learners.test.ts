import { describe, expect, it } from "vitest";
import { loadPolicies } from "../../../../src/engine/dialogue/policies/load";
import { initialSlots } from "../../../../src/engine/dialogue/slots";
import { stamp, type NewEvent } from "../../../../src/engine/dialogue/events";
import { Tracker } from "../../../../src/engine/dialogue/tracker";
import type { DataSchema } from "../../../../src/engine/actions/store";
import { Assistant } from "../../../../src/engine/assistant";
import { storyItem } from "../../../../src/engine/dialogue/story-yaml";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import { augmented } from "../../../../training/dialogue/augmentation";
import { trainCore, type TrainedCore } from "../../../../training/dialogue/core-trainer";
import { storyPaths } from "../../../../training/dialogue/story-graph";
import { storyTracker } from "../../../../training/dialogue/story-tracker";
import { projectOf, type Files } from "../../../support/small-project";

/** An assistant of a shop, whose stories don't say everything. */
function shop(policy: string, stories = STORIES): Files {
  return {
    "config.yml": `recipe: default.v1\nassistant_id: shop\npolicies:\n- ${policy}\n`,
    "domain.yml": `
version: "3.1"
intents: [greet, order, pay, thank, bye]
responses:
  utter_hello: [{text: Hello.}]
  utter_what: [{text: What shall it be?}]
  utter_paid: [{text: Paid.}]
  utter_welcome: [{text: You're welcome.}]
  utter_bye: [{text: Goodbye.}]
`,
    "data/stories.yml": stories,
  };
}

const STORIES = `
version: "3.1"
stories:
- story: all
  steps:
  - {intent: greet}
  - {action: utter_hello}
  - {intent: order}
  - {action: utter_what}
  - {intent: pay}
  - {action: utter_paid}
  - {intent: thank}
  - {action: utter_welcome}
  - {intent: bye}
  - {action: utter_bye}
- story: no greeting
  steps:
  - {intent: order}
  - {action: utter_what}
  - {intent: pay}
  - {action: utter_paid}
`;

const TED = "{name: TEDPolicy, max_history: 4, epochs: 60, transformer_size: 32}";
const UNEXPECTED = "{name: UnexpecTEDIntentPolicy, max_history: 4, epochs: 100, transformer_size: 32}";

const train = (files: Files, seed = 1, previous?: TrainedCore) => {
  const epochs: string[] = [];
  const before = previous && { ...previous.model, weights: previous.weights };
  const progress = (policy: string): void => void epochs.push(policy);
  return trainCore(projectOf(files), { seed, progress, previous: before ?? null }).then((core) => ({ core, epochs }));
};

/** The first policy's most likely action once these were said and done: intents, and actions by their names. */
function next({ model }: TrainedCore, steps: string[], text = ""): { action: string; confidence: number } {
  const events = ["action_listen", ...steps].flatMap((name): NewEvent[] => {
    if (name.startsWith("utter_") || name.startsWith("action_"))
      return [{ event: "action", name, policy: null, confidence: null, hide_rule_turn: false }];
    const parse_data = { text, intent: { name, confidence: 1 }, entities: [], intent_ranking: [] };
    return [{ event: "user", text, parse_data, message_id: "", input_channel: "test" }];
  });
  const tracker = new Tracker("test", initialSlots(model.domain), undefined, stamp(events, 0));
  const [policy] = loadPolicies(model);
  const ranked = [...(policy?.predict(tracker).probabilities ?? [])].sort(([, a], [, b]) => b - a);
  const [action = "", confidence = 0] = ranked[0] ?? [];
  return { action, confidence };
}

describe("TEDPolicy", () => {
  it("does what the stories do, and in a conversation that none of them is, what fits best", async () => {
    const { core } = await train(shop(TED));
    expect(next(core, ["order"]).action).toBe("utter_what");
    expect(next(core, ["order", "utter_what"]).action).toBe("action_listen");
    const twice = ["order", "utter_what", "action_listen", "order", "utter_what", "action_listen", "pay"];
    expect(next(core, twice)).toMatchObject({ action: "utter_paid" });
    expect(next(core, twice).confidence).toBeGreaterThan(0.5);
  });

  it("comes out the same, byte for byte, from the same seed, and otherwise from another", async () => {
    const { core } = await train(shop(TED));
    expect((await train(shop(TED))).core.weights).toEqual(core.weights);
    expect((await train(shop(TED), 2)).core.weights.bytes).not.toEqual(core.weights.bytes);
    const seeded = TED.replace("}", ", random_seed: 7}");
    const fixed = await train(shop(seeded));
    expect((await train(shop(seeded), 1)).core.weights.bytes).toEqual(fixed.core.weights.bytes);
  });

  it("is taken over from an earlier model unless something that it learns from has changed", async () => {
    const { core, epochs } = await train(shop(`{name: MemoizationPolicy}\n- ${TED}`));
    expect(epochs.length).toBeGreaterThan(1);
    const files = shop(TED);
    const reworded = { ...files, "domain.yml": (files["domain.yml"] as string).replace("Goodbye.", "See you.") };
    const again = await train(reworded, 1, core);
    expect(again.epochs).toEqual([]);
    expect(next(again.core, ["order"])).toEqual(next((await train(files)).core, ["order"]));
    expect(again.core.weights.bytes).toEqual(core.weights.bytes);
    const other = await train(shop(TED, STORIES.replaceAll("utter_bye", "utter_hello")), 1, core);
    expect(other.epochs.length).toBeGreaterThan(1);
  });

  it("keeps the likeliest actions only where ranking_length says so", async () => {
    const { core } = await train(shop(TED.replace("}", ", ranking_length: 2}")));
    const [policy] = loadPolicies(core.model);
    const tracker = new Tracker("test", initialSlots(core.model.domain));
    expect(policy?.predict(tracker).probabilities.size).toBe(2);
  });

  it("answers a text that end-to-end stories taught, and reads the intent of any other", async () => {
    const { core } = await train(
      shop(
        TED,
        `
version: "3.1"
stories:
- story: paid in words
  steps: [{intent: order}, {action: utter_what}, {user: "here is the money"}, {action: utter_paid}]
- story: greeted
  steps: [{intent: order}, {action: utter_what}, {intent: greet}, {action: utter_hello}]
`,
      ),
    );
    const asked = ["order", "utter_what", "action_listen"];
    expect(next(core, [...asked, "greet"], "here is the money").action).toBe("utter_paid");
    expect(next(core, [...asked, "greet"], "good morning").action).toBe("utter_hello");
  });

  it("says what the assistant says in end-to-end stories", async () => {
    const files = shop(
      TED,
      `
version: "3.1"
stories:
- story: paid in words
  steps: [{intent: order}, {action: utter_what}, {user: "here is the money"}, {bot: "Keep the change."}, {intent: bye}, {action: utter_bye}]
`,
    );
    const { core } = await train(files);
    expect(core.model.domain.actions.at(-1)).toBe("Keep the change.");
    const interpreter = {
      parse: (text: string) => {
        const intent = { name: text.includes("money") ? "greet" : text, confidence: 1 };
        return { text, intent, entities: [], intent_ranking: [intent] };
      },
    };
    const assistant = new Assistant<DataSchema>({ interpreter, core: core.model, actions: [], channel: "test" });
    const tracker = assistant.tracker("test");
    const said: (string | undefined)[] = [];
    for (const text of ["order", "here is the money", "bye"]) {
      const host = {
        data: { get: async () => undefined, all: async () => [] },
        clock: fixedClock(0, "UTC"),
        random: seededRandom(1),
        signal: new AbortController().signal,
      };
      said.push(
        ...(await assistant.turn({ kind: "message", id: text, text }, tracker, host)).replies.map(
          ({ text: reply }) => reply,
        ),
      );
    }
    expect(said).toEqual(["What shall it be?", "Keep the change.", "Goodbye."]);
    const story = storyItem(tracker.events, { name: "again", kind: "story", domain: core.model.domain });
    expect(story).toContain('- bot: "Keep the change."');
  });
});

describe("UnexpecTEDIntentPolicy", () => {
  it("notices an intent that no story has here, and lets pass what they have", async () => {
    const { core } = await train(shop(UNEXPECTED));
    const asked = ["order", "utter_what", "action_listen"];
    expect(next(core, [...asked, "thank"])).toEqual({ action: "action_unlikely_intent", confidence: 1 });
    expect(next(core, [...asked, "pay"])).toEqual({ action: "", confidence: 0 });
    expect(next(core, ["greet"])).toEqual({ action: "", confidence: 0 });
    expect(next(core, ["order"])).toEqual({ action: "", confidence: 0 });
  });

  it("speaks only right after a message, and not of the intents that it is to ignore", async () => {
    const { core } = await train(shop(UNEXPECTED.replace("}", ", ignore_intents_list: [thank]}")));
    const asked = ["order", "utter_what", "action_listen"];
    expect(next(core, [...asked, "thank"])).toEqual({ action: "", confidence: 0 });
    expect(next(core, [...asked, "bye"]).action).toBe("action_unlikely_intent");
    expect(next(core, [...asked, "bye", "action_unlikely_intent"])).toEqual({ action: "", confidence: 0 });
  });

  it("lets more pass with a tolerance", async () => {
    const { core } = await train(shop(UNEXPECTED.replace("}", ", tolerance: 1}")));
    expect(next(core, ["order", "utter_what", "action_listen", "thank"])).toEqual({ action: "", confidence: 0 });
  });
});

describe("stories glued together", () => {
  const project = projectOf(shop(TED));
  const stories = storyPaths(project.stories).paths.map((path) => storyTracker(path, project.domain));
  const actions = (made: typeof stories) =>
    made.map(({ tracker }) => tracker.events.flatMap((event) => (event.event === "action" ? [event.name] : [])));

  it("are whole conversations of two to four stories, the same from the same seed, none without a factor", () => {
    const made = augmented(stories, 50, seededRandom(1));
    // Of two stories: 4 pairs, 8 triples, 16 of four.
    expect(made).toHaveLength(28);
    for (const names of actions(made)) expect(names.join()).not.toContain("action_listen,action_listen");
    expect(actions(augmented(stories, 50, seededRandom(1)))).toEqual(actions(made));
    expect(augmented(stories, 0, seededRandom(1))).toEqual([]);
  });

  it("are at most ten for each step of the factor", () => {
    expect(augmented(stories, 1, seededRandom(1)).length).toBeLessThanOrEqual(12);
  });
});
