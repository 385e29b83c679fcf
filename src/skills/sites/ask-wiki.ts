import * as v from "valibot";
import { ConnectFault } from "../connect-fault";
import type { Site } from "./article-source";

const refusal = v.object({ error: v.object({ info: v.string() }) });

/** Asks MediaWiki's action API (1.39 is tested). With `origin=*` it lets every page read what everybody may read. */
export async function askWiki(
  { connect, connector, signal }: Pick<Site, "connect" | "connector"> & Partial<Site>,
  query: Record<string, string>,
  why: string,
): Promise<string> {
  const whole = { ...query, format: "json", formatversion: "2", origin: "*" };
  const { text } = await connect.ask(connector, { path: "/api.php", query: whole, why }, signal);
  const said = refusedWith(text);
  if (said === null) return text;
  throw new ConnectFault(
    "connect.refused",
    `${connector.name} refuses this: “${said.slice(0, 160)}”.`,
    "It reads only what everybody may read there.",
  );
}

/** It refuses with 200 too. */
function refusedWith(text: string): string | null {
  if (!text.startsWith('{"error"')) return null;
  try {
    const read = v.safeParse(refusal, JSON.parse(text));
    return read.success ? read.output.error.info : null;
  } catch {
    return null;
  }
}
