import axe from "axe-core";
import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../src/app/global.css";
import { goTo } from "../../src/app/navigation/address";
import { CustomersPanel } from "../../src/app/panels/customers/customers-panel";
import type { Session } from "../../src/app/session/session";
import { SessionContext } from "../../src/app/session/session-context";
import type { CardProps } from "../../src/skills/card-props";
import type { UserData } from "../../src/storage/schema";
import type { DataStore } from "../../src/worker/protocol";

const created = "2026-01-01T09:00:00.000+01:00";
const one = { emails: [], phones: [], tags: [], external: [], created };
const hostile = "{name} <b>bold</b> **md** [tap](javascript:alert(1)) /undo";

const RECORDS: Partial<{ [S in DataStore]: UserData[S][] }> = {
  companies: [{ id: "acme", name: "Acme Ltd", external: [], created }],
  customers: [
    { ...one, id: "anna", name: "Anna Berg", emails: ["anna@acme.example"], company: "acme", role: "Buyer" },
    { ...one, id: "anna2", name: "Berg, Anna", emails: ["anna@acme.example"], role: "Head buyer" },
    { ...one, id: "bob", name: "Bob Dahl", phones: ["+47 555 0101"] },
  ],
  cases: [
    {
      ...{ id: "fire", number: 1042, subject: "Printer on fire", customer: "anna", state: "open", priority: "high" },
      ...{ opened: "2026-02-24T09:00:00+01:00", updated: created, external: [] },
    },
    {
      ...{ id: "old", number: 1037, subject: "Came twice", customer: "anna", state: "closed", priority: "normal" },
      ...{ opened: "2026-01-12T09:00:00+01:00", updated: created, external: [] },
    },
  ],
  interactions: [
    {
      id: "i1",
      customer: "anna",
      kind: "email",
      direction: "in",
      at: "2026-02-25T09:00:00+01:00",
      text: "It smokes",
      external: [],
    },
    { id: "i2", customer: "anna", kind: "note", at: "2026-02-26T09:00:00+01:00", text: hostile, external: [] },
  ],
  replies: [{ id: "refund", name: "refund", text: "Dear {name}", created }],
};

/** No server with customers is connected. */
const session = { ask: async () => [] } as unknown as Session;

let root: Root;
let act: ReturnType<typeof vi.fn<CardProps<never>["act"]>>;
let container: HTMLElement;

function useRecords<S extends DataStore>(store: S): UserData[S][] | undefined {
  return RECORDS[store] ?? [];
}

beforeEach(() => {
  act = vi.fn<CardProps<never>["act"]>(() => "sent");
  goTo("customers");
  container = document.body.appendChild(document.createElement("section"));
  container.setAttribute("aria-label", "Customers");
  root = createRoot(container);
  const panel = createElement(CustomersPanel, { act, useRecords });
  root.render(createElement(SessionContext, { value: session }, panel));
});

afterEach(() => {
  root.unmount();
  container.remove();
});

const button = (name: string) => page.getByRole("button", { name, exact: true });

function sent(): [intent: string, values: unknown] {
  const [payload = ""] = act.mock.lastCall ?? [];
  const [, intent = "", json = "null"] = /^\/(\w+)(.*)$/s.exec(payload) ?? [];
  return [intent, JSON.parse(json || "null")];
}

it("finds a customer by company, and shows all that happened as one line of time, the newest first", async () => {
  await userEvent.fill(page.getByRole("searchbox"), "acme buyer");
  await expect.element(page.getByText("Bob Dahl")).not.toBeInTheDocument();
  await userEvent.click(page.getByRole("link", { name: /Anna Berg/ }));
  const entries = () => [...document.querySelectorAll("ol > li")].map((entry) => entry.textContent);
  await expect
    .poll(entries)
    .toEqual([
      expect.stringContaining(hostile),
      expect.stringContaining("It smokes"),
      expect.stringContaining("Printer on fire"),
      expect.stringContaining("Came twice"),
    ]);
  await userEvent.fill(page.getByRole("searchbox", { name: "Search the history" }), "smokes email");
  await expect.poll(entries).toEqual([expect.stringContaining("It smokes")]);
});

it("shows what stands in a record as text: no tag, no link, no order comes of it", async () => {
  goTo("customers", "anna");
  await expect.element(page.getByText(hostile)).toBeVisible();
  const history = page.getByRole("region", { name: "History" }).element();
  expect(history.querySelector("a, b, strong, script")).toBeNull();
  expect(act).not.toHaveBeenCalled();
});

it("logs a call in a case by one message", async () => {
  goTo("customers", "anna");
  await userEvent.click(button("Log a contact"));
  await userEvent.selectOptions(page.getByRole("combobox", { name: "Case", exact: true }), "1042 Printer on fire");
  await userEvent.fill(page.getByRole("textbox", { name: "What was said" }), "wants {a} refund");
  await userEvent.click(button("Log it"));
  const values = {
    customer_id: "anna",
    interaction_kind: "call",
    interaction_text: "wants {a} refund",
    direction: "in",
    case_id: "fire",
  };
  expect(sent()).toEqual(["log_interaction", values]);
  await userEvent.click(button("Undo"));
  expect(sent()).toEqual(["undo", { id: "sent" }]);
});

it("closes a case where it is shown, and shows those that are closed", async () => {
  goTo("customers", "anna");
  await userEvent.selectOptions(page.getByRole("combobox", { name: "State of case 1042" }), "Closed");
  expect(sent()).toEqual(["change_case", { case_id: "fire", case_state: "closed" }]);
  await userEvent.click(button("Show 1 closed case"));
  await expect.element(page.getByRole("combobox", { name: "State of case 1037" })).toBeVisible();
});

it("merges two after a choice side by side", async () => {
  goTo("customers", "duplicates");
  await userEvent.click(page.getByRole("button", { name: /Anna Berg and Berg, Anna/ }));
  await userEvent.click(page.getByRole("radio", { name: "Head buyer" }));
  await userEvent.click(button("Merge"));
  expect(sent()).toEqual(["merge_customers", { customer_id: "anna", other_id: "anna2", choices: { role: "other" } }]);
});

it("asks for a name before a customer is saved", async () => {
  goTo("customers", "new");
  await userEvent.click(button("Save"));
  await expect.element(page.getByRole("alert")).toHaveTextContent("A name is needed.");
  expect(act).not.toHaveBeenCalled();
  await userEvent.fill(page.getByRole("textbox", { name: "Name", exact: true }), "Eva Lund");
  await userEvent.fill(page.getByRole("textbox", { name: "Emails, one a line" }), "eva@x.example, e@x.example");
  await userEvent.click(button("Save"));
  const customer = { name: "Eva Lund", emails: ["eva@x.example", "e@x.example"], phones: [], tags: [] };
  expect(sent()).toEqual(["save_customer", { customer }]);
});

it.each(["customers", "customers/anna", "customers/duplicates", "customers/replies", "customers/new"])(
  "axe finds nothing in %s",
  async (place) => {
    const [section = "", ...path] = place.split("/");
    goTo(section, ...path);
    await expect.element(page.getByRole("heading", { level: 2 })).toBeVisible();
    const { violations } = await axe.run(container);
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  },
);
