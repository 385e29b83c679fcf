import { identity } from "../../identity";
import type { Connector } from "../../storage/connections";

/** When those of the project were connected: before anything else. */
const EVER = "1970-01-01T00:00:00+00:00";

/** Those that the project names, and the user's own; one of the user's may stand in a project's place, with a login of its own. */
export function connectorsOf(kept: readonly Connector[]): Connector[] {
  const own = new Set(kept.map(({ id }) => id));
  const named = identity.connections.servers.map((server) => ({
    ...server,
    id: `project ${server.name}`,
    created: EVER,
  }));
  return [...named.filter(({ id }) => !own.has(id)), ...kept];
}

/** Whether this page's policy lets it connect to an address (vite-assistant-plugin.ts writes the policy). */
export function isAllowed(address: string, page: string | null): boolean {
  const { origin, protocol, hostname } = new URL(address);
  const { own, servers } = identity.connections;
  if (origin === page || servers.some((server) => new URL(server.address).origin === origin)) return true;
  return own && (protocol === "https:" || OWN_DEVICE.includes(hostname));
}

const OWN_DEVICE = ["localhost", "127.0.0.1"];
