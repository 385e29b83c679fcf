export type ConnectFaultCode =
  /** The device has no network. */
  | "connect.offline"
  | "connect.unreachable"
  /** It is there, and doesn't let pages of this origin read its answers. */
  | "connect.cors"
  /** http from a page on https. */
  | "connect.insecure"
  /** Whoever put up this page allows no connection there. */
  | "connect.not-allowed"
  | "connect.certificate"
  | "connect.timeout"
  | "connect.redirect"
  /** 401. */
  | "connect.login"
  /** 403. */
  | "connect.forbidden"
  /** 404 and 410. */
  | "connect.missing"
  /** 429. */
  | "connect.busy"
  /** 5xx. */
  | "connect.broken"
  /** Any other status. */
  | "connect.refused"
  /** No JSON, or not what its kind answers. */
  | "connect.unreadable"
  | "connect.too-big"
  /** Its secret is in the vault, and that is locked; or there is none yet. */
  | "connect.locked";

/** Why a server's answer didn't come, in a sentence, and what to do about it. */
export class ConnectFault extends Error {
  override readonly name = "ConnectFault";

  constructor(
    readonly code: ConnectFaultCode,
    message: string,
    readonly remedy: string,
    /** When the server wants to be asked again, in milliseconds from now; null where it didn't say. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** Both sentences. */
  get words(): string {
    return `${this.message} ${this.remedy}`;
  }
}
