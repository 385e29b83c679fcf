import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { INTENT_TITLES } from "../../../src/skills/conversation/intent-titles";
import type { Appointment, Item, List, Note, Person, Reminder, Timer } from "../../../src/storage/schema";
import type { Connector, Watch } from "../../../src/storage/connections";
import { Talk } from "./talk";

const created = "2026-03-02T09:00:00.000+01:00";
const reminder: Reminder = {
  id: "R",
  task: "call Anna",
  due: "2026-03-02T09:30:00.000+01:00",
  zone: "Europe/Oslo",
  state: "ringing",
  conversation: "test",
  created,
};
const timer: Timer = {
  id: "T",
  name: "pasta",
  seconds: 3600,
  ends: "2026-03-02T10:00:00.000+01:00",
  state: "running",
  conversation: "test",
  created,
};
const list: List = { id: "L", name: "shopping", created };
const item: Item = { id: "I", list: "L", text: "milk", done: false, created };
const note: Note = { id: "N", text: "the wifi code is 4411", created };

const appointment: Appointment = {
  id: "A",
  title: "tea with Bo",
  starts: "2026-03-03T15:00:00.000+01:00",
  ends: "2026-03-03T16:00:00.000+01:00",
  allDay: false,
  zone: "Europe/Oslo",
  created,
};
const connector: Connector = {
  id: "K",
  kind: "prometheus",
  name: "Office",
  address: "http://localhost:9090",
  settings: {},
  created,
};
const watch: Watch = { id: "W", kind: "report", at: "08:00", due: created, conversation: "test", created };
const later = { starts: "2026-03-03T17:00:00.000+01:00", ends: "2026-03-03T18:00:00.000+01:00" };
const person: Person = { id: "P", name: "Anna Berg", phones: [], emails: [], created };

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

/** Every payload that names its records, as cards and buttons write it, and the record it leaves behind (undefined: none). */
const PAYLOADS: [payload: string, store: string, id: string, left: object | undefined][] = [
  ['/check_off_item{"item_id":"I"}', "items", "I", { done: true }],
  ['/remove_from_list{"item_id":"I"}', "items", "I", undefined],
  ['/change_item{"item_id":"I","said":"make it urgent"}', "items", "I", { priority: "high" }],
  ['/show_list{"list_id":"L"}', "lists", "L", list],
  ['/add_to_list{"list_id":"L","item":["it","salt, coarse"]}', "items", "I", item],
  ['/create_list{"list_name":"Packing list"}', "lists", "L", list],
  ['/rename_list{"list_id":"L","list_name":"Groceries for Anna"}', "lists", "L", { name: "groceries for anna" }],
  ['/delete_list{"list_id":"L"}', "items", "I", undefined],
  ['/clear_ticked{"list_id":"L"}', "items", "I", item],
  ['/edit_item{"item_id":"I","item":"oat milk"}', "items", "I", { text: "oat milk" }],
  ['/place_item{"item_id":"I","direction":"up"}', "items", "I", item],
  ['/take_note{"note_text":"this"}', "notes", "N", note],
  ['/edit_note{"note_id":"N","note_text":"line one\\nline {two}"}', "notes", "N", { text: "line one\nline {two}" }],
  ['/delete_note{"note_id":"N"}', "notes", "N", undefined],
  ['/find_person{"person_id":"P"}', "people", "P", person],
  [
    '/change_person{"person_id":"P","said":"her number is 555 0101"}',
    "people",
    "P",
    { phones: [{ number: "555 0101" }] },
  ],
  ['/delete_person{"person_id":"P","confirmed":true}', "people", "P", undefined],
  ['/save_person{"person_id":"P","person":{"name":"Ann","phones":[],"emails":[]}}', "people", "P", { name: "Ann" }],
  [
    '/import_people{"vcf":"BEGIN:VCARD\\nFN:Anna Berg\\nTEL:1\\nEND:VCARD"}',
    "people",
    "P",
    { phones: [{ number: "1" }] },
  ],
  ['/load_rates{"file":"Date,USD\\n2026-03-02,1.08"}', "rates", "EUR/USD", { rate: 1.08 }],
  ['/cancel_reminder{"id":"R"}', "reminders", "R", undefined],
  ['/change_reminder{"id":"R"}', "reminders", "R", reminder],
  ['/snooze_reminder{"id":"R"}', "reminders", "R", { state: "waiting", due: "2026-03-02T09:40:00.000+01:00" }],
  ['/stop_ringing{"id":"R"}', "reminders", "R", { state: "done" }],
  ['/delete_event{"id":"A"}', "appointments", "A", undefined],
  ['/change_event{"id":"A"}', "appointments", "A", appointment],
  [`/save_event${JSON.stringify({ id: "A", event_title: "tea with Bo", ...later })}`, "appointments", "A", later],
  [
    `/import_events${JSON.stringify({ ics: "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:A@sotto\nDTSTART:20260401T090000Z\nEND:VEVENT" })}`,
    "appointments",
    "A",
    { title: "Event" },
  ],
  ["/export_events", "appointments", "A", appointment],
  ["/export_people", "people", "P", person],
  [
    `/save_connector${JSON.stringify({ connector: { ...connector, name: "Lab" } })}`,
    "connectors",
    "K",
    { name: "Lab" },
  ],
  ['/remove_connector{"connector_id":"K"}', "connectors", "K", undefined],
  ['/stop_watching{"watch_id":"W"}', "watches", "W", undefined],
  ['/cancel_timer{"id":"T"}', "timers", "T", undefined],
  ['/extend_timer{"id":"T","seconds":60}', "timers", "T", { ends: "2026-03-02T10:01:00.000+01:00" }],
];
/** Those that name none. `/deny` is told apart below: it ends a form. */
const PLAIN = ["/undo", "/help", "/affirm"];

async function talkIn(intent: string, text: string): Promise<Talk> {
  const talk = new Talk()
    .put("reminders", reminder)
    .put("timers", timer)
    .put("lists", list)
    .put("items", item)
    .put("notes", note)
    .put("appointments", appointment)
    .put("people", person)
    .put("connectors", connector)
    .put("watches", watch);
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
