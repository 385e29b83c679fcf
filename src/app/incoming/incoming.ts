import { Store } from "../session/store";

/** Something that came from outside: shared by another app, or a file opened with this one. */
export type Incoming = { name: string | null; text: string } & { kind: "text" | "calendar" | "contacts" };

/** What waits for the user to say what is to become of it, the first one first. */
export const incoming = new Store<Incoming[]>([]);

/** Larger files aren't read, in bytes. */
const MOST_BYTES = 50_000_000;

/** By the ending of its name; the manifest's `file_handlers` and `share_target` have the same. */
const KINDS: Record<string, Incoming["kind"]> = { ics: "calendar", vcf: "contacts" };

export async function receiveFile(file: File): Promise<void> {
  if (file.size > MOST_BYTES) return receive({ kind: "text", name: file.name, text: "" });
  const ending = file.name.toLowerCase().split(".").at(-1) ?? "";
  receive({ kind: KINDS[ending] ?? "text", name: file.name, text: await file.text() });
}

/** What another app shared: the service worker took it (sw.ts) and left it in a cache, as the page may not have been open. */
export async function receiveShared(): Promise<void> {
  const name = `shared ${new URL("./", document.baseURI).href}`;
  const shared = await caches.open(name).catch(() => null);
  if (!shared) return;
  for (const request of await shared.keys()) {
    const response = await shared.match(request);
    // Taken before it is shown: a reload must not show it again.
    await shared.delete(request);
    if (!response) continue;
    const file = response.headers.get("X-Name");
    const content = await response.blob();
    if (file === null) receive({ kind: "text", name: null, text: await content.text() });
    else await receiveFile(new File([content], decodeURIComponent(file)));
  }
}

function receive(one: Incoming): void {
  incoming.set([...incoming.get(), one]);
}
