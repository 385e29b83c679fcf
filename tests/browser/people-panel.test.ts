import axe from "axe-core";
import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../src/app/global.css";
import { PeoplePanel } from "../../src/app/panels/people/people-panel";
import type { CardProps } from "../../src/skills/card-props";
import type { Person, UserData } from "../../src/storage/schema";
import type { DataStore } from "../../src/worker/protocol";

const created = "2026-01-01T09:00:00.000+01:00";
const people: Person[] = [
  { id: "B", name: "Bob Dahl", phones: [], emails: [], created },
  {
    id: "A",
    name: "Anna Berg",
    phones: [{ kind: "mobile", number: "+47 555 0101" }],
    emails: [{ kind: "", address: "anna@example.com" }],
    birthday: "--05-17",
    created,
  },
];

let root: Root;
let act: ReturnType<typeof vi.fn<CardProps<never>["act"]>>;
let container: HTMLElement;

function useRecords<S extends DataStore>(store: S): UserData[S][] | undefined {
  return (store === "people" ? people : []) as UserData[S][];
}

beforeEach(() => {
  act = vi.fn<CardProps<never>["act"]>(() => "sent");
  // As the frame of the panels has it (panel-frame.tsx).
  container = document.body.appendChild(document.createElement("section"));
  container.setAttribute("aria-label", "People");
  root = createRoot(container);
  root.render(createElement(PeoplePanel, { act, useRecords }));
});

afterEach(() => {
  root.unmount();
  container.remove();
});

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });

/** The message that was sent last: its intent, and what it carries. */
function sent(): [intent: string, values: unknown] {
  const [payload = ""] = act.mock.lastCall ?? [];
  const [, intent = "", json = "null"] = /^\/(\w+)(.*)$/s.exec(payload) ?? [];
  return [intent, JSON.parse(json || "null")];
}

it("finds somebody as is typed, and shows their card with links to call and write", async () => {
  await expect.element(button(/Bob Dahl/)).toBeVisible();
  await userEvent.fill(page.getByRole("searchbox"), "ann");
  await expect.element(button(/Bob Dahl/)).not.toBeInTheDocument();
  await userEvent.click(button(/Anna Berg/));
  await expect.element(page.getByRole("link", { name: "+47 555 0101" })).toHaveAttribute("href", "tel:+475550101");
  await expect
    .element(page.getByRole("link", { name: "anna@example.com" }))
    .toHaveAttribute("href", "mailto:anna@example.com");
});

it("changes somebody by one message with all that is known of them", async () => {
  await userEvent.click(button(/Anna Berg/));
  await userEvent.click(button("Edit"));
  await userEvent.fill(page.getByRole("textbox", { name: "Number 1", exact: true }), "555 0202");
  await userEvent.click(button("Save"));
  expect(sent()).toEqual([
    "save_person",
    {
      person_id: "A",
      person: {
        name: "Anna Berg",
        phones: [{ kind: "mobile", number: "555 0202" }],
        emails: [{ kind: "", address: "anna@example.com" }],
        birthday: "--05-17",
      },
    },
  ]);
});

it("adds nobody without a name: says so, and the keyboard is there", async () => {
  await userEvent.click(button("Add"));
  await userEvent.click(button("Save"));
  await expect.element(page.getByRole("alert")).toHaveTextContent("A name is needed.");
  expect(act).not.toHaveBeenCalled();
  await userEvent.keyboard("Mira Holt{Enter}");
  expect(sent()).toEqual(["save_person", { person: { name: "Mira Holt", phones: [], emails: [] } }]);
});

it("deletes only after yes", async () => {
  await userEvent.click(button(/Bob Dahl/));
  await userEvent.click(button("Delete"));
  await userEvent.click(button("No, keep"));
  expect(act).not.toHaveBeenCalled();
  await userEvent.click(button("Delete"));
  await userEvent.click(button("Yes, delete"));
  expect(sent()).toEqual(["delete_person", { person_id: "B", confirmed: true }]);
  await expect.element(page.getByText("Deleted Bob Dahl.")).toBeVisible();
  await userEvent.click(button("Undo"));
  expect(sent()).toEqual(["undo", { id: "sent" }]);
});

it("imports a file, and exports", async () => {
  const file = new File(["BEGIN:VCARD\nFN:Zoë\nEND:VCARD"], "phone.vcf");
  await expect.element(button("Import")).toBeVisible();
  await userEvent.upload(container.querySelector("input[type=file]") ?? container, file);
  await vi.waitFor(() => expect(sent()).toEqual(["import_people", { vcf: "BEGIN:VCARD\nFN:Zoë\nEND:VCARD" }]));
  await userEvent.click(button("Export"));
  expect(sent()).toEqual(["export_people", null]);
});

describe.each([360, 1280])("%i pixels wide", (width) => {
  it("has nothing that axe finds, and never scrolls sideways", async () => {
    await page.viewport(width, 800);
    for (const next of [/Anna Berg/, "Delete", "Edit"]) {
      await userEvent.click(button(next));
      const { violations } = await axe.run(container);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual([]);
      expect(container.scrollWidth).toBeLessThanOrEqual(container.clientWidth);
    }
    // The list stands beside the card where there is room for both.
    expect(container.querySelector("ul li button")?.checkVisibility()).toBe(width > 1000);
  });
});
