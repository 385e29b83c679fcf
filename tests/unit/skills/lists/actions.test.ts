import { describe, expect, test } from "vitest";
import { actions } from "../../../../src/skills/lists/actions";
import type { Item, List } from "../../../../src/storage/schema";
import { actionNamed, runAction, slotAfter, type Situation } from "../run-action";

const run = (action: string, situation: Situation) => runAction(actionNamed(actions, action), situation);

const created = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00.000+01:00`;
const shopping: List = { id: "L1", name: "shopping", created: created(0) };
const packing: List = { id: "L2", name: "packing", created: created(1) };
const item = (id: string, text: string, minute: number, more: Partial<Item> = {}): Item => ({
  id,
  list: "L1",
  text,
  done: false,
  created: created(minute),
  ...more,
});
const milk = item("I1", "milk", 1);
const eggs = item("I2", "6 eggs", 2);
const bread = item("I3", "bread", 3, { done: true });
const hat = item("I4", "sun hat", 4, { list: "L2" });
const records = { lists: [shopping, packing], items: [milk, eggs, bread, hat] };
const now = "2026-03-02T09:30:00+01:00";
const spokeOf = (name: string, minutesAgo = 1) => ({
  current_list: { name, at: Date.parse(now) - minutesAgo * 60_000 },
});
const items = (...values: string[]) => values.map((value) => ({ entity: "item", value }));

describe("action_add_to_list", () => {
  test("starts the shopping list for a thing to buy, with an item each", async () => {
    const { messages, records: after } = await run("action_add_to_list", { text: "we're out of milk and eggs", now });
    expect(after.lists).toMatchObject([{ name: "shopping" }]);
    expect(after.items).toMatchObject([
      { text: "milk", done: false, list: after.lists?.[0]?.id, created: "2026-03-02T09:30:00.000+01:00" },
      { text: "eggs", done: false },
    ]);
    expect(messages[0]?.text).toBe("Started your shopping list with milk and eggs.");
    expect(messages[0]?.custom).toMatchObject({ card: "list", name: "shopping" });
  });

  test("adds to the list that is named, and highlights what is new", async () => {
    const {
      messages,
      events,
      records: after,
    } = await run("action_add_to_list", {
      text: "add sunscreen to my packing list",
      entities: [...items("sunscreen"), { entity: "list_name", value: "packing" }],
      records,
    });
    const added = after.items?.find(({ text }) => text === "sunscreen");
    expect(added?.list).toBe("L2");
    expect(messages[0]?.text).toBe("Added sunscreen to your packing list.");
    expect(messages[0]?.custom?.highlighted).toEqual([added?.id]);
    expect(slotAfter(events, "last_record")).toEqual({ store: "items", id: added?.id });
  });

  test.each([
    "add sunscreen to my packing list and stamps to my todo list",
    "put sunscreen on the packing list, and then stamps on my to-do list",
  ])("each thing goes on the list named for it: %s", async (text) => {
    const { messages, records: after } = await run("action_add_to_list", { text, records });
    const listOf = (name: string) => after.items?.find((added) => added.text === name)?.list;
    expect(listOf("sunscreen")).toBe("L2");
    expect(after.lists?.find(({ id }) => id === listOf("stamps"))?.name).toBe("to-do");
    expect(messages.map((message) => message.text)).toEqual([
      "Added sunscreen to your packing list.",
      "Started your to-do list with stamps.",
    ]);
  });

  test("says what is there already, adds the rest, and wants a ticked one again", async () => {
    const { messages, changes } = await run("action_add_to_list", {
      text: "add Milk, butter and bread to the shopping list",
      records,
    });
    expect(changes.map(({ op, value }) => [op, value])).toMatchObject([
      ["put", { text: "butter" }],
      ["put", { id: "I3", text: "bread", done: false }],
    ]);
    expect(messages[0]?.text).toBe("Added butter and bread to your shopping list. Milk is already there.");
  });

  test("changes nothing when all is there already", async () => {
    const { messages, changes } = await run("action_add_to_list", {
      text: "add an egg, 6",
      entities: items("6 egg"),
      records,
    });
    expect(changes).toEqual([]);
    expect(messages[0]?.text).toBe("6 eggs is already on your shopping list.");
  });

  test.each([
    ["todo: call the bank", undefined, "to-do"],
    ["add call the bank", spokeOf("shopping"), "to-do"],
    ["add sunscreen", spokeOf("packing"), "packing"],
    ["add sunscreen", spokeOf("packing", 11), "shopping"],
    ["add milk", spokeOf("to-do"), "shopping"],
    ["add milk to the list too", spokeOf("to-do"), "to-do"],
    ["we're out of milk", spokeOf("packing"), "shopping"],
  ])("%s, after %j, goes on %s", async (text, slots, list) => {
    const { records: after } = await run("action_add_to_list", { text, slots, now });
    expect(after.lists).toMatchObject([{ name: list }]);
  });

  test("asks what to add when nothing was named, and the answer goes on the list it was asked for", async () => {
    const asked = await run("action_add_to_list", { text: "add something to my to-do list", now });
    expect(asked.events.at(-1)).toEqual({ event: "followup", name: "list_form" });
    expect(asked.changes).toEqual([]);
    const current_list = slotAfter(asked.events, "current_list") ?? null;
    const answered = await run("action_add_to_list", {
      text: "milk and stamps",
      slots: { current_list, list_items: "milk and stamps" },
      now,
    });
    expect(answered.records.lists).toMatchObject([{ name: "to-do" }]);
    expect(answered.records.items).toMatchObject([{ text: "milk" }, { text: "stamps" }]);
    expect(slotAfter(answered.events, "list_items")).toBeNull();
  });
});

describe("action_show_list", () => {
  test("tells what is open and what is ticked off, with the card", async () => {
    const { messages, events } = await run("action_show_list", { text: "what do I need to buy", records });
    expect(messages[0]?.text).toBe("On your shopping list: milk and 6 eggs. Ticked off: bread.");
    expect(messages[0]?.custom).toMatchObject({ card: "list", list: "L1" });
    expect(slotAfter(events, "last_record")).toEqual({ store: "lists", id: "L1" });
  });

  test.each([
    ["is milk on the shopping list", "milk", "Yes, milk is on your shopping list."],
    ["is jam on the shopping list", "jam", "No, jam isn't on your shopping list."],
    ["is bread on the shopping list", "bread", "Bread is ticked off on your shopping list."],
  ])("%s", async (text, value, answer) => {
    const { messages } = await run("action_show_list", { text, entities: items(value), records });
    expect(messages[0]?.text).toBe(answer);
  });

  test("names the lists there are when it is none of them", async () => {
    const { messages } = await run("action_show_list", { text: "show my camping list", records });
    expect(messages[0]).toMatchObject({
      utter_action: "utter_no_such_list",
      values: { list: "camping list", lists: "shopping and packing" },
    });
  });

  test("gives an overview when any could be meant", async () => {
    const { messages } = await run("action_show_list", { text: "show the list", records });
    expect(messages[0]?.text).toBe("You have 2 lists: shopping (2 open) and packing (1 open).");
  });

  test("says so when there are no lists", async () => {
    const { messages } = await run("action_list_lists", { text: "my lists" });
    expect(messages[0]?.utter_action).toBe("utter_no_lists");
  });
});

describe("action_check_off_item", () => {
  const ticked = async (situation: Situation) =>
    (await run("action_check_off_item", { records, ...situation })).changes.map(({ value }) => value);

  test.each([
    ["got the eggs", items("eggs"), "I2"],
    ["got the mlik", items("mlik"), "I1"],
    ["bought milk already", [], "I1"],
    ["my sun hats are packed", items("sun hats"), "I4"],
  ])("%s", async (text, entities, id) => {
    expect(await ticked({ text, entities })).toMatchObject([{ id, done: true }]);
  });

  test("ticks joined items, each on its own", async () => {
    expect(await ticked({ text: "got milk and eggs", entities: items("milk and eggs") })).toHaveLength(2);
  });

  test("the last one is the last open one of the list spoken of", async () => {
    const slots = spokeOf("shopping");
    expect(await ticked({ text: "tick the last one off", slots, now })).toMatchObject([{ id: "I2" }]);
  });

  test("everything is everything on the named list", async () => {
    const text = "mark everything on the shopping list as bought";
    expect(await ticked({ text, records })).toMatchObject([{ id: "I1" }, { id: "I2" }]);
  });

  test.each([
    ["uncheck the bread", items("bread")],
    ["the bread isn't done", items("bread")],
    ["I haven't bought bread yet", []],
    ["mark bread as not done", items("bread")],
  ])("%s opens it again", async (text, entities) => {
    const { messages, changes } = await run("action_check_off_item", { text, entities, records });
    expect(changes.map(({ value }) => value)).toMatchObject([{ id: "I3", done: false }]);
    expect(messages[0]?.text).toBe("Bread is open again.");
  });

  test("untick it opens the one last ticked", async () => {
    const slots = { ...spokeOf("shopping"), last_record: { store: "items", id: "I3" } };
    expect(await ticked({ text: "untick it", slots, now })).toMatchObject([{ id: "I3", done: false }]);
  });

  test("untick with nothing ticked changes nothing", async () => {
    const open = { lists: [shopping], items: [milk] };
    const { messages, changes } = await run("action_check_off_item", { text: "untick something", records: open });
    expect(changes).toEqual([]);
    expect(messages[0]?.text).toBe("Nothing is ticked off.");
  });

  test("says when the list is done", async () => {
    const { messages } = await run("action_check_off_item", {
      text: "sun hat packed",
      entities: items("sun hat"),
      records,
    });
    expect(messages[0]?.text).toBe("Ticked off sun hat. That's everything on your packing list.");
  });

  test("a card's tick opens what is ticked off", async () => {
    const entities = [
      { entity: "item_id", value: "I3" },
      { entity: "ticked", value: "no" },
    ];
    expect(await ticked({ text: '/check_off_item{"item_id":"I3","ticked":"no"}', entities })).toMatchObject([
      { id: "I3", done: false },
    ]);
  });

  test("asks which of two is meant, and changes neither", async () => {
    const two = { lists: [shopping], items: [item("A", "oat milk", 1), item("B", "soy milk", 2)] };
    const { messages, changes } = await run("action_check_off_item", {
      text: "got the milk",
      entities: items("milk"),
      records: two,
    });
    expect(changes).toEqual([]);
    expect(messages[0]?.buttons).toEqual([
      { title: "oat milk", payload: '/check_off_item{"item_id":"A","ticked":"yes"}' },
      { title: "soy milk", payload: '/check_off_item{"item_id":"B","ticked":"yes"}' },
    ]);
  });

  test("says what is on the list when nothing matches", async () => {
    const { messages, changes } = await run("action_check_off_item", {
      text: "tick jam off my packing list",
      entities: [...items("jam"), { entity: "list_name", value: "packing" }],
      records,
    });
    expect(changes).toEqual([]);
    expect(messages[0]).toMatchObject({
      utter_action: "utter_not_on_list",
      values: { item: "jam", contents: "On your packing list: sun hat." },
    });
  });
});

describe("action_remove_from_list", () => {
  test("takes the item off and tells of it", async () => {
    const { messages, changes } = await run("action_remove_from_list", {
      text: "take the milk off",
      entities: items("milk"),
      records,
    });
    expect(changes).toEqual([{ store: "items", op: "delete", value: milk }]);
    expect(messages[0]?.text).toBe("Took milk off your shopping list.");
    expect(messages[0]?.custom).toMatchObject({ items: [{ id: "I2" }, { id: "I3" }] });
  });

  test("asks what, with the items as buttons, when none was named", async () => {
    const { messages, changes } = await run("action_remove_from_list", { text: "remove an item", records });
    expect(changes).toEqual([]);
    expect(messages[0]?.utter_action).toBe("utter_ask_remove");
    expect(messages[1]?.buttons?.map(({ title }) => title)).toEqual(["milk", "6 eggs", "bread", "sun hat"]);
  });
});

describe("what is ticked off", () => {
  test.each([
    ["action_clear_list", "clear done items"],
    ["action_clear_list", "clear the completed tasks from my shopping list"],
    ["action_remove_from_list", "remove the ticked ones"],
    ["action_check_off_item", "delete everything that's ticked off"],
  ])("%s: “%s” takes only that", async (action, text) => {
    const { messages, changes } = await run(action, { text, records });
    expect(changes).toEqual([{ store: "items", op: "delete", value: bread }]);
    expect(messages[0]?.text).toBe("Took bread off your shopping list.");
    expect(messages[0]?.custom).toMatchObject({ items: [{ id: "I1" }, { id: "I2" }] });
  });

  test("says so where nothing is", async () => {
    const { messages, changes } = await run("action_clear_list", {
      text: "clear done items on my packing list",
      records,
    });
    expect(changes).toEqual([]);
    expect(messages[0]?.text).toBe("Nothing is ticked off on your packing list.");
  });

  test("what isn't done is not taken as done", async () => {
    const { changes } = await run("action_clear_list", { text: "clear the not done items", records });
    expect(changes).toEqual([]);
  });
});

describe("action_clear_list", () => {
  test("asks first, and only yes clears it", async () => {
    const asked = await run("action_clear_list", { text: "clear my shopping list", records });
    expect(asked.changes).toEqual([]);
    expect(asked.messages[0]).toMatchObject({
      utter_action: "utter_ask_clear_list",
      values: { list: "your shopping list", things: "3 things" },
    });
    const awaiting = slotAfter(asked.events, "awaiting");
    expect(awaiting).toMatchObject({ answer: "affirm", action: "action_clear_lists_confirmed", ids: ["L1"] });
    const done = await run("action_clear_lists_confirmed", {
      text: "yes",
      slots: { awaiting: awaiting ?? null },
      records,
    });
    expect(done.records.items).toEqual([hat]);
    expect(done.records.lists).toHaveLength(2);
  });

  test("deleting a list takes the list too", async () => {
    const { events } = await run("action_clear_list", { text: "get rid of the packing list", records });
    const awaiting = slotAfter(events, "awaiting") ?? null;
    expect(awaiting).toMatchObject({ action: "action_delete_lists_confirmed" });
    const { records: after } = await run("action_delete_lists_confirmed", { slots: { awaiting }, records });
    expect(after.lists).toEqual([shopping]);
    expect(after.items).not.toContainEqual(hat);
  });

  test.each([
    ["delete all my lists", "action_delete_lists_confirmed", ["L1", "L2"]],
    ["clear all my lists", "action_clear_lists_confirmed", ["L1", "L2"]],
    ["remove everything from the shopping list", "action_clear_lists_confirmed", ["L1"]],
  ])("%s", async (text, action, ids) => {
    const { events } = await run("action_clear_list", { text, records });
    expect(slotAfter(events, "awaiting")).toMatchObject({ action, ids });
  });

  test("doesn't ask where nothing would be lost", async () => {
    const empty = { lists: [packing], items: [] };
    const cleared = await run("action_clear_list", { text: "clear the packing list", records: empty });
    expect(cleared.messages[0]?.utter_action).toBe("utter_list_already_empty");
    const deleted = await run("action_clear_list", { text: "delete the packing list", records: empty });
    expect(deleted.records.lists).toEqual([]);
  });

  test("asks which list where any could be meant", async () => {
    const { messages } = await run("action_clear_list", { text: "can you delete a list for me", records });
    expect(messages[0]?.buttons?.[1]).toEqual({ title: "packing", payload: "delete my packing list" });
  });
});
