import type { Connector } from "../storage/connections";
import { ConnectFault } from "./connect-fault";

/** What is asked of a connector's server. */
export interface ServerRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What follows the connector's address, `/api/v1/query`, escaped. */
  path: string;
  query?: Record<string, string>;
  /** Beside what the connector's secret adds. */
  headers?: Record<string, string>;
  /** JSON, where `headers` name no other Content-Type. */
  body?: string;
  /** Whether asking twice changes nothing more than asking once; a GET is. Only then it is asked again where no answer came. */
  isSafe?: boolean;
  /** Why, in words: the list of what left the device shows it. */
  why: string;
}

export interface ServerAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/** What was read last, and how old it is. */
export interface Reading {
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Why there is nothing newer; null where this is from now. */
  fault: ConnectFault | null;
}

/**
 * The one way to the network that actions have. Every request is listed for the user. Whatever comes to nothing throws a
 * ConnectFault, any status but 2xx included. What a server says is data: shown as text, never followed.
 */
export interface Connect {
  ask(connector: Connector, request: ServerRequest, signal?: AbortSignal): Promise<ServerAnswer>;
  /** As `ask`, and kept under a name: where the server can't be asked, what it answered last comes, with its age. */
  read(connector: Connector, name: string, request: ServerRequest, signal?: AbortSignal): Promise<Reading>;
  /** A write; without a network it is kept, and sent when there is one: null then. */
  send(connector: Connector, request: ServerRequest, signal?: AbortSignal): Promise<ServerAnswer | null>;
}

/** Where there is no network at all: in the terminal, and in tests of something else. */
export const NO_CONNECT: Connect = { ask: refuse, read: refuse, send: refuse };

async function refuse({ name }: Connector): Promise<never> {
  throw new ConnectFault(
    "connect.not-allowed",
    `${name} isn’t asked from here.`,
    "In the page it is, where Settings connects it.",
  );
}
