import { ConnectFault } from "../../skills/connect-fault";
import type { Connector, VaultRecord } from "../../storage/connections";
import type { Storage } from "../../storage/storage";
import { createVault, openVault, readSecrets, sealSecrets, type Secret } from "../../storage/vault";
import type { VaultOrder, VaultStatus } from "../connect/requests";

/** Between two wrong passphrases, and twice as long after each, in milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

export interface VaultOptions {
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  now: () => number;
  /** Calls back after so many milliseconds; what it returns calls that off. */
  later: (milliseconds: number, work: () => void) => () => void;
  tell: (status: VaultStatus) => void;
  /** To the other tabs' vaults: the key where it was unlocked, null where it was locked. */
  share: (key: CryptoKey | null) => void;
}

/** The connectors' secrets. While it is open, the key to them is here, in memory, and can't be read out. */
export class Vault {
  private key: CryptoKey | null = null;
  private stopLock: () => void = () => undefined;
  private wrong = 0;
  private notBefore = 0;

  constructor(private readonly options: VaultOptions) {}

  async status(): Promise<VaultStatus> {
    const record = await this.record();
    if (!record) return { state: "none" };
    const { locksAfter } = record;
    if (!this.key) return { state: "locked", locksAfter };
    return { state: "open", locksAfter, connectors: Object.keys(await readSecrets(this.key, record)) };
  }

  /** Does it and says how the vault is then; a wrong passphrase is told apart. */
  async order(order: VaultOrder): Promise<VaultStatus | "wrong" | "wait"> {
    switch (order.order) {
      case "status":
        return this.status();
      case "open":
        return this.open(order.passphrase);
      case "lock":
        this.lock();
        this.options.share(null);
        break;
      case "secret":
        await this.keep(order.connector, order.secret);
        break;
      case "locksAfter": {
        const record = await this.record();
        if (record) await this.write({ ...record, locksAfter: order.minutes });
        await this.touch();
        break;
      }
      case "forget":
        await this.options.stored(({ side }) => side.write([{ store: "vault", delete: "vault" }]));
        this.lock();
        this.options.share(null);
    }
    return this.told();
  }

  /** What a connector's secret adds to its requests. */
  async headersFor({ id, name, settings }: Connector): Promise<Record<string, string>> {
    if (typeof settings["signIn"] !== "string") return {};
    const record = await this.record();
    if (!this.key && record)
      throw new ConnectFault(
        "connect.locked",
        `The login of ${name} is locked.`,
        "Unlock the vault in Settings, under Connections.",
      );
    const secret = this.key && record ? (await readSecrets(this.key, record))[id] : undefined;
    if (!secret)
      throw new ConnectFault(
        "connect.locked",
        `There is no login for ${name} on this device.`,
        "Give it in Settings, under Connections.",
      );
    return headersOf(secret);
  }

  /** The user is there: what locks itself waits anew. */
  async touch(): Promise<void> {
    this.stopLock();
    if (!this.key) return;
    const minutes = (await this.record())?.locksAfter ?? null;
    if (minutes === null) return;
    this.stopLock = this.options.later(minutes * 60_000, () => {
      this.lock();
      void this.told();
    });
  }

  /** Another tab unlocked or locked it. */
  async hear(key: CryptoKey | null): Promise<void> {
    if (key === null) this.lock();
    else this.key = key;
    await this.touch();
    await this.told();
  }

  private async open(passphrase: string): Promise<VaultStatus | "wrong" | "wait"> {
    if (this.options.now() < this.notBefore) return "wait";
    const record = await this.record();
    const made = record ? null : await createVault(passphrase);
    const key = made?.key ?? (record && (await openVault(record, passphrase)));
    if (!key) {
      this.notBefore = this.options.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.wrong++);
      return "wrong";
    }
    if (made) await this.write(made.record);
    this.wrong = 0;
    this.key = key;
    this.options.share(key);
    await this.touch();
    return this.told();
  }

  private async keep(connector: string, secret: Secret | null): Promise<void> {
    const record = await this.record();
    if (!record || !this.key) return;
    const { [connector]: _old, ...others } = await readSecrets(this.key, record);
    const secrets = secret ? { ...others, [connector]: secret } : others;
    await this.write({ ...record, secrets: await sealSecrets(this.key, secrets) });
    await this.touch();
  }

  private lock(): void {
    this.stopLock();
    this.key = null;
  }

  private async told(): Promise<VaultStatus> {
    const status = await this.status();
    this.options.tell(status);
    return status;
  }

  private record(): Promise<VaultRecord | undefined> {
    return this.options.stored(({ side }) => side.get("vault", "vault"));
  }

  private async write(put: VaultRecord): Promise<void> {
    await this.options.stored(({ side }) => side.write([{ store: "vault", put }]));
  }
}

/** What a login adds to a request. */
export function headersOf(secret: Secret): Record<string, string> {
  switch (secret.scheme) {
    case "basic": {
      const bytes = new TextEncoder().encode(`${secret.user}:${secret.password}`);
      return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
    }
    case "bearer":
      return { Authorization: `Bearer ${secret.token}` };
    case "header":
      return { [secret.header]: secret.value };
  }
}
