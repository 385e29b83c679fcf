import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { INTENT_TITLES } from "../../../src/skills/conversation/intent-titles";
import { item, PAYLOADS, talkWithRecords } from "./pressed";
import { Talk } from "./talk";

/** Each form with a question of it open: what was said to get there, and what it asks. */
const FORMS: [name: string, intent: string, text: string, question: RegExp][] = [
  ["reminder_form, for the subject", "set_reminder", "remind me", /^utter_ask_reminder_task$/],
  ["reminder_form, for the time", "set_reminder", "remind me to [swim](task)", /^utter_ask_reminder_when$/],
  ["timer_form", "set_timer", "start a timer", /^utter_ask_timer_seconds$/],
  ["list_form", "add_to_list", "add something to my list", /^utter_ask_list_items$/],
  ["event_form, for the title", "add_event", "add an event", /^utter_ask_event_title$/],
  ["event_form, for the time", "add_event", "add [swimming](event_title)", /^utter_ask_event_when$/],
  ["person_form", "add_person", "add a contact", /^utter_ask_person_details$/],
  ["note_form", "take_note", "take a note", /^utter_ask_note_content$/],
];

/** Those that name none. `/deny` is told apart below: it ends a form. */
const PLAIN = ["/undo", "/help", "/affirm"];

async function talkIn(intent: string, text: string): Promise<Talk> {
  const talk = talkWithRecords();
  await talk.say(intent, text);
  return talk;
}

const stored = (talk: Talk) => JSON.stringify([...talk.stores].map(([name, records]) => [name, [...records.values()]]));

describe.each(FORMS)("while %s asks", (_form, intent, text, question) => {
  it.each(PAYLOADS)("%s does its work, and the form asks again", async (payload, store, id, left) => {
    const talk = await talkIn(intent, text);
    const replies = await talk.press(payload);
    const record = talk.all(store).find((each) => each.id === id);
    if (left === undefined) expect(record).toBeUndefined();
    else expect(record).toMatchObject(left);
    expect(replies.at(-1)?.utter_action).toMatch(question);
    expect(stored(talk)).not.toContain(payload.slice(0, 5));
  });

  it.each(PLAIN)("%s is answered, and the form asks again", async (payload) => {
    const talk = await talkIn(intent, text);
    const before = stored(talk);
    const replies = await talk.press(payload);
    expect(replies.length).toBeGreaterThan(1);
    expect(replies.at(-1)?.utter_action).toMatch(question);
    expect(stored(talk)).toBe(before);
  });

  it("/deny ends it, and nothing is kept", async () => {
    const talk = await talkIn(intent, text);
    const before = stored(talk);
    const replies = await talk.press("/deny");
    expect(replies.map(({ utter_action }) => utter_action)).toEqual(["utter_cancelled"]);
    expect(stored(talk)).toBe(before);
  });

  it.each(Object.keys(INTENT_TITLES))("/%s, a guess that was offered, is not taken for words", async (name) => {
    const talk = await talkIn(intent, text);
    const replies = await talk.press(`/${name}`);
    expect(JSON.stringify(replies.map((reply) => reply.text))).not.toContain(`/${name}`);
    expect(stored(talk)).not.toContain(`/${name}`);
  });

  it("yes answers a question that was asked in between, and the form stays open", async () => {
    const talk = await talkIn(intent, text);
    await talk.press('/clear_list{"list_name":"shopping"}');
    expect(talk.all("items")).toEqual([item]);
    await talk.press("/affirm");
    expect(talk.all("items")).toEqual([]);
    const replies = await talk.press("/help");
    expect(replies.at(-1)?.utter_action).toMatch(question);
  });
});

it("words that only begin with a slash are words", async () => {
  const talk = new Talk();
  await talk.say("take_note", "take a note");
  await talk.say("inform", "/etc/hosts needs the new address");
  expect(talk.all("notes")).toMatchObject([{ text: "/etc/hosts needs the new address" }]);
});

it("no payload that is written out in a skill or the domain is missing here", () => {
  const files = ["src/app", "src/skills", "training/assistant/domain"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const written = files
    .filter((file) => /\.(tsx?|yml)$/.test(file))
    .flatMap((file) => [
      ...readFileSync(file, "utf8").matchAll(/(?:["'`]|payload: )\/([a-z]+(?:_[a-z]+)*)(?=[$"'`{\n])/g),
    ])
    .map((match) => match[1])
    // In a comment, of payloads in general.
    .filter((name) => name !== "intent");
  const known = [...PAYLOADS.map(([payload]) => payload), ...PLAIN, "/deny"];
  const names = known.map((payload) => payload.replace(/^\/(\w+).*$/, "$1"));
  expect(written.length).toBeGreaterThan(20);
  expect(names).toEqual(expect.arrayContaining([...new Set(written)]));
});
