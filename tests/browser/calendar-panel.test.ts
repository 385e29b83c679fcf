import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { CalendarPanel } from "../../src/app/panels/calendar/calendar-panel";
import "../../src/app/global.css";
import type { Appointment } from "../../src/storage/schema";

/** Today at an hour of the browser's own zone. */
function today(hour: number): string {
  const date = new Date();
  date.setHours(hour, 0, 0, 0);
  return date.toISOString();
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const event = (id: string, title: string, more: Partial<Appointment> = {}): Appointment => {
  return { id, title, starts: today(12), ends: today(13), allDay: false, zone, created: today(1), ...more };
};
const stored = [event("l", "Lunch"), event("s", "Standup", { rule: "FREQ=DAILY", starts: today(9), ends: today(10) })];
const act = vi.fn<(payload: string, options?: { title?: string; quiet?: boolean }) => string>(() => "id");
let root: Root;

beforeEach(() => {
  act.mockClear();
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  root = createRoot(host);
  const useRecords = ((store: string) => (store === "appointments" ? stored : [])) as never;
  root.render(createElement(CalendarPanel, { act, useRecords }));
});

afterEach(() => root.unmount());

const sent = () => act.mock.calls.map(([payload]) => payload);
const chosen = () => document.querySelector('[role="gridcell"][aria-selected="true"]');

it("marks today, and tells each day's events", async () => {
  await expect.element(page.getByRole("grid")).toBeVisible();
  expect(chosen()?.getAttribute("aria-current")).toBe("date");
  await expect.element(page.getByRole("gridcell", { name: /2 events.*Standup/, selected: true })).toBeVisible();
});

it("moves by the arrow keys with one cell for the Tab key, and into the next month", async () => {
  await expect.element(page.getByRole("grid")).toBeVisible();
  (chosen() as HTMLElement).focus();
  const before = chosen();
  await userEvent.keyboard("{ArrowRight}");
  await expect.poll(() => chosen() !== before && document.activeElement === chosen()).toBe(true);
  expect(document.querySelectorAll('[role="gridcell"][tabindex="0"]')).toHaveLength(1);
  const month = page.getByRole("heading", { level: 2 }).element().textContent;
  await userEvent.keyboard("{PageDown}{PageDown}");
  await expect.poll(() => page.getByRole("heading", { level: 2 }).element().textContent).not.toBe(month);
  await page.getByRole("button", { name: "Today" }).click();
  await expect.poll(() => chosen()?.getAttribute("aria-current")).toBe("date");
});

it("adds an event with the form", async () => {
  await page.getByRole("button", { name: "New event" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect.element(page.getByRole("alert")).toHaveTextContent("Give it a title.");
  await page.getByRole("textbox", { name: "Title" }).fill("Tea");
  await page.getByRole("button", { name: "Save" }).click();
  expect(sent()).toHaveLength(1);
  expect(sent()[0]).toMatch(/^\/save_event\{"event_title":"Tea","starts":"/);
  await expect.element(page.getByRole("status")).toHaveTextContent("Added “Tea”.");
});

it("deletes an event, and asks which times of a recurring one", async () => {
  await page.getByRole("button", { name: "Delete Lunch" }).click();
  expect(sent()[0]).toContain('"id":"l","scope":"all"');
  await expect.element(page.getByRole("status")).toHaveTextContent("Deleted “Lunch”.");
  await page.getByRole("button", { name: "Delete Standup" }).click();
  await page.getByRole("button", { name: "Only this time" }).click();
  expect(sent()[1]).toContain('"id":"s","scope":"one"');
  await page.getByRole("button", { name: "Undo" }).click();
  expect(sent()[2]).toBe('/undo{"id":"id"}');
});

it("shows the week, and opens an event from it", async () => {
  await page.getByRole("button", { name: "Week" }).click();
  await expect.poll(() => page.getByRole("group", { name: /^\w+day \d/ }).elements().length).toBe(7);
  await page.getByRole("button", { name: /12:00 to 13:00 Lunch/ }).click();
  await expect.element(page.getByRole("textbox", { name: "Title" })).toHaveValue("Lunch");
});

it.each([360, 1280])("fits a page of %i pixels in both views", async (width) => {
  await page.viewport(width, 800);
  await expect.element(page.getByRole("grid")).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  await page.getByRole("button", { name: "Week" }).click();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
});
