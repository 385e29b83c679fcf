import * as v from "valibot";
import type { Connector } from "../../storage/connections";
import type { Storage } from "../../storage/storage";
import type { SiteReading } from "./requests";

/* How each site was read last, kept beside the servers' other last answers. */

const schema = v.object({
  complete: v.nullable(v.string()),
  at: v.string(),
  failed: v.number(),
  fault: v.nullable(v.string()),
});

export async function keepReading({ side }: Storage, { id }: Connector, reading: SiteReading): Promise<void> {
  const put = { id: keyOf(id), connector: id, at: reading.at, text: JSON.stringify(reading) };
  await side.write([{ store: "answers", put }]);
}

/** Null too where what is kept isn't one of this version. */
export async function lastReading({ side }: Storage, { id }: Connector): Promise<SiteReading | null> {
  const kept = await side.get("answers", keyOf(id));
  const read = kept && v.safeParse(v.pipe(v.string(), v.parseJson(), schema), kept.text);
  return read?.success ? read.output : null;
}

function keyOf(connector: string): string {
  return `${connector} articles`;
}
