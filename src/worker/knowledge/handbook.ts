import type { Clock } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import { readMarkdown } from "../../skills/knowledge/documents/read-markdown";
import type { Storage } from "../../storage/storage";
import { takeIn } from "./take-in";

/** Says in the store of the index that it was done: what its user removes doesn't come back. */
const INSTALLED = "installed/handbook";

/** Takes the sample handbook in at the first start; true where it did. Offline too early, the next start does. */
export async function installHandbook(
  base: string,
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>,
  clock: Clock,
): Promise<boolean> {
  if (await stored(({ side }) => side.get("knowledgeIndex", INSTALLED))) return false;
  const folder = new URL("handbook/", base);
  let files: { name: string; text: string }[];
  try {
    const names = JSON.parse(await fetched(new URL("index.json", folder))) as string[];
    files = await Promise.all(names.map(async (name) => ({ name, text: await fetched(new URL(name, folder)) })));
  } catch {
    return false;
  }
  const now = formatIso(clock.now(), clock.zone);
  await stored(async (storage) => {
    await storage.update(
      ["articles"],
      ({ articles }) => {
        const here = new Set(articles.map(({ id }) => id));
        const changes = files.flatMap(({ name, text }) => {
          const source = { kind: "file", name: `handbook/${name}`, format: "markdown" } as const;
          const read = { ...readMarkdown(text, name), source };
          // Each names its id, so chance has no part in it.
          return here.has(read.id ?? "") ? [] : takeIn(read, null, now, () => 0).changes;
        });
        return { changes, result: null };
      },
      ["versions"],
    );
    await storage.side.write([{ store: "knowledgeIndex", put: { id: INSTALLED, format: 0, content: null } }]);
  });
  return true;
}

async function fetched(address: URL): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.text();
}
