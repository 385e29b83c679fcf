import type { Connector, Watch } from "../../../src/storage/connections";
import type { CannedReply, Case, Customer, Interaction } from "../../../src/storage/customer-records";
import type { Article, Feedback, Version } from "../../../src/storage/knowledge-records";
import type { Appointment, Item, List, Note, Person, Reminder, Timer } from "../../../src/storage/schema";
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
export const item: Item = { id: "I", list: "L", text: "milk", done: false, created };
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

const customer: Customer = { id: "C", name: "Bob Dahl", emails: [], phones: [], tags: [], external: [], created };
const twin: Customer = { ...customer, id: "C2", name: "Robert Dahl" };
const supportCase: Case = {
  ...{ id: "K", number: 1042, subject: "printer", customer: "C", state: "open", priority: "normal" },
  ...{ opened: created, updated: created, external: [] },
};
const interaction: Interaction = { id: "H", customer: "C", kind: "note", at: created, text: "hello", external: [] };
const canned: CannedReply = { id: "Y", name: "refund", text: "Dear {name}", created };

const article: Article = {
  ...{ id: "H", title: "Leave", state: "published", tags: [], version: 1, source: { kind: "written" } },
  ...{ created, updated: created },
};
const unanswered: Feedback = { id: "F", question: "parrots?", verdict: "unanswered", state: "open", at: created };
const version: Version = { id: "H/1", article: "H", number: 1, text: "Old", created };

/** Every payload that names its records, as cards and buttons write it, and the record it leaves behind (undefined: none). */
export const PAYLOADS: [payload: string, store: string, id: string, left: object | undefined][] = [
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
  ['/delete_articles{"article":["H"]}', "articles", "H", undefined],
  [
    '/save_article{"article":"H","fields":{"title":"Leave","text":"New","tags":[]}}',
    "articles",
    "H",
    { title: "Leave" },
  ],
  ['/restore_version{"article":"H","number":1}', "versions", "H/1", { text: "Old" }],
  ['/mark_article{"article":"H","mark":"retired"}', "articles", "H", { state: "retired" }],
  ['/update_article{"article":"H","said":"update it: more"}', "articles", "H", { version: 2 }],
  ['/article_changes{"article":"H","said":"what changed"}', "articles", "H", { version: 1 }],
  ['/close_questions{"feedback":["F"]}', "feedback", "F", { state: "closed" }],
  ['/rate_answer{"verdict":"helpful","question":"how many days?","article":"H","passage":""}', "notes", "N", note],
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
  ['/show_customer{"customer_id":"C"}', "customers", "C", customer],
  ['/customer_history{"customer_id":"C"}', "interactions", "H", interaction],
  ['/list_cases{"customer_id":"C","said":"all cases"}', "cases", "K", supportCase],
  ['/open_case{"customer_id":"C","case_subject":"again"}', "cases", "K", supportCase],
  ['/change_case{"case_id":"K","case_state":"closed"}', "cases", "K", { state: "closed" }],
  ['/log_interaction{"customer_id":"C","interaction_text":"it"}', "interactions", "H", interaction],
  ['/use_reply{"reply_id":"Y","customer_id":"C"}', "replies", "Y", canned],
  ['/save_reply{"reply_id":"Y","reply_name":"thanks","reply_text":"this"}', "replies", "Y", { name: "thanks" }],
  ['/delete_reply{"reply_id":"Y"}', "replies", "Y", undefined],
  [
    '/save_customer{"customer_id":"C","customer":{"name":"Bo","emails":[],"phones":[],"tags":[]}}',
    "customers",
    "C",
    { name: "Bo" },
  ],
  ['/merge_customers{"customer_id":"C","other_id":"C2","choices":{"name":"other"}}', "customers", "C2", undefined],
  ['/delete_customer{"customer_id":"C"}', "cases", "K", undefined],
  ['/delete_interaction{"interaction_id":"H"}', "interactions", "H", undefined],
  ['/refresh_customers{"source":"Q"}', "cases", "K", supportCase],
  ['/send_change{"source":"Q","case_id":"K"}', "cases", "K", supportCase],
  ['/keep_change{"source":"Q","interaction_id":"H"}', "interactions", "H", interaction],
  ['/cancel_timer{"id":"T"}', "timers", "T", undefined],
  ['/extend_timer{"id":"T","seconds":60}', "timers", "T", { ends: "2026-03-02T10:01:00.000+01:00" }],
];
/** A conversation with one record of each kind. */
export function talkWithRecords(): Talk {
  return new Talk()
    .put("reminders", reminder)
    .put("timers", timer)
    .put("lists", list)
    .put("items", item)
    .put("notes", note)
    .put("appointments", appointment)
    .put("people", person)
    .put("connectors", connector)
    .put("watches", watch)
    .put("customers", customer, twin)
    .put("cases", supportCase)
    .put("interactions", interaction)
    .put("replies", canned)
    .put("articles", article)
    .put("feedback", unanswered)
    .put("versions", version);
}

/** All that is kept, as it can be compared; the journal of the changes left out. */
export function kept(talk: Talk): Record<string, unknown[]> {
  const stores = [...talk.stores].filter(([name, records]) => name !== "journal" && records.size > 0);
  return Object.fromEntries(stores.map(([name, records]) => [name, [...records.values()].sort(byId)]));
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
