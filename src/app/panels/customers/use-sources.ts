import { useCallback, useEffect, useState } from "react";
import type { SourceView } from "../../../worker/protocol";
import { provenance, usersZone } from "../../../skills/for-customers-panel";
import { useSession } from "../../session/session-context";
import { useMinute } from "../../transcript/hooks";
import type { Customer, Records } from "./customers";

/** Hook: the connected servers that keep customers, and what is to be sent there. Asked anew when the records change. */
export function useSources(records: Pick<Records, "cases" | "interactions">) {
  const session = useSession();
  const [sources, setSources] = useState<SourceView[]>([]);
  const ask = useCallback(() => void session.ask("sources", null).then(setSources, () => undefined), [session]);
  const { cases, interactions } = records;
  useEffect(ask, [ask, cases, interactions]);
  return { sources, ask };
}

/** Hook: "From Request Tracker, read 2 hours ago", for each server that a customer is known by. */
export function useProvenance(customer: Customer, records: Pick<Records, "cases" | "interactions">): string[] {
  const { sources } = useSources(records);
  const now = useMinute();
  return provenance(customer, sources, { now: () => now, zone: usersZone() });
}
