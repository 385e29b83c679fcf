import * as v from "valibot";
import type { CachedAnswer, Connector } from "../../storage/connections";
import type { SourceKind } from "./source-records";

const said = v.record(v.string(), v.unknown());

const schema = v.object({
  /** What the server said of each record last, by kind and its id: what differs here was changed here since. */
  said: v.record(v.string(), said),
  /** Changes that aren't to be sent, or were (changes.ts). */
  kept: v.array(v.string()),
  /** When all was read last, ISO 8601; null: never. */
  fetched: v.nullable(v.string()),
  /** Why it couldn't be read since. */
  fault: v.nullable(v.string()),
});

export type Said = v.InferOutput<typeof said>;
/** What is known of a source beside its records: kept on the device, and in no backup. */
export type Ledger = v.InferOutput<typeof schema>;

export const saidKey = (kind: SourceKind, id: string) => `${kind} ${id}`;

export const ledgerId = ({ id }: Pick<Connector, "id">) => `${id} customers`;

/** An empty one where there is none, or what is kept isn't one of this version. */
export function readLedger(kept: CachedAnswer | undefined): Ledger {
  const read = kept && v.safeParse(v.pipe(v.string(), v.parseJson(), schema), kept.text);
  return read?.success ? read.output : { said: {}, kept: [], fetched: null, fault: null };
}

export function keptLedger(connector: Connector, ledger: Ledger, at: string): CachedAnswer {
  return { id: ledgerId(connector), connector: connector.id, at, text: JSON.stringify(ledger) };
}

/** What a record's `external` calls it: which server, what, and its id there. */
export const externalId = (connector: Pick<Connector, "id">, kind: SourceKind, id: string) =>
  `${connector.id}:${kind}:${id}`;

/** The server's id of a record; null where it isn't from there. */
export function idThere(
  connector: Pick<Connector, "id">,
  kind: SourceKind,
  { external }: { external: readonly string[] },
): string | null {
  const start = externalId(connector, kind, "");
  return external.find((one) => one.startsWith(start))?.slice(start.length) ?? null;
}
