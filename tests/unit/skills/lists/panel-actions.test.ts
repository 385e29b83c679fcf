import { expect, test } from "vitest";
import type { Item, List, Note } from "../../../../src/storage/schema";
import { Talk } from "../talk";

const created = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, "0")}:00.000+01:00`;
const shopping: List = { id: "L1", name: "shopping", created: created(0) };
const packing: List = { id: "L2", name: "packing", created: created(1) };
const item = (id: string, minute: number, more: Partial<Item> = {}): Item => ({
  id,
  list: "L1",
  text: id.toLowerCase(),
  done: false,
  created: created(minute),
  ...more,
});
const talk = () =>
  new Talk()
    .put("lists", shopping, packing)
    .put("items", item("MILK", 1), item("EGGS", 2), item("TEA", 3, { done: true }), item("HAT", 4, { list: "L2" }));

const press = async (talk: Talk, intent: string, entities: object) => {
  const [reply] = await talk.press(`/${intent}${JSON.stringify(entities)}`);
  return reply?.text ?? "";
};
/** The shopping list as the assistant reads it out. */
const readOut = (talk: Talk) => press(talk, "show_list", { list_id: "L1" });

test("adds what was written word for word, to the list meant", async () => {
  const told = talk();
  expect(await press(told, "add_to_list", { list_id: "L2", item: ["salt, coarse", "something"] })).toBe(
    "Added salt, coarse and something to your packing list.",
  );
  expect(told.all("items")).toContainEqual(expect.objectContaining({ list: "L2", text: "salt, coarse", done: false }));
  expect(await press(told, "add_to_list", { list_id: "gone", item: "milk" })).toBe("That isn't there any more.");
});

test("starts a list under the name it is spoken of, and never a second one of that name", async () => {
  const told = talk();
  expect(await press(told, "create_list", { list_name: "My Holiday list" })).toBe("Started your holiday list.");
  expect(told.all("lists")).toContainEqual(expect.objectContaining({ name: "holiday" }));
  expect(await press(told, "create_list", { list_name: "groceries" })).toBe("There is a shopping list already.");
  expect(told.all("lists")).toHaveLength(3);
});

test("renames a list and keeps what is on it; not to the name of another", async () => {
  const told = talk();
  expect(await press(told, "rename_list", { list_id: "L1", list_name: "Saturday market" })).toBe(
    "Your shopping list is called saturday market list now.",
  );
  expect(await readOut(told)).toBe("On your saturday market list: milk and eggs. Ticked off: tea.");
  expect(await press(told, "rename_list", { list_id: "L1", list_name: "packing" })).toBe(
    "There is a packing list already.",
  );
});

test("deletes a list with its items, which undo brings back", async () => {
  const told = talk();
  expect(await press(told, "delete_list", { list_id: "L1" })).toBe("Deleted: shopping list.");
  expect(told.all("items").map(({ id }) => id)).toEqual(["HAT"]);
  await told.press("/undo");
  expect(await readOut(told)).toBe("On your shopping list: milk and eggs. Ticked off: tea.");
});

test("takes off what is ticked, of that list alone", async () => {
  const told = talk().put("items", item("SOCKS", 5, { list: "L2", done: true }));
  expect(await press(told, "clear_ticked", { list_id: "L1" })).toBe("Took 1 ticked item off your shopping list.");
  expect(told.all("items").map(({ id }) => id)).toEqual(["MILK", "EGGS", "HAT", "SOCKS"]);
});

test("moves an item past the open one above or below; what is added later comes after", async () => {
  const told = talk();
  await press(told, "place_item", { item_id: "EGGS", direction: "up" });
  expect(await readOut(told)).toBe("On your shopping list: eggs and milk. Ticked off: tea.");
  await press(told, "add_to_list", { list_id: "L1", item: "jam" });
  expect(await readOut(told)).toBe("On your shopping list: eggs, milk and jam. Ticked off: tea.");
  await press(told, "place_item", { item_id: "EGGS", direction: "down" });
  expect(await readOut(told)).toBe("On your shopping list: milk, eggs and jam. Ticked off: tea.");
  await told.press("/undo");
  expect(await readOut(told)).toBe("On your shopping list: eggs, milk and jam. Ticked off: tea.");
});

test("moves twice where it was pressed twice before the first was shown, and stays at the end of its list", async () => {
  const told = talk();
  await press(told, "add_to_list", { list_id: "L1", item: "jam" });
  const jam = told.all("items").find((item) => "text" in item && item.text === "jam")?.id;
  for (const _ of [1, 2, 3]) await press(told, "place_item", { item_id: jam, direction: "up" });
  expect(await readOut(told)).toBe("On your shopping list: jam, milk and eggs. Ticked off: tea.");
});

test("a tick pressed twice before the first was shown, here or in another tab, stays a tick", async () => {
  const told = talk();
  for (const _ of [1, 2]) await press(told, "check_off_item", { item_id: "MILK", ticked: "yes" });
  expect(await readOut(told)).toBe("On your shopping list: eggs. Ticked off: milk and tea.");
  for (const _ of [1, 2]) await press(told, "check_off_item", { item_id: "MILK", ticked: "no" });
  expect(await readOut(told)).toBe("On your shopping list: milk and eggs. Ticked off: tea.");
});

test("words an item anew", async () => {
  const told = talk();
  await press(told, "edit_item", { item_id: "MILK", item: " oat milk " });
  expect(await readOut(told)).toContain("oat milk and eggs");
});

test("writes a note anew, and takes one word for word", async () => {
  const note: Note = { id: "N", text: "call Ana", created: created(0) };
  const told = new Talk().put("notes", note);
  await press(told, "edit_note", { note_id: "N", note_text: "call Anna\nabout {this}" });
  expect(told.all("notes")).toEqual([{ ...note, text: "call Anna\nabout {this}" }]);
  await press(told, "take_note", { note_text: "this" });
  expect(told.all("notes")).toContainEqual(expect.objectContaining({ text: "this" }));
});

test("starts and renames a list by words", async () => {
  const told = talk();
  expect((await told.say("create_list", "make a list called [garden jobs](list_name)"))[0]?.text).toBe(
    "Started your garden jobs list.",
  );
  expect((await told.say("create_list", "start a new list"))[0]?.utter_action).toBe("utter_ask_list_name");
  const said = await told.say("rename_list", "rename the [packing](list_name) list to [holiday](list_name)");
  expect(said[0]?.utter_action).toBe("utter_list_renamed");
  expect(told.all("lists")).toMatchObject([{ name: "shopping" }, { name: "holiday" }, { name: "garden jobs" }]);
  await told.say("rename_list", "rename my holiday list to [summer](list_name)");
  expect(told.all("lists")).toMatchObject([{ name: "shopping" }, { name: "summer" }, { name: "garden jobs" }]);
  expect((await told.say("show_list", "how many things are on my [shopping](list_name) list"))[0]?.text).toContain(
    "That's 2 things.",
  );
  expect((await told.say("rename_list", "rename [nothing](list_name) to [all](list_name)"))[0]?.utter_action).toBe(
    "utter_list_gone",
  );
});
