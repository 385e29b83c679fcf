import { Store } from "../session/store";

/** Where the page is: a section, and what is open in it. Kept in the hash, `#/lists/<id>`, so that back and forward work. */
export interface Address {
  section: string;
  /** Ids, from the outside in: a list, an item of it. */
  path: string[];
}

export const address = new Store<Address>(read());
window.addEventListener("hashchange", () => address.set(read()));

/** What a link to it has as `href`. */
export function hrefTo(section: string, ...path: string[]): string {
  return `#/${[section, ...path].map(encodeURIComponent).join("/")}`;
}

export function goTo(section: string, ...path: string[]): void {
  location.hash = hrefTo(section, ...path);
  // The event comes later: who goes somewhere may count on being there.
  address.set(read());
}

function read(): Address {
  const [section = "", ...path] = location.hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decoded);
  return { section, path };
}

/** Whatever somebody typed into the address bar: what isn't encoded right is taken as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
