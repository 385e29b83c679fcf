import type { SkipReason } from "../protocol";

/** So many times its size must be free: the next version comes while this one is in use, and what the user writes needs room too. */
const ROOM_FACTOR = 3;

/** Why `bytes` more should not be fetched without being asked for; null when nothing speaks against it. */
export async function reasonToSkip(bytes: number): Promise<SkipReason | null> {
  // Not in every browser, and so not in TypeScript's types.
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return "save-data";
  const storage = navigator.storage as Partial<StorageManager> | undefined;
  const { quota, usage } = (await storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota !== undefined && usage !== undefined && quota - usage < ROOM_FACTOR * bytes ? "no-room" : null;
}
