import type { Clock } from "../../engine/environment";
import { ageInWords } from "../age";
import { idThere } from "./ledger";
import type { SourceView } from "./sources";

/** Where a customer was read and how long ago: "From Request Tracker, read 2 hours ago", for each server that knows them. */
export function provenance(
  record: { external: readonly string[] },
  sources: readonly Pick<SourceView, "connector" | "name" | "fetched">[],
  clock: Clock,
): string[] {
  return sources.flatMap(({ connector, name, fetched }) =>
    fetched !== null && idThere({ id: connector }, "customers", record) !== null
      ? [`From ${name}, read ${ageInWords(fetched, clock.now(), clock.zone)}.`]
      : [],
  );
}
