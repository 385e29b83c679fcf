import type { Clock, Random } from "../engine/environment";
import { formatIso } from "../engine/time/zone";
import { newId } from "../skills/ids";
import { readBackup, writeBackup } from "../storage/backup/backup-file";
import type { Keeper } from "./keeper";
import type { Requests, Restored } from "./protocol";

/** Everything as one file, for the user to keep. */
export async function backUp(keeper: Keeper, { passphrase }: Requests["backup"]["ask"], clock: Clock): Promise<string> {
  const contents = await keeper.use((storage) => storage.contents());
  return writeBackup(contents, formatIso(clock.now(), clock.zone), passphrase);
}

/** Takes in a backup beside what is here. `conversation` is where the change can be undone in words. */
export async function restore(
  keeper: Keeper,
  { text, passphrase }: Requests["restore"]["ask"],
  { clock, random, conversation }: { clock: Clock; random: Random; conversation: string },
): Promise<Restored> {
  const { created, contents, leftOut } = await readBackup(text, passphrase);
  const at = formatIso(clock.now(), clock.zone);
  const label = `Restored a backup of ${created.slice(0, 10)}`;
  const merged = await keeper.use((storage) =>
    storage.merge(contents, { id: newId(random), at, conversation, label, undone: false }),
  );
  return { created, ...merged, leftOut };
}
