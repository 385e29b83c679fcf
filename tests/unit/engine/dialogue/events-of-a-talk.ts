import type { NewEvent, UserUttered } from "../../../../src/engine/dialogue/events";

/** The event of an action that ran. */
export const ran = (name: string): NewEvent => ({
  event: "action",
  name,
  policy: null,
  confidence: null,
  hide_rule_turn: false,
});

/** A message of the user with this intent, which is also its text and its id. */
export const said = (intent: string, fields: Partial<UserUttered> = {}): NewEvent => ({
  event: "user",
  text: intent,
  parse_data: { text: intent, intent: { name: intent, confidence: 1 }, entities: [], intent_ranking: [] },
  message_id: intent,
  input_channel: "test",
  ...fields,
});

/** A message, what answered it, and the listen after. */
export const turn = (intent: string, ...actions: string[]): NewEvent[] => [
  said(intent),
  ...actions.map(ran),
  ran("action_listen"),
];
