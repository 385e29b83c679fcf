import type { Connector } from "../../storage/connections";
import type { Connect } from "../connect";
import { ConnectFault } from "../connect-fault";

/** A page, as its site lists it. */
export interface SitePage {
  /** By which the site knows it, whatever it is called later. */
  id: string;
  title: string;
  /** Where people read it. */
  address: string;
  /** When it was changed last, ISO 8601. */
  changed: string;
  /** Another one with every change: what was read of this one needn't be read again. */
  revision: string;
}

/** The way to one site. */
export interface Site {
  connect: Connect;
  connector: Connector;
  signal: AbortSignal;
}

/** A kind of site whose pages are read as articles. What can't be had throws a ConnectFault. */
export interface ArticleSource {
  /** All that is published there, list by list. Whoever doesn't take all of them doesn't know what is gone. */
  list(site: Site): AsyncIterable<SitePage[]>;
  /** What a page says, as HTML. */
  read(site: Site, page: SitePage): Promise<string>;
}

/** A list that would never end. */
export function listsAgain({ name }: Connector): ConnectFault {
  return new ConnectFault(
    "connect.unreadable",
    `${name} lists the same pages again and again.`,
    "Does something before it answer from a cache? Nothing was changed here.",
  );
}
