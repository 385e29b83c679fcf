import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { Talk, untilCached } from "./talk";
import { violations } from "./violations";

/** What a phone does when another app shares with this one: from outside, it posts a form to the address that the manifest names. */
async function share(page: Page, fields: Record<string, string>, file?: { name: string; text: string }): Promise<void> {
  const action = new URL("./share", page.url()).href;
  await page.goto("about:blank");
  await page.evaluate(
    ([action, fields, file]) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", enctype: "multipart/form-data", action });
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement("input"), { name, value }));
      }
      if (file) {
        const input = Object.assign(document.createElement("input"), { type: "file", name: "files" });
        const files = new DataTransfer();
        files.items.add(new File([file.text], file.name));
        input.files = files.files;
        form.append(input);
      }
      document.body.append(form);
      form.submit();
    },
    [action, fields, file] as const,
  );
}

test("asks what to do with what another app shares, and does that", async ({ page }) => {
  const talk = await new Talk(page).open();
  await untilCached(page);
  await page.reload();
  await talk.say("hello");
  await share(page, { title: "Wifi", text: "The code is 4411 <b>now</b>" });
  const sheet = page.getByRole("dialog", { name: "Shared with you" });
  await expect(sheet).toContainText("The code is 4411 <b>now</b>");
  expect(await violations(page)).toEqual([]);
  await sheet.getByRole("button", { name: "Keep as a note" }).click();
  await expect(talk.answers.last()).toContainText("4411");
  await page.reload();
  await expect(talk.said.last()).toContainText("Note:");
  await expect(page.getByRole("dialog")).toBeHidden();

  await share(page, {}, { name: "trip.md", text: "# Trip\n\nPack the tent" });
  const file = page.getByRole("dialog", { name: "trip.md" });
  await expect(file).toContainText("Pack the tent");
  await file.getByRole("button", { name: "Put it into the message" }).click();
  await expect(talk.box).toHaveValue(/Pack the tent/);
});

test("tells the system what it opens and takes in", () => {
  const manifest = JSON.parse(readFileSync("dist/manifest.webmanifest", "utf8")) as {
    file_handlers: { accept: Record<string, string[]> }[];
    share_target: { action: string; method: string };
  };
  expect(manifest.file_handlers.flatMap(({ accept }) => Object.values(accept).flat())).toEqual([
    ".ics",
    ".vcf",
    ".md",
    ".txt",
  ]);
  expect(manifest.share_target).toMatchObject({ action: "./share", method: "POST" });
});
