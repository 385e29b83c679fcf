import { expect, test } from "vitest";
import { actions } from "../../../../src/skills/smalltalk/actions";
import { actionNamed, runAction, slotAfter } from "../run-action";

const remember = actionNamed(actions, "action_remember_name");

test.each([
  ["call me Jo", "Jo", "Jo"],
  ["my name is jean-paul", "jean-paul", "Jean-Paul"],
  ["please call me Mrs Henderson", "Mrs Henderson", "Mrs Henderson"],
  ["i'm mark", undefined, "Mark"],
  ["change my name to Nina", undefined, "Nina"],
  ["my name is Sam by the way", undefined, "Sam"],
])("%s", async (text, person, name) => {
  const entities = person === undefined ? [] : [{ entity: "person", value: person }];
  const { events, messages } = await runAction(remember, { text, intent: "tell_name", entities });
  expect(slotAfter(events, "user_name")).toBe(name);
  expect(messages).toEqual([{ utter_action: "utter_name_remembered", values: { user_name: name } }]);
});

test.each(["don't call me that", "I'm fine", "let me tell you my name", "x".repeat(200)])(
  "%s names nobody: asks, and keeps the name it knew",
  async (text) => {
    const { events, messages } = await runAction(remember, { text, slots: { user_name: "Jo" } });
    expect(events).toEqual([]);
    expect(messages[0]?.utter_action).toBe("utter_ask_user_name");
  },
);
