import { expect } from "@playwright/test";
import type { Talk } from "./talk";

/** A screen of the page, and how one comes to it from any other. */
export interface Screen {
  name: string;
  show: () => Promise<void>;
}

/** Each skill's card, and what else a reply can come with. */
const SAID = [
  "remind me to call Anna tomorrow at nine",
  "remind me every Monday at 8 to water the plants",
  "what reminders do I have",
  "set a timer for 10 minutes",
  "set a pasta timer for 12 minutes",
  "show my timers",
  "add milk, eggs and brown bread to my shopping list",
  "what lists do I have",
  "note that the code is 4411",
  "show my notes",
  "add dentist to my calendar tomorrow at 15:00",
  "what's on my calendar tomorrow",
  "Anna's number is +47 555 01 01",
  "what is Anna's number",
  "what time is it in Tokyo",
  "how many days until Christmas",
  "what's 15% of 80",
  "5 miles in km",
  "what is 100 dollars in euros",
  "roll two dice",
  "flip a coin",
  "help",
  "lists or notes",
  "how many days of annual leave do I get?",
  "what does the handbook say about parrots on the moon?",
  "what changed in the travel policy?",
  "which articles are out of date?",
  "which questions need mending?",
  "how are the servers?",
];

/** Of whom the page has a record by then. */
const OF_CUSTOMERS = [
  "show me Jo Bell",
  "log a call with Jo Bell: she wants a refund",
  "open a case for Jo Bell: printer on fire",
  "what happened with Jo Bell",
  "find duplicate customers",
];

/** Says what the screens are to show. */
export async function fill(talk: Talk): Promise<void> {
  for (const text of SAID) await talk.say(text);
  const { page } = talk;
  await page.goto("./#/customers/new");
  await page.locator("main").getByLabel("Name", { exact: true }).fill("Jo Bell");
  await page.locator("main").getByRole("button", { name: "Save" }).click();
  await expect(page.locator("main").getByRole("link", { name: /Jo Bell/ })).toBeVisible();
  await page.goto("./#/chat");
  for (const text of OF_CUSTOMERS) await talk.say(text);
}

/** All there are of a page on which `fill` was done; the sections are those that its own navigation has. */
export async function screensOf(talk: Talk): Promise<Screen[]> {
  const { page } = talk;
  const main = page.locator("main");
  const dialog = page.locator("dialog[open]");
  const menu = page.getByRole("button", { name: "Menu" });
  const press = (name: string | RegExp) => main.getByRole("button", { name, exact: true }).first().click();
  const follow = (name: string | RegExp) => main.getByRole("link", { name }).first().click();
  const debug = () => page.keyboard.press("F2");

  /** Comes to a section as it is at first, whatever is open. */
  async function go(section: string): Promise<void> {
    if (await page.locator("dialog[open], :popover-open").count()) await page.keyboard.press("Escape");
    if (await page.getByRole("complementary", { name: "Debugger" }).count()) await debug();
    for (const place of ["chat", section]) await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
    await expect(
      section === "chat" ? page.getByRole("textbox", { name: "Message" }) : main.locator("h2").first(),
    ).toBeVisible();
  }

  const screen = (name: string, section: string, further?: () => Promise<unknown>): Screen => ({
    name,
    async show() {
      await go(section);
      await further?.();
    },
  });

  // On a phone the way to some of them is the menu.
  const addresses = await page
    .locator("nav[aria-label=Sections] a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return [
    screen("the chat", "chat"),
    // An empty chat beside the panels: what was said was looked at.
    screen("a new conversation", "conversations", () => press("New")),
    ...addresses.map((address) => address.replace("#/", "")).map((section) => screen(section, section)),
    screen("a list", "lists", () => follow("Shopping list")),
    screen("a list, edited", "lists", async () => {
      await follow("Shopping list");
      await press("Edit");
    }),
    screen("a new note", "notes/new"),
    screen("a week", "calendar", () => press("Week")),
    screen("a new event", "calendar", () => press("New event")),
    screen("a person", "people", () => press(/Anna/)),
    screen("a new person", "people", () => press("Add")),
    screen("an article", "knowledge", () => follow("Annual leave")),
    screen("an article, edited", "knowledge", async () => {
      await follow("Annual leave");
      await follow("Edit");
    }),
    screen("an article's versions", "knowledge", async () => {
      await follow("Annual leave");
      await follow("Versions");
    }),
    screen("a new article", "knowledge/new"),
    screen("questions to mend", "knowledge/questions"),
    screen("an import of documents", "knowledge/import"),
    screen("a customer", "customers", () => follow(/Jo Bell/)),
    screen("a new customer", "customers/new"),
    screen("an import of customers", "customers/import"),
    screen("duplicates", "customers/duplicates"),
    screen("canned replies", "customers/replies"),
    screen("changes not sent", "customers/changes"),
    screen("a conversation", "conversations", () => follow("Name, save or delete")),
    screen("a new connection", "settings", () => press("Connect a server")),
    screen("the question before everything is deleted", "settings", async () => {
      await press("Delete everything");
      await expect(dialog).toBeVisible();
    }),
    screen("the menu", "chat", () => menu.click()),
    screen("about", "chat", async () => {
      await menu.click();
      await page.getByRole("button", { name: /^About/ }).click();
      await expect(dialog).toBeVisible();
    }),
    screen("the palette", "chat", async () => {
      await page.getByRole("button", { name: "Search and commands" }).click();
      await expect(dialog).toBeVisible();
    }),
    screen("the debugger", "chat", async () => {
      await talk.say("flip a coin");
      await debug();
      await expect(page.getByRole("complementary").getByRole("listitem").first()).toBeVisible();
    }),
  ];
}
