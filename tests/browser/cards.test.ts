import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { JsonObject } from "../../src/engine/json";
import type { CardProps } from "../../src/skills/card-props";
import { Card } from "../../src/skills/cards";

const zone = "Europe/Oslo";
const created = "2026-03-02T09:00:00.000+01:00";
const at = "2099-03-03T09:00:00.000+01:00";
const reminder = { id: "R", task: "call Anna", due: at, zone, state: "waiting", conversation: "c", created };
const timer = { id: "T", name: "pasta", seconds: 60, ends: at, state: "running", conversation: "c", created };
const list = { id: "L", name: "shopping", created };
const item = { id: "I", list: "L", text: "milk", done: false, created };
const note = { id: "N", text: "the boiler is red", created };
const event = { id: "E", title: "Dentist", starts: at, ends: at, allDay: false, zone, created };
const person = { id: "P", name: "Anna Berg", phones: [{ kind: "", number: "555 0101" }], emails: [], created };
const customer = { id: "C", name: "Bob Dahl", emails: [], phones: [], tags: [], external: [], created };
const aCase = { id: "K", number: 7, subject: "Printer", customer: "C", state: "open", priority: "normal" };
const told = { id: "H", kind: "note", text: "wants a refund", direction: "", who: "Bob Dahl", when: "today" };
const { id, name } = person;

interface Case {
  card: JsonObject;
  stores: Record<string, (JsonObject & { id: string })[]>;
  /** What another tab made of the record that the card tells of, and what the card shows of that. */
  changed: JsonObject & { id: string };
  shows: string;
  /** What it says of a record that another tab deleted. */
  gone: string;
}

const CASES: Record<string, Case> = {
  reminder: {
    card: { card: "reminder", reminder },
    stores: { reminders: [reminder] },
    changed: { ...reminder, task: "call Bob" },
    ...{ shows: "Call Bob", gone: "Deleted" },
  },
  reminders: {
    card: { card: "reminders", title: "Your reminders", reminders: [reminder] },
    stores: { reminders: [reminder] },
    changed: { ...reminder, task: "call Bob" },
    ...{ shows: "Call Bob", gone: "Nothing left" },
  },
  timer: {
    card: { card: "timer", timer },
    stores: { timers: [timer] },
    changed: { ...timer, name: "eggs" },
    ...{ shows: "Eggs timer", gone: "Cancelled" },
  },
  timers: {
    card: { card: "timers", timers: [timer] },
    stores: { timers: [timer] },
    changed: { ...timer, name: "eggs" },
    ...{ shows: "Eggs timer", gone: "Cancelled" },
  },
  list: {
    card: { card: "list", list: "L", name: "shopping", items: [item], highlighted: [], overview: true },
    stores: { lists: [list], items: [] },
    changed: { ...list, name: "groceries" },
    ...{ shows: "Groceries", gone: "Deleted" },
  },
  lists: {
    card: { card: "lists", lists: [{ id: "L", name: "shopping", open: 1 }] },
    stores: { lists: [list], items: [] },
    changed: { ...list, name: "groceries" },
    ...{ shows: "Groceries list", gone: "deleted" },
  },
  tasks: {
    card: { card: "tasks", title: "Due", items: [item] },
    stores: { items: [item] },
    changed: { ...item, text: "oat milk" },
    ...{ shows: "oat milk", gone: "Nothing left" },
  },
  notes: {
    card: { card: "notes", title: "Noted", notes: [note] },
    stores: { notes: [note] },
    changed: { ...note, text: "the boiler is blue" },
    ...{ shows: "the boiler is blue", gone: "Deleted" },
  },
  event: {
    card: { card: "event", event, on: at },
    stores: { appointments: [event] },
    changed: { ...event, title: "Doctor" },
    ...{ shows: "Doctor", gone: "Deleted" },
  },
  agenda: {
    card: { card: "agenda", title: "Your week", events: [{ event, on: at }] },
    stores: { appointments: [event] },
    changed: { ...event, title: "Doctor" },
    ...{ shows: "Doctor", gone: "Nothing left" },
  },
  person: {
    card: { card: "person", person },
    stores: { people: [person] },
    changed: { ...person, name: "Anna Vik" },
    ...{ shows: "Anna Vik", gone: "Deleted" },
  },
  people: {
    card: { card: "people", title: "Your contacts", people: [{ id, name, note: "555 0101" }] },
    stores: { people: [person] },
    changed: { ...person, name: "Anna Vik", phones: [{ kind: "", number: "555 0202" }] },
    ...{ shows: "Anna Vik555 0202", gone: "Anna Berg: deleted" },
  },
  birthdays: {
    card: { card: "people", title: "Birthdays", people: [{ id, name, note: "Fri 5 Mar", birthday: "--03-05" }] },
    stores: { people: [{ ...person, birthday: "--03-05" }] },
    changed: { ...person, birthday: "--04-06" },
    ...{ shows: "6 April", gone: "Anna Berg: deleted" },
  },
  "contacts-file": {
    card: { card: "contacts-file", name: "contacts.vcf" },
    stores: { people: [person, { ...person, id: "P2" }] },
    changed: person,
    ...{ shows: "2 contacts", gone: "1 contact" },
  },
  customer: {
    card: { ...{ card: "customer", id: "C", name: "Bob Dahl", about: "" }, ...lists(), cases: [], latest: [] },
    stores: { customers: [customer] },
    changed: { ...customer, name: "Robert Dahl" },
    ...{ shows: "Robert Dahl", gone: "Deleted" },
  },
  customers: {
    card: { card: "customers", title: "At Acme", customers: [{ id: "C", name: "Bob Dahl", note: "" }] },
    stores: { customers: [customer] },
    changed: { ...customer, name: "Robert Dahl" },
    ...{ shows: "Robert Dahl", gone: "Bob Dahl: deleted" },
  },
  cases: {
    card: { card: "cases", title: "Case 7", cases: [{ ...aCase, who: "Bob Dahl" }] },
    stores: { cases: [aCase] },
    changed: { ...aCase, state: "closed" },
    ...{ shows: "Reopen", gone: "Nothing left" },
  },
  interactions: {
    card: { card: "interactions", title: "Bob Dahl", entries: [told] },
    stores: { interactions: [told] },
    changed: told,
    ...{ shows: "wants a refund", gone: "Nothing left" },
  },
};

function lists() {
  return { emails: [], phones: [], tags: [], notes: "" };
}

let root: Root;
let host: HTMLElement;
const act = vi.fn<CardProps<never>["act"]>(() => "id");

beforeEach(() => {
  act.mockClear();
  host = document.createElement("div");
  document.body.replaceChildren(host);
  root = createRoot(host);
});

afterEach(() => root.unmount());

function draw(card: JsonObject, stores: Case["stores"]): void {
  const useRecords = ((store: string) => stores[store]) as never;
  root.render(createElement(Card, { card, text: "", act, useRecords }));
}

const entries = Object.entries(CASES);

it.each(entries)("%s shows what another tab made of it", async (_name, { card, stores, changed, shows }) => {
  draw(card, stores);
  await expect.poll(() => host.textContent).not.toBe("");
  draw(card, withRecord(stores, changed.id, changed));
  await expect.poll(() => host.textContent).toContain(shows);
});

it.each(entries)("%s says that it is gone, and offers nothing to do with it", async (_name, each) => {
  const { card, stores, changed, gone } = each;
  draw(card, withRecord(stores, changed.id, null));
  await expect.poll(() => host.textContent).toContain(gone);
  host.querySelectorAll<HTMLButtonElement>("button").forEach((button) => button.click());
  expect(act.mock.calls.filter(([payload]) => payload.includes(`"${changed.id}"`))).toEqual([]);
});

/** Before the records are read the card shows what it was told. */
it.each(entries.filter(([name]) => name !== "contacts-file"))(
  "%s is drawn before they are read",
  async (_name, each) => {
    draw(each.card, {});
    await expect.poll(() => host.textContent).not.toBe("");
    expect(host.textContent).not.toContain(each.gone);
  },
);

it("says with the first reminder, and no other, that it rings only while the page is open", async () => {
  const later = { ...reminder, id: "R2", created: "2026-03-02T09:05:00.000+01:00" };
  const stores = { reminders: [reminder, later] };
  draw({ card: "reminder", reminder }, stores);
  await expect.poll(() => host.textContent).toContain("rings while it is open");
  draw({ card: "reminder", reminder: later }, stores);
  await expect.poll(() => host.textContent).not.toContain("rings while it is open");
});

function withRecord(stores: Case["stores"], id: string, record: Case["changed"] | null): Case["stores"] {
  return Object.fromEntries(
    Object.entries(stores).map(([store, records]) => [
      store,
      records.flatMap((each) => (each.id === id ? (record ?? []) : each)),
    ]),
  );
}

/** They tell of none of the user's records, or of what was at a time or in a version that they name. */
const STAND_STILL = (
  "help place dice coin number choice calculation conversion bill rates clock date countdown " +
  "systems series passage nearest canned-reply calendar_file"
).split(" ");

it("every card that a skill draws of the user's records is among these", async () => {
  const files = import.meta.glob<{ cards: object }>("../../src/skills/*/card.tsx", { eager: true });
  const names = Object.values(files).flatMap(({ cards }) => Object.keys(cards));
  expect(names.filter((card) => !(card in CASES) && !STAND_STILL.includes(card))).toEqual([]);
});
