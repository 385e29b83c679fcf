import { beforeEach, describe, expect, it } from "vitest";
import { fixedClock, seededRandom } from "../../../src/engine/environment";
import { MemoryStorage } from "../../../src/storage/memory-storage";
import { createVault } from "../../../src/storage/vault";
import { backUp, restore } from "../../../src/worker/backups";
import type { Keeper } from "../../../src/worker/keeper";
import { NOW } from "../../support/door";

const clock = fixedClock(NOW, "Europe/Oslo");

/** A device, with all that it keeps. */
class Device {
  readonly storage = new MemoryStorage();
  private readonly keeper = {
    use: (work: (storage: MemoryStorage) => unknown) => work(this.storage),
  } as unknown as Keeper;

  async withVault(passphrase: string): Promise<this> {
    await this.storage.side.write([{ store: "vault", put: (await createVault(passphrase)).record }]);
    return this;
  }

  backUp(passphrase: string | null): Promise<string> {
    return backUp(this.keeper, { passphrase }, clock);
  }

  restore(text: string, passphrase: string | null) {
    return restore(this.keeper, { text, passphrase }, { clock, random: seededRandom(1), conversation: "c" });
  }

  vaults() {
    return this.storage.side.all("vault");
  }
}

describe("the vault in a backup", () => {
  let device: Device;
  beforeEach(async () => {
    device = await new Device().withVault("correct horse");
  });

  it("comes along in a locked one, to a device that has none", async () => {
    const other = new Device();
    expect(await other.restore(await device.backUp("one"), "one")).toMatchObject({ broughtVault: true, leftOut: [] });
    expect(await other.vaults()).toEqual(await device.vaults());
  });

  it("never comes along in one that isn't locked", async () => {
    const text = await device.backUp(null);
    expect(text).not.toMatch(/vault|wrapped/);
    expect(await new Device().restore(text, null)).toMatchObject({ broughtVault: false, leftOut: [] });
  });

  it("leaves another device's own as it is, and says so", async () => {
    const other = await new Device().withVault("battery staple");
    const before = await other.vaults();
    expect(await other.restore(await device.backUp("one"), "one")).toMatchObject({
      broughtVault: false,
      leftOut: [{ place: "vault", why: "this device has a vault of its own, which stays" }],
    });
    expect(await other.vaults()).toEqual(before);
  });

  it("says nothing where it is the same", async () => {
    expect(await device.restore(await device.backUp("one"), "one")).toMatchObject({ broughtVault: false, leftOut: [] });
  });
});
