import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { entityText, latestMessage, wordingOf } from "../message";
import { capitalize, joinWords } from "../phrases";
import { attributesSaid, attributeWords, hasAttributes, withAttributes, type Attributes } from "./attributes";
import { changeItems, type Change } from "./change";
import { reword } from "./reword";

/** Sets how urgent items are and when they are due: "make milk urgent", "pay the rent is due on Friday". */
export const changeItem: Action<UserData> = {
  name: "action_change_item",
  async run(context) {
    const message = latestMessage(context.tracker);
    const text = entityText(message, "said") ?? wordingOf(message);
    const attributes = attributesSaid(text, context.clock);
    if (hasAttributes(attributes)) return changeItems(context, attributeChange(attributes, text));
    const reworded = await reword(context, text);
    if (!reworded) context.dispatcher.utter("utter_ask_item_change");
    return reworded ?? [];
  },
};

function attributeChange(attributes: Attributes, said: string): Change {
  return {
    payload: ({ id }) => `/change_item${JSON.stringify({ item_id: id, said })}`,
    ask: ({ dispatcher }) => dispatcher.utter("utter_ask_which_item"),
    async apply(items, { store }) {
      for (const item of items) await store.put("items", withAttributes(item, attributes));
    },
    tell: (items) => `${capitalize(joinWords(items.map(({ text }) => text)))}: ${changeWords(attributes)}.`,
    counts: (item) => !item.done,
    isLikely: (item) => !item.done,
  };
}

function changeWords(attributes: Attributes): string {
  if (attributes.due === null) return "no longer due on a day";
  return attributes.priority === null ? "normal priority" : attributeWords(attributes);
}
