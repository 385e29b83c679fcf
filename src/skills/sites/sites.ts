import type { Connector } from "../../storage/connections";
import { connectorsOf } from "../connections/connectors";

/** The kinds of server that have articles. */
const SITE_KINDS = ["wordpress", "mediawiki"] as const;

/** A connected server that articles are read from. */
export type SiteConnector = Connector & { kind: (typeof SITE_KINDS)[number] };

export function sitesOf(kept: readonly Connector[]): SiteConnector[] {
  return connectorsOf(kept).filter((connector): connector is SiteConnector =>
    (SITE_KINDS as readonly string[]).includes(connector.kind),
  );
}

/** Has the articles of sites read, which takes longer than a turn: what came of it is told when it is done. */
export interface Sites {
  begin(sites: readonly SiteConnector[]): void;
}

/** Where there is no network at all. */
export const NO_SITES: Sites = { begin: () => undefined };
