import type { Connector } from "../../storage/connections";
import type { Secret } from "../../storage/vault";
import type { Connect } from "../connect";

/** A kind of server, as Settings offers it. */
export interface ConnectorKind {
  title: string;
  /** What it is for, in a sentence. */
  about: string;
  /** An address as one is written. */
  example: string;
  /** It is known only by a description, which each connector brings along (skills/sources/description.ts). */
  isDescribed?: true;
  /** Logins that it may want, the usual one first; none: it takes no login. */
  signIn: Secret["scheme"][];
  /** Asks it for a sign of life, and says what was found: "Prometheus 2.42". Throws a ConnectFault. */
  test: (connect: Connect, connector: Connector) => Promise<string>;
}
