import { recordsOf } from "../records";
import { writeBackup } from "../../../src/storage/backup/backup-file";
import { seededRandom } from "../../../src/engine/environment";
import type { Contents } from "../../../src/storage/storage";
import { Talk } from "../../e2e/talk";
import { KillableBrowser } from "./browser";
import { readKept } from "./kept";
import type { Halves } from "./kills-upgrade";

const NOTES = 3_000;

async function backup(): Promise<string> {
  const created = "2026-11-20T09:00:00.000+00:00";
  const notes = Array.from({ length: NOTES }, (_, i) => ({ id: `n${i}`, text: `note ${i}`, created }));
  const contents: Contents = { records: recordsOf({ notes }), conversations: [] };
  return writeBackup(contents, created, null);
}

/** Kills the browser while the page takes in a backup, and looks that all of it is there, or nothing. */
export async function killsWhileRestoring(
  address: string,
  profile: () => string,
  kills: number,
  seed: number,
): Promise<Halves> {
  const random = seededRandom(seed);
  const found: Halves = { before: 0, after: 0, faults: [] };
  const file = { name: "backup.json", mimeType: "application/json", buffer: Buffer.from(await backup()) };
  for (let i = 0; i < kills; i++) {
    const folder = profile();
    let browser = await KillableBrowser.start(folder);
    try {
      const talk = await new Talk(browser.page).open(address);
      await talk.say("note that this was here before");
      await browser.page.goto(`${address}#/settings`);
      const choosing = browser.page.getByLabel("Backup to restore").setInputFiles(file);
      const chosen = choosing.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100 + random() * 1_200));
      await browser.kill();
      await chosen;
      browser = await KillableBrowser.start(folder);
      await browser.page.goto(`${address}manifest.webmanifest`);
      const { notes, journal } = await readKept(browser.page);
      if (notes.length === 1) found.before++;
      else found.after++;
      if (notes.length !== 1 && notes.length !== NOTES + 1)
        found.faults.push(`${notes.length - 1} of ${NOTES} notes are there`);
      const entries = journal.filter(({ changes }) => changes.length === NOTES).length;
      if (entries !== (notes.length === 1 ? 0 : 1)) found.faults.push(`the journal tells of ${entries} restores`);
    } finally {
      await browser.kill();
    }
  }
  return found;
}
