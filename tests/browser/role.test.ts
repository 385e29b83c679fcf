import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import "../../src/app/global.css";
import { Navigation } from "../../src/app/navigation/navigation";
import { TodayPanel } from "../../src/app/panels/today/today-panel";
import { role, roles, suggestionsFor, type Role } from "../../src/app/platform/role";
import type { UserData } from "../../src/storage/schema";
import { identity } from "../../src/identity";
import type { DataStore } from "../../src/worker/protocol";

const created = "2026-01-01T09:00:00.000+01:00";
const RECORDS: Partial<{ [S in DataStore]: UserData[S][] }> = {
  reminders: [
    {
      ...{ id: "R", task: "water the plants", due: created, zone: "Europe/Oslo", state: "waiting" },
      ...{ conversation: "c", created },
    },
  ],
  customers: [{ id: "anna", name: "Anna Berg", emails: [], phones: [], tags: [], external: [], created }],
  cases: (["open", "closed", "waiting"] as const).map((state, i) => ({
    ...{ id: state, number: 1040 + i, subject: `Printer ${state}`, customer: "anna", state, priority: "high" },
    ...{ opened: created, updated: created, external: [] },
  })),
  watches: [{ id: "W", kind: "alerts", told: ["a", "b"], muted: false, conversation: "c", created }],
  feedback: [{ id: "F", question: "parrots?", verdict: "unanswered", state: "open", at: created }],
};

function useRecords<S extends DataStore>(store: S): UserData[S][] | undefined {
  return RECORDS[store] ?? [];
}

let root: Root;
let container: HTMLElement;
beforeEach(() => {
  container = document.body.appendChild(document.createElement("section"));
  root = createRoot(container);
  root.render([
    createElement(Navigation, { key: "navigation" }),
    createElement(TodayPanel, { key: "today", act: () => "sent", useRecords }),
  ]);
});
afterEach(() => {
  root.unmount();
  container.remove();
  role.choose("everyday");
});

const places = () => [...container.querySelectorAll("nav a")].map((link) => link.textContent);
const groups = () => [...container.querySelectorAll("section[aria-label]")].map((group) => group.ariaLabel);

const EVERYDAY = ["Today", "Lists", "Notes", "Calendar", "People", "Knowledge", "Customers", "Systems"];

describe("what somebody is here for", () => {
  it.each<[Role, string[], string[]]>([
    ["everyday", EVERYDAY, ["Overdue", "Open cases", "Alerts", "Documents to mend"]],
    [
      "support",
      ["Customers", "Today", "Knowledge", "Calendar", "Notes", "Lists", "People", "Systems"],
      ["Open cases", "Overdue", "Alerts", "Documents to mend"],
    ],
    [
      "systems",
      ["Systems", "Today", "Knowledge", "Notes", "Calendar", "Lists", "People", "Customers"],
      ["Alerts", "Overdue", "Open cases", "Documents to mend"],
    ],
    [
      "content",
      ["Knowledge", "Today", "Notes", "Lists", "Calendar", "People", "Customers", "Systems"],
      ["Documents to mend", "Overdue", "Open cases", "Alerts"],
    ],
  ])("%s orders the sections and what stands under Today, and hides nothing", async (chosen, sections, shown) => {
    role.choose(chosen);
    await expect.poll(places).toEqual(["Chat", ...sections, "Chats", "Settings"]);
    expect(groups()).toEqual(shown);
    await expect.element(page.getByRole("link", { name: /Printer open, Anna Berg/ })).toBeVisible();
    expect(container.textContent).not.toMatch(/Printer (?:closed|waiting)/);
    expect(container.textContent).toContain("2 alerts firing");
  });

  it("has the bar of a phone lead to what is used daily, and the menu to the rest", async () => {
    role.choose("systems");
    await expect.poll(places).toContain("Systems");
    const inBar = [...container.querySelectorAll('nav [data-in-menu="false"]')].map((place) => place.textContent);
    expect(inBar).toEqual(["Chat", "Systems", "Today", "Knowledge", "Notes", "Calendar"]);
  });

  it.each(roles)("$value has things to say first, and always how to hear of the rest", ({ value, suggestions }) => {
    const said = suggestionsFor(value).map(({ payload }) => payload);
    expect(said.slice(0, suggestions.length)).toEqual(suggestions);
    expect(said).toHaveLength(identity.suggestions.length);
    expect(said.at(-1)).toBe("What can you do?");
  });
});
