import { ConnectFault } from "../../skills/connect-fault";
import type { Connector, VaultRecord } from "../../storage/connections";
import type { Storage } from "../../storage/storage";
import { changePassphrase, createVault, openVault, readSecrets, sealSecrets, type Secret } from "../../storage/vault";
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
      case "passphrase":
        return this.change(order.old, order.passphrase);
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
    const record = await this.record();
    if (!record) {
      const made = await createVault(passphrase);
      await this.write(made.record);
      return this.use(made.key);
    }
    return this.tried(async () => {
      const key = await openVault(record, passphrase);
      return key && this.use(key);
    });
  }

  private async change(old: string, passphrase: string): Promise<VaultStatus | "wrong" | "wait"> {
    return this.tried(async () => {
      const record = await this.record();
      const changed = record ? await changePassphrase(record, old, passphrase) : null;
      if (!changed) return null;
      await this.write(changed.record);
      return this.use(changed.key);
    });
  }

  /** A passphrase is tried; after a wrong one (null) there is a pause before the next. */
  private async tried(attempt: () => Promise<VaultStatus | null>): Promise<VaultStatus | "wrong" | "wait"> {
    if (this.options.now() < this.notBefore) return "wait";
    const status = await attempt();
    if (!status) {
      this.notBefore = this.options.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.wrong++);
      return "wrong";
    }
    this.wrong = 0;
    return status;
  }

  /** From now on secrets are read with this key, here and in the other tabs. */
  private async use(key: CryptoKey): Promise<VaultStatus> {
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

  /** Tells the page how it is. */
  async told(): Promise<VaultStatus> {
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
