import { describe, expect, it } from "vitest";
import type { DataSchema } from "../../../../src/engine/actions/store";
import { Assistant, type TurnResult } from "../../../../src/engine/assistant";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import type { Interpreter, ResponseSelection } from "../../../../src/engine/nlu/parse-data";
import { namedResponse } from "../../../../src/engine/nlu/response-selection";
import { trainedCore } from "../../../support/small-project";

const FILES = {
  "config.yml": "assistant_id: a\npolicies:\n- name: RulePolicy\n",
  "domain.yml": `intents: [{faq: {is_retrieval_intent: true}}, {chitchat: {is_retrieval_intent: true}}]
responses:
  utter_faq/hours: [{text: From nine to five.}]
  utter_faq/price: [{text: Ten euros.}]
  utter_chitchat/name: [{text: I am Sotto.}]
`,
  "data/rules.yml": `rules:
- {rule: faq, steps: [{intent: faq}, {action: utter_faq}]}
- {rule: chitchat, steps: [{intent: chitchat}, {action: utter_chitchat}]}
- {rule: unsure, steps: [{intent: nlu_fallback}, {action: action_default_ask_affirmation}]}
`,
};

const faqHours = namedResponse("faq/hours", 0.9)["faq"] ?? [];
const chitchatName = namedResponse("chitchat/name", 0.9)["chitchat"] ?? [];
const BOTH = ["chitchat", "faq"];

/** One message, understood as said. */
function turn(intents: string[], selection?: ResponseSelection): Promise<TurnResult<DataSchema>> {
  const ranking = intents.map((name) => ({ name, confidence: 0.4 }));
  const interpreter: Interpreter = {
    parse: (text) => ({
      text,
      intent: ranking[0] ?? { name: null, confidence: 0 },
      entities: [],
      intent_ranking: ranking,
      ...(selection && { response_selector: selection }),
    }),
  };
  const assistant = new Assistant<DataSchema>({
    interpreter,
    core: trainedCore(FILES).model,
    actions: [],
    channel: "x",
  });
  const data = { get: async () => undefined, all: async () => [] };
  const host = { data, clock: fixedClock(0, "UTC"), random: seededRandom(1), signal: new AbortController().signal };
  return assistant.turn({ kind: "message", id: "1", text: "hm" }, assistant.tracker("t"), host);
}

describe("the action of a retrieval intent", () => {
  it.each([
    ["its own selector, before the one for all", "faq", { faq: faqHours, default: chitchatName }, "From nine to five."],
    ["the selector for all where it has none", "chitchat", { faq: faqHours, default: chitchatName }, "I am Sotto."],
  ])("says what was chosen by %s", async (_, intent, choices, text) => {
    const { replies, actions, problems } = await turn([intent], { all_retrieval_intents: BOTH, ...choices });
    expect(replies.map((reply) => reply.text)).toEqual([text]);
    expect(actions).toEqual([`utter_${intent}`, "action_listen"]);
    expect(problems).toEqual([]);
  });

  it.each([
    ["no selector has run", undefined],
    ["only the selector of another intent has", { all_retrieval_intents: BOTH, chitchat: chitchatName }],
  ])("says nothing, and tells why, where %s", async (_, selection) => {
    const { replies, problems } = await turn(["faq"], selection);
    expect(replies).toEqual([]);
    expect(problems).toMatchObject([{ code: "response.missing" }]);
  });

  it("is what a button means that asks whether the intent was meant", async () => {
    const payloads = async (selection?: ResponseSelection) =>
      (await turn(["nlu_fallback", "faq"], selection)).replies[0]?.buttons?.map(({ payload }) => payload);
    expect(await payloads({ all_retrieval_intents: BOTH, faq: faqHours })).toEqual(["/faq/hours", "/out_of_scope"]);
    expect(await payloads()).toEqual(["/faq", "/out_of_scope"]);
  });
});
