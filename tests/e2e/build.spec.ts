import { expect, test, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { preview, type PreviewServer } from "vite";
import { Talk, untilCached } from "./talk";

/** A new project with an action of its own beside the starter's, built, and served from a folder below its host's root. */
const root = mkdtempSync(join(tmpdir(), "sotto-built-"));
const project = join(root, "tea-walks");
const out = join(root, "host/some/where");
const ADDRESS = "http://localhost:4177/some/where/";

const GLAD = `
import type { Action, ActionContext } from "sotto";

export class Glad implements Action {
  readonly name = "action_glad";

  async run({ dispatcher, store, random }: ActionContext) {
    const id = random().toString(36).slice(2);
    await store.put("notes", { id, text: "a good day", created: "2026-03-02T09:30:00+01:00" });
    dispatcher.say({ text: \`Good days so far: \${(await store.all("notes")).length}.\` });
    return [];
  }
}
`;

let server: PreviewServer;

// Training takes nothing here: keywords are found, and not learnt.
test.beforeAll(async () => {
  test.setTimeout(180_000);
  sotto("init", project);
  edit("config.yml", "DIETClassifier", "KeywordIntentClassifier");
  edit("domain.yml", "actions:\n", "actions:\n  - action_glad\n");
  edit("data/rules.yml", "action: utter_glad", "action: action_glad");
  writeFileSync(join(project, "actions/glad.ts"), GLAD);
  sotto("train", "--project", project, "--tier", "lite");
  sotto("build", "--project", project, "--out", out);
  server = await preview({
    configFile: false,
    root,
    build: { outDir: join(root, "host") },
    preview: { port: 4177, strictPort: true },
    logLevel: "error",
  });
});

test.afterAll(() => server.close());

/** In another folder than the repository's. */
function sotto(...args: string[]): void {
  execFileSync(process.execPath, [resolve("training/bin.mjs"), ...args], { cwd: root, stdio: ["ignore", "ignore", 2] });
}

function edit(file: string, before: string, after: string): void {
  const path = join(project, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(before, after));
}

async function open(page: Page): Promise<Talk> {
  await page.goto(ADDRESS);
  const talk = new Talk(page);
  await expect(talk.box).toBeVisible();
  return talk;
}

test("the page of a project talks with its own name, greeting and actions, and asks only its own address", async ({
  page,
}) => {
  const others: string[] = [];
  page.context().on("request", (request) => {
    if (!request.url().startsWith(ADDRESS)) others.push(request.url());
  });
  const talk = await open(page);
  await expect(page).toHaveTitle("Tea walks");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tea walks");
  await expect(page.getByText("Hello. How is your day going?")).toBeVisible();
  await expect(page.locator("body")).not.toContainText(/Sotto(?! \d)|reminder|timer|\blists?\b|\bnotes?\b/i);

  await page.getByRole("button", { name: "Plan a walk" }).click();
  await expect(talk.answers.last()).toContainText("Where would you like to walk");
  await talk.say("to the forest");
  await expect(await talk.say("about 45 minutes")).toHaveText(/45 minutes to the forest .* home at \d\d:\d\d/);
  await expect(await talk.say("rather well")).toContainText("Good days so far: 1.");

  await untilCached(page);
  expect(others).toEqual([]);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases).toEqual(["sotto-tea-walks"]);
});

test("it works without a network, and goes on where it was", async ({ page, context }) => {
  await (await open(page)).say("rather well");
  await untilCached(page);
  await context.setOffline(true);
  const talk = await open(page);
  await expect(page.getByText("You’re offline. Everything here still works.")).toBeVisible();
  await expect(await talk.say("rather well")).toContainText("Good days so far: 2.");
});

test("it can be installed, under its own name", async ({ page }) => {
  await open(page);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // The test's profile is an incognito one.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  const { data } = await session.send("Page.getAppManifest");
  const icon = await page.request.get(`${ADDRESS}icons/icon-192.png`);
  expect((await icon.body()).equals(readFileSync(join(project, "icons/icon-192.png")))).toBe(true);
  expect(JSON.parse(data ?? "")).toMatchObject({ name: "Tea walks", lang: "en", start_url: "./", scope: "./" });
});

test("built again from the same project it is the same, to the byte", () => {
  const before = hashes();
  sotto("build", "--project", project, "--out", out);
  expect(hashes()).toEqual(before);
});

function hashes(): string[] {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((file) => `${createHash("sha256").update(readFileSync(file)).digest("hex")} ${file}`);
}
