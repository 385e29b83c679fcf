import { describe, expect, test } from "vitest";
import type { Item, List } from "../../../../src/storage/schema";
import { Talk } from "../talk";

const created = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00.000+01:00`;
const lists: List[] = [
  { id: "S", name: "shopping", created: created(0) },
  { id: "T", name: "to-do", created: created(1) },
];
const item = (id: string, list: string, text: string, minute: number, more: Partial<Item> = {}): Item => ({
  id,
  list,
  text,
  done: false,
  created: created(minute),
  ...more,
});
const milk = item("M", "S", "milk", 2);
const bread = item("B", "S", "bread", 3);
const eggs = item("E", "S", "eggs", 4);
const rent = item("R", "T", "pay the rent", 5);
const bank = item("K", "T", "call the bank", 6);
const talkWith = (...items: Item[]) => new Talk().put("lists", ...lists).put("items", ...items);
const items = (talk: Talk) => talk.all("items") as Item[];
const texts = (replies: { text?: string }[]) => replies.map(({ text }) => text).join(" ");

describe("adding with a day and a priority", () => {
  test.each<[string, Partial<Item>]>([
    ["add call the bank to my todo list, high priority", { text: "call the bank", priority: "high" }],
    [
      "add [call the bank](item) to my [todo](list_name) list, high priority",
      { text: "call the bank", priority: "high" },
    ],
    ["add [call the bank, high priority](item) to my todo list", { text: "call the bank", priority: "high" }],
    ["add call the bank to my todo list, it's urgent", { text: "call the bank", priority: "high" }],
    ["add call the bank as urgent to my todo list", { text: "call the bank", priority: "high" }],
    ["add water the plants to my todos with low priority", { text: "water the plants", priority: "low" }],
    ["add water the plants to my to-do list, no rush", { text: "water the plants", priority: "low" }],
    ["add pay rent to my todos, due Friday", { text: "pay rent", due: "2026-03-06" }],
    ["add [pay rent](item) to my [todos](list_name) due on 1 april", { text: "pay rent", due: "2026-04-01" }],
    ["add pay rent by friday to my to-do list", { text: "pay rent", due: "2026-03-06" }],
    ["add send the form (due tomorrow) to my to-do list", { text: "send the form", due: "2026-03-03" }],
    ["add pay rent to my todos, due Friday, high priority", { text: "pay rent", due: "2026-03-06", priority: "high" }],
    ["add pay rent to my todos, urgent, due friday", { text: "pay rent", due: "2026-03-06", priority: "high" }],
    ["put pay rent on my to-do list for friday", { text: "pay rent", due: "2026-03-06" }],
    ["add [send the form](item) to [Karen](item) to my to-do list", { text: "send the form to Karen" }],
    ["add a folder for important documents to my shopping list", { text: "folder for important documents" }],
    ["add eggs to my shopping list", { text: "eggs" }],
  ])("%s", async (text, expected) => {
    const talk = talkWith();
    await talk.say("add_to_list", text);
    const { due, priority, text: stored } = items(talk)[0] ?? {};
    expect({ text: stored, due, priority }).toEqual({ due: undefined, priority: undefined, ...expected });
    expect(items(talk)).toHaveLength(1);
  });

  test("says the day and the priority", async () => {
    const replies = await talkWith().say("add_to_list", "add pay rent to my todos, due Friday, high priority");
    expect(texts(replies)).toBe("Added pay rent to your to-do list. High priority, due Fri 6 Mar 2026.");
  });

  test("the list tells them", async () => {
    const talk = talkWith({ ...rent, due: "2026-03-06" }, { ...bank, priority: "high" });
    expect(texts(await talk.say("show_list", "what's on my to-do list"))).toBe(
      "On your to-do list: pay the rent (due Fri 6 Mar 2026) and call the bank (high priority).",
    );
  });
});

describe("changing", () => {
  test.each<[string, Item[], Partial<Item>]>([
    ["make [milk](item) urgent", [milk], { priority: "high" }],
    ["milk is urgent", [milk], { priority: "high" }],
    ["set the priority of milk to high", [milk], { priority: "high" }],
    ["milk has a low priority", [milk], { priority: "low" }],
    ["milk isn't urgent any more", [{ ...milk, priority: "high" }], {}],
    ["normal priority for milk", [{ ...milk, priority: "low" }], {}],
    ["clear the priority of milk", [{ ...milk, priority: "low" }], {}],
    ["clear out the old milk has high priority", [milk], { priority: "high" }],
    ["milk is due on friday", [milk], { due: "2026-03-06" }],
    ["set the due date of milk to 1 april", [milk], { due: "2026-04-01" }],
    ["milk has no due date", [{ ...milk, due: "2026-04-01" }], {}],
  ])("%s", async (text, before, after) => {
    const talk = talkWith(...before, bread);
    await talk.say("change_item", text);
    expect(items(talk)).toEqual([{ ...milk, ...after }, bread]);
    await talk.press("/undo");
    expect(items(talk)).toEqual([...before, bread]);
  });

  test("it is the one last dealt with", async () => {
    const talk = talkWith(milk);
    await talk.say("add_to_list", "add eggs to my shopping list");
    await talk.say("change_item", "make it urgent");
    expect(items(talk)).toMatchObject([{ text: "milk" }, { text: "eggs", priority: "high" }]);
    expect(items(talk)[0]).toEqual(milk);
  });

  test("of two it asks which, and the button does it", async () => {
    const talk = talkWith(item("1", "S", "oat milk", 2), item("2", "S", "soy milk", 3));
    const [asked] = await talk.say("change_item", "make [milk](item) urgent");
    await talk.press(asked?.buttons?.[1]?.payload ?? "");
    expect(items(talk).map(({ priority }) => priority)).toEqual([undefined, "high"]);
  });

  test("asks what to change where that isn't said", async () => {
    const [reply] = await talkWith(milk).say("change_item", "change milk");
    expect(reply?.utter_action).toBe("utter_ask_item_change");
  });
});

describe("moving", () => {
  const order = (talk: Talk) =>
    items(talk)
      .sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || a.created.localeCompare(b.created))
      .map(({ text }) => text);

  test.each([
    ["move eggs to the top", ["eggs", "milk", "bread"]],
    ["put milk after bread", ["bread", "milk", "eggs"]],
    ["put eggs before bread on my shopping list", ["milk", "eggs", "bread"]],
    ["move eggs above milk", ["eggs", "milk", "bread"]],
    ["move the milk to the bottom of the list", ["bread", "eggs", "milk"]],
    ["put milk last", ["bread", "eggs", "milk"]],
    ["make eggs the first one", ["eggs", "milk", "bread"]],
    ["move eggs up", ["milk", "eggs", "bread"]],
    ["move milk down please", ["bread", "milk", "eggs"]],
    ["can you move bread below eggs?", ["milk", "eggs", "bread"]],
  ])("%s", async (text, expected) => {
    const talk = talkWith(milk, bread, eggs, rent);
    const [reply] = await talk.say("move_item", text);
    expect(order(talk).filter((name) => name !== "pay the rent")).toEqual(expected);
    expect(reply?.custom).toMatchObject({ card: "list" });
    expect((await talk.say("show_list", "show my shopping list"))[0]?.text).toContain(expected[0]);
    expect(items(talk).find(({ id }) => id === "R")).toEqual(rent);
  });

  test("what is added afterwards goes to the end", async () => {
    const talk = talkWith(milk, bread);
    await talk.say("move_item", "move bread to the top");
    await talk.say("add_to_list", "add eggs to my shopping list");
    expect(texts(await talk.say("show_list", "show my shopping list"))).toBe(
      "On your shopping list: bread, milk and eggs.",
    );
  });

  test("where it is already, nothing changes", async () => {
    const talk = talkWith(milk, bread);
    expect(texts(await talk.say("move_item", "move milk to the top"))).toBe(
      "There is nothing to move: milk stands there already.",
    );
    expect(items(talk)).toEqual([milk, bread]);
  });

  test.each([
    ["move caviar to the top", "utter_cannot_move"],
    ["put milk after caviar", "utter_cannot_move"],
    ["move milk", "utter_ask_move"],
  ])("%s changes nothing", async (text, said) => {
    const talk = talkWith(milk, bread);
    expect((await talk.say("move_item", text))[0]?.utter_action).toBe(said);
    expect(items(talk)).toEqual([milk, bread]);
  });
});

describe("what is due", () => {
  const late = item("L", "T", "return the drill", 7, { due: "2026-02-27" });
  const all = [
    { ...rent, due: "2026-03-06" },
    { ...bank, due: "2026-03-12", priority: "high" as const },
    late,
    milk,
    item("D", "T", "done thing", 8, { due: "2026-03-06", done: true }),
  ];

  test.each([
    [
      "what is due this week",
      "Due this week, 2 things: return the drill (due Fri 27 Feb 2026) and pay the rent (due Fri 6 Mar 2026).",
    ],
    ["what is due on friday", "Due on friday, 1 thing: pay the rent (due Fri 6 Mar 2026)."],
    ["what's overdue", "Overdue, 1 thing: return the drill (due Fri 27 Feb 2026)."],
    ["what's urgent", "High priority, 1 thing: call the bank (high priority, due Thu 12 Mar 2026)."],
    ["what's due tomorrow", "Nothing is due tomorrow. Next is pay the rent (due Fri 6 Mar 2026)."],
  ])("%s", async (text, answer) => {
    expect(texts(await talkWith(...all).say("list_due", text))).toBe(answer);
  });

  test("without a time, all that has a day", async () => {
    const [reply] = await talkWith(...all).say("list_due", "what is due");
    expect(reply?.custom).toMatchObject({ card: "tasks", items: [{ id: "L" }, { id: "R" }, { id: "K" }] });
    expect(texts(await talkWith(milk).say("list_due", "what is due"))).toBe("Nothing is due.");
  });
});

describe("moving to another list", () => {
  const listOf = (talk: Talk, id: string) => items(talk).find((each) => each.id === id)?.list;

  test.each([
    "move bread to my to-do list",
    "shift bread over to the to-do list",
    "move the bread from shopping to to-do",
    "bread belongs on the to-do list",
  ])("%s", async (text) => {
    const talk = talkWith(milk, bread, rent);
    const [reply] = await talk.say("move_item", text);
    expect(reply?.text).toBe("Moved bread to your to-do list.");
    expect([listOf(talk, "B"), listOf(talk, "M"), listOf(talk, "R")]).toEqual(["T", "S", "T"]);
    await talk.say("undo", "undo");
    expect(listOf(talk, "B")).toBe("S");
  });

  test("to a list that isn't there yet", async () => {
    const talk = talkWith(milk);
    await talk.say("move_item", "move milk to the hardware list");
    expect(talk.all("lists")).toHaveLength(3);
  });
});

describe("other words for an item", () => {
  test.each([
    ["change bread to rye bread", "B", "rye bread"],
    ["swap the milk for oat milk on my shopping list", "M", "oat milk"],
    ["make that two cartons of milk", "M", "two cartons of milk"],
    ["instead of bread put rolls", "B", "rolls"],
  ])("%s", async (text, id, expected) => {
    const talk = talkWith(milk, bread);
    await talk.say("change_item", text);
    expect(items(talk).find((each) => each.id === id)?.text).toBe(expected);
    expect(items(talk)).toHaveLength(2);
  });
});
