import { beforeEach, describe, expect, it } from "vitest";
import type { Connector } from "../../../src/storage/connections";
import { MemoryStorage } from "../../../src/storage/memory-storage";
import { Vault } from "../../../src/worker/vault/vault";

const connector: Connector = {
  id: "k",
  kind: "prometheus",
  name: "Office",
  address: "https://prometheus.example",
  settings: { signIn: "basic" },
  created: "2026-03-02T09:00:00+01:00",
};
const secret = { scheme: "basic" as const, user: "jo", password: "pässwörd" };

/** A vault with a clock that the test moves; `pass` lets so many milliseconds go by. */
function vaultOver(storage: MemoryStorage) {
  let now = 0;
  let alarms: { at: number; work: () => void }[] = [];
  const shared: (CryptoKey | null)[] = [];
  const vault = new Vault({
    stored: (work) => work(storage),
    now: () => now,
    later(milliseconds, work) {
      const alarm = { at: now + milliseconds, work };
      alarms.push(alarm);
      return () => (alarms = alarms.filter((one) => one !== alarm));
    },
    tell: () => undefined,
    share: (key) => void shared.push(key),
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const { at, work } of alarms) if (at <= now) work();
  };
  return { vault, pass, shared };
}

describe("the vault", () => {
  let storage: MemoryStorage;
  beforeEach(async () => {
    storage = new MemoryStorage();
    const { vault } = vaultOver(storage);
    await vault.order({ order: "open", passphrase: "correct horse" });
    await vault.order({ order: "secret", connector: "k", secret });
  });

  it("gives a login only while it is open, and what is stored of it doesn't tell", async () => {
    const { vault } = vaultOver(storage);
    expect(await vault.status()).toEqual({ state: "locked", locksAfter: 15 });
    await expect(vault.headersFor(connector)).rejects.toMatchObject({ code: "connect.locked" });
    expect(await vault.order({ order: "open", passphrase: "correct horse" })).toMatchObject({ connectors: ["k"] });
    expect(await vault.headersFor(connector)).toEqual({ Authorization: "Basic am86cMOkc3N3w7ZyZA==" });
    await vault.order({ order: "lock" });
    await expect(vault.headersFor(connector)).rejects.toMatchObject({ code: "connect.locked" });
    expect(JSON.stringify(await storage.side.all("vault"))).not.toMatch(/jo"|pässwörd/);
    expect(JSON.stringify(await storage.contents())).not.toContain("AES");
  });

  it("stays shut to another passphrase, and more slowly with each", async () => {
    const { vault, pass } = vaultOver(storage);
    expect(await vault.order({ order: "open", passphrase: "wrong" })).toBe("wrong");
    expect(await vault.order({ order: "open", passphrase: "correct horse" })).toBe("wait");
    pass(1_000);
    expect(await vault.order({ order: "open", passphrase: "worse" })).toBe("wrong");
    pass(1_000);
    expect(await vault.order({ order: "open", passphrase: "correct horse" })).toBe("wait");
    pass(1_000);
    expect(await vault.order({ order: "open", passphrase: "correct horse" })).toMatchObject({ state: "open" });
  });

  it("locks itself when nobody uses it, unless it is to stay open", async () => {
    const { vault, pass } = vaultOver(storage);
    await vault.order({ order: "open", passphrase: "correct horse" });
    pass(14 * 60_000);
    await vault.touch();
    pass(14 * 60_000);
    expect(await vault.status()).toMatchObject({ state: "open" });
    pass(60_000);
    expect(await vault.status()).toMatchObject({ state: "locked" });
    await vault.order({ order: "open", passphrase: "correct horse" });
    await vault.order({ order: "locksAfter", minutes: null });
    pass(24 * 3_600_000);
    expect(await vault.status()).toMatchObject({ state: "open" });
  });

  it("opens in the other tabs too, with a key that can be used and not read", async () => {
    const [one, other] = [vaultOver(storage), vaultOver(storage)];
    await one.vault.order({ order: "open", passphrase: "correct horse" });
    const [key] = one.shared;
    expect(key?.extractable).toBe(false);
    await other.vault.hear(key ?? null);
    expect(await other.vault.headersFor(connector)).toHaveProperty("Authorization");
    await other.vault.hear(null);
    expect(await other.vault.status()).toMatchObject({ state: "locked" });
  });

  it("that was damaged doesn't open", async () => {
    const [record] = await storage.side.all("vault");
    if (!record) throw new Error("no vault");
    const data = `AAAA${record.wrapped.data.slice(4)}`;
    await storage.side.write([{ store: "vault", put: { ...record, wrapped: { ...record.wrapped, data } } }]);
    expect(await vaultOver(storage).vault.order({ order: "open", passphrase: "correct horse" })).toBe("wrong");
  });

  it("asks a server that wants no login without one", async () => {
    expect(await vaultOver(storage).vault.headersFor({ ...connector, settings: {} })).toEqual({});
  });

  it("opens with another passphrase once that was changed, with the same logins, here and in the other tabs", async () => {
    const [one, other] = [vaultOver(storage), vaultOver(storage)];
    await one.vault.order({ order: "open", passphrase: "correct horse" });
    await one.vault.order({ order: "locksAfter", minutes: 60 });
    const changed = await one.vault.order({ order: "passphrase", old: "correct horse", passphrase: "battery staple" });
    expect(changed).toEqual({ state: "open", locksAfter: 60, connectors: ["k"] });
    await other.vault.hear(one.shared.at(-1) ?? null);
    for (const { vault } of [one, other])
      expect(await vault.headersFor(connector)).toEqual({ Authorization: "Basic am86cMOkc3N3w7ZyZA==" });
    const next = vaultOver(storage);
    expect(await next.vault.order({ order: "open", passphrase: "correct horse" })).toBe("wrong");
    next.pass(1_000);
    expect(await next.vault.order({ order: "open", passphrase: "battery staple" })).toMatchObject({
      connectors: ["k"],
    });
  });

  it("keeps its passphrase where the old one that was given is wrong, and lets nobody guess it that way", async () => {
    const { vault, pass } = vaultOver(storage);
    const [before] = await storage.side.all("vault");
    const change = { order: "passphrase", old: "wrong", passphrase: "battery staple" } as const;
    expect(await vault.order(change)).toBe("wrong");
    expect(await vault.order({ ...change, old: "correct horse" })).toBe("wait");
    expect(await storage.side.all("vault")).toEqual([before]);
    pass(1_000);
    expect(await vault.order({ ...change, old: "correct horse" })).toMatchObject({ state: "open" });
  });
});
