import type { Clock, Random } from "../engine/environment";
import { formatIso } from "../engine/time/zone";
import { newId } from "../skills/ids";
import { readBackup, writeBackup, type LeftOut } from "../storage/backup/backup-file";
import { canonical } from "../storage/canonical";
import type { VaultRecord } from "../storage/connections";
import type { Storage } from "../storage/storage";
import type { Keeper } from "./keeper";
import type { Requests, Restored } from "./protocol";

/** Everything as one file, for the user to keep. */
export async function backUp(keeper: Keeper, { passphrase }: Requests["backup"]["ask"], clock: Clock): Promise<string> {
  const contents = await keeper.use((storage) => storage.contents());
  const vault = await keeper.use(({ side }) => side.get("vault", "vault"));
  return writeBackup(contents, formatIso(clock.now(), clock.zone), passphrase, vault);
}

/** Takes in a backup beside what is here. `conversation` is where the change can be undone in words. */
export async function restore(
  keeper: Keeper,
  { text, passphrase }: Requests["restore"]["ask"],
  { clock, random, conversation }: { clock: Clock; random: Random; conversation: string },
): Promise<Restored> {
  const { created, contents, vault, leftOut } = await readBackup(text, passphrase);
  const at = formatIso(clock.now(), clock.zone);
  const label = `Restored a backup of ${created.slice(0, 10)}`;
  const merged = await keeper.use((storage) =>
    storage.merge(contents, { id: newId(random), at, conversation, label, undone: false }),
  );
  const broughtVault = vault !== null && (await keeper.use((storage) => takeVault(storage, vault, leftOut)));
  return { created, ...merged, broughtVault, leftOut };
}

/** Logins of this device stay: two vaults can't be put together without both passphrases. True where it is new here. */
async function takeVault({ side }: Storage, vault: VaultRecord, leftOut: LeftOut[]): Promise<boolean> {
  const here = await side.get("vault", "vault");
  if (!here) await side.write([{ store: "vault", put: vault }]);
  else if (canonical(here) !== canonical(vault))
    leftOut.push({ place: "vault", why: "this device has a vault of its own, which stays" });
  return !here;
}
