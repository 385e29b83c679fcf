import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readIntentMessage } from "../../../../src/engine/nlu/intent-message";

describe("readIntentMessage", () => {
  it("reads the intent with confidence 1, and its entities with the place they stand at", () => {
    const text = '/inform{"city": "Oslo"}';
    expect(readIntentMessage(text)).toEqual({
      intent: { name: "inform", confidence: 1 },
      entities: [{ entity: "city", value: "Oslo", start: 7, end: text.length, extractor: "RegexMessageHandler" }],
    });
  });

  it("reads a confidence, and never takes more than 1", () => {
    expect(readIntentMessage("/greet@0.9")?.intent.confidence).toBe(0.9);
    expect(readIntentMessage("/greet@7")?.intent.confidence).toBe(1);
  });

  it("gives an entity for each value of a list", () => {
    expect(readIntentMessage('/buy{"item": ["milk", 2]}')?.entities.map(({ value }) => value)).toEqual(["milk", 2]);
  });

  it("keeps the intent where the entities aren't JSON", () => {
    expect(readIntentMessage("/inform{city: Oslo}")).toEqual({
      intent: { name: "inform", confidence: 1 },
      entities: [],
    });
  });

  it("reads the response key of a retrieval intent as a response chosen for it", () => {
    const chosen = {
      responses: [],
      confidence: 0.9,
      intent_response_key: "faq/ask_hours",
      utter_action: "utter_faq/ask_hours",
    };
    expect(readIntentMessage("/faq/ask_hours@0.9")).toEqual({
      intent: { name: "faq", confidence: 0.9 },
      entities: [],
      response_selector: {
        all_retrieval_intents: ["faq"],
        faq: { response: chosen, ranking: [{ intent_response_key: "faq/ask_hours", confidence: 0.9 }] },
      },
    });
    expect(readIntentMessage("/faq")).not.toHaveProperty("response_selector");
  });

  it.each(["hello", "a /b", "/", "/ greet", "/usr is full of things", ""])("leaves %j to the classifier", (text) => {
    expect(readIntentMessage(text)).toBeNull();
  });

  it("takes any text without throwing", () => {
    fc.assert(fc.property(fc.string(), (text) => void readIntentMessage(`/a${text}`)));
  });
});
