import axe from "axe-core";
import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../src/app/global.css";
import { goTo } from "../../src/app/navigation/address";
import { KnowledgePanel } from "../../src/app/panels/knowledge/knowledge-panel";
import { SessionContext } from "../../src/app/session/session-context";
import type { Session } from "../../src/app/session/session";
import type { CardProps } from "../../src/skills/card-props";
import type { Article, Feedback, Version } from "../../src/storage/knowledge-records";
import type { UserData } from "../../src/storage/schema";
import type { DataStore } from "../../src/worker/protocol";

const created = "2026-01-12T09:00:00.000+01:00";
const article: Article = {
  ...{ id: "cars", title: "Company cars", state: "draft", owner: "Facilities", tags: ["cars"], version: 2 },
  ...{
    reviewBy: "2026-01-31",
    outOfDate: "the yard is closed",
    source: { kind: "written" },
    created,
    updated: created,
  },
};
const TEXTS = ["Pay 5 euros.", "Pay 6 euros.\n\n<b>bold</b> [tap](javascript:alert(1))"];
const versions = TEXTS.map((text, i): Version => {
  return { id: `cars/${i + 1}`, article: "cars", number: i + 1, text, created };
});
const feedback: Feedback = {
  ...{ id: "f", question: "who pays?", article: "cars", passage: "Fees", said: "Pay 6 euros.", verdict: "unhelpful" },
  ...{ why: "It is wrong", correction: "{name} pays 7", state: "open", at: created },
};
const RECORDS: Partial<{ [S in DataStore]: UserData[S][] }> = { articles: [article], feedback: [feedback] };

/** What the worker answers, by the requests that the panel makes. */
const ANSWERS: Record<string, (ask: never) => unknown> = {
  version: ({ number }: { number: number }) => versions[number - 1] ?? null,
  versions: () => versions.toReversed(),
  questionsToMend: () => [{ id: "f", question: "who pays?", feedback: [feedback], article: "cars" }],
  askDocuments: () => ({ sure: 0, isAnswered: false, passages: [], quote: null }),
};
const session = { ask: async (kind: string, ask: never) => ANSWERS[kind]?.(ask) } as unknown as Session;

let root: Root;
let act: ReturnType<typeof vi.fn<CardProps<never>["act"]>>;
let container: HTMLElement;

function useRecords<S extends DataStore>(store: S): UserData[S][] | undefined {
  return RECORDS[store] ?? [];
}

beforeEach(() => {
  sessionStorage.clear();
  act = vi.fn<CardProps<never>["act"]>(() => "sent");
  goTo("knowledge");
  container = document.body.appendChild(document.createElement("section"));
  container.setAttribute("aria-label", "Knowledge");
  root = createRoot(container);
  const panel = createElement(KnowledgePanel, { act, useRecords });
  root.render(createElement(SessionContext, { value: session }, panel));
});

afterEach(() => {
  root.unmount();
  container.remove();
});

const button = (name: string | RegExp) => page.getByRole("button", { name });

function sent(): [intent: string, values: unknown] {
  const [payload = ""] = act.mock.lastCall ?? [];
  const [, intent = "", json = "null"] = /^\/(\w+)(.*)$/s.exec(payload) ?? [];
  return [intent, JSON.parse(json)];
}

async function isAccessible(): Promise<void> {
  const { violations } = await axe.run(container);
  expect(violations.map(({ id }) => id)).toEqual([]);
}

it("flags what is out of date in the list and in the article, and what is written there is only text", async () => {
  await expect.element(page.getByText("Out of date · Review overdue · Draft · Facilities · cars")).toBeVisible();
  await isAccessible();
  await userEvent.click(page.getByRole("link", { name: /Company cars/ }));
  await expect.element(page.getByText("Marked as out of date: the yard is closed")).toBeVisible();
  await expect.element(page.getByText("Its review was due by 31 January 2026.")).toBeVisible();
  await expect.element(page.getByText("Pay 6 euros.")).toBeVisible();
  expect(container.querySelector("b, [href^=javascript]")).toBeNull();
  await userEvent.click(button("Publish"));
  expect(sent()).toEqual(["mark_article", { article: "cars", mark: "published" }]);
  await userEvent.click(button("It is up to date"));
  expect(sent()).toEqual(["mark_article", { article: "cars", mark: "up_to_date" }]);
});

it("keeps what is being written until it is saved, and asks for what is missing", async () => {
  goTo("knowledge", "new");
  await userEvent.click(button("Save"));
  await expect.element(page.getByRole("alert")).toHaveTextContent("A title and a text are needed.");
  await userEvent.fill(page.getByRole("textbox", { name: "Title" }), "Kettle");
  await userEvent.fill(page.getByRole("textbox", { name: "Text, in Markdown" }), "**Boil** it.");
  await expect.element(page.getByRole("strong")).toHaveTextContent("Boil");
  await isAccessible();
  goTo("knowledge");
  goTo("knowledge", "new");
  await expect.element(page.getByRole("textbox", { name: "Title" })).toHaveValue("Kettle");
  await userEvent.fill(page.getByRole("textbox", { name: /^Tags/ }), "home, home,");
  await userEvent.click(button("Save"));
  expect(sent()).toEqual(["save_article", { fields: { title: "Kettle", text: "**Boil** it.", tags: ["home"] } }]);
});

it("compares versions by words and marks, and goes back to one", async () => {
  goTo("knowledge", "cars", "versions");
  await expect.element(page.getByText("Changed", { exact: true })).toBeVisible();
  expect(container.querySelector("del")?.textContent).toBe("5");
  expect(container.querySelector("ins")?.textContent).toBe("6");
  await isAccessible();
  await userEvent.click(button("Go back to it, version 1"));
  expect(sent()).toEqual(["restore_version", { article: "cars", number: 1 }]);
});

it("shows what an asker got and what they would get now, and closes the question", async () => {
  goTo("knowledge", "questions", "f");
  await expect.element(page.getByText("Answered from Company cars, Fees: “Pay 6 euros.”")).toBeVisible();
  await expect.element(page.getByText("It should have said: {name} pays 7")).toBeVisible();
  await expect.element(page.getByText("The documents don’t answer it yet.")).toBeVisible();
  await isAccessible();
  await userEvent.click(button("Close"));
  expect(sent()).toEqual(["close_questions", { feedback: ["f"] }]);
  await expect.element(page.getByText("Closed, though still not answered.")).toBeVisible();
});
