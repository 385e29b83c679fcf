import * as v from "valibot";
import type { Connector } from "../storage/connections";
import { ConnectFault } from "./connect-fault";

/** What a server answered, as far as its kind is known to. Throws a ConnectFault where it is something else. */
export function readJson<S extends v.GenericSchema>(connector: Connector, text: string, schema: S): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unreadable(connector, "isn’t JSON");
  }
  const read = v.safeParse(schema, json);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw unreadable(connector, `isn’t what was expected (${v.getDotPath(issue) ?? "all of it"}: ${issue.message})`);
}

function unreadable({ name, address }: Connector, what: string): ConnectFault {
  return new ConnectFault(
    "connect.unreadable",
    `What ${name} (${new URL(address).host}) answered ${what}.`,
    "Is it the right address, and does it answer so when opened in a browser?",
  );
}
