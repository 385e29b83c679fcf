import type { Connector, QueuedWrite } from "../../storage/connections";
import type { Case, Interaction } from "../../storage/customer-records";
import { caseName } from "../customers/book";
import { shorten } from "../phrases";
import { descriptionOf } from "./kinds";
import { idThere, saidKey, type Ledger } from "./ledger";

/** The fields of a case that may be changed at its server. */
export const CASE_FIELDS = ["state", "priority", "subject"] as const;
export type CaseField = (typeof CASE_FIELDS)[number];

/** What was done here to a record of a server, and isn't there. */
export interface SourceChange {
  /** The connector's. */
  connector: string;
  /** Its name: "Request Tracker". */
  name: string;
  store: "cases" | "interactions";
  /** The record's id here. */
  id: string;
  customer: string;
  /** "case 12, “Printer on fire”". */
  title: string;
  /** What is there, and what would be; `from` is empty where something is added. */
  fields: { label: string; from: string; to: string }[];
  /** `new`: to be decided. `waiting`: sent by itself when there is a network. `held`: it came to nothing, and waits for the user. */
  state: "new" | "waiting" | "held";
  /** Why it wasn't sent. */
  why: string | null;
}

export interface Written {
  cases: readonly Case[];
  interactions: readonly Interaction[];
}

export const queuedId = (connector: string, { store, id }: Pick<SourceChange, "store" | "id">) =>
  `${connector} ${store} ${id}`;

/** What isn't to be sent: this value of this field, or this interaction. */
export const keptKey = (store: SourceChange["store"], id: string, field = "", value = "") =>
  `${store} ${id} ${field}=${value}`;

/** The fields of a case that differ from what its server said last. */
export function differences(one: Case, said: Partial<Record<CaseField, unknown>>): CaseField[] {
  return CASE_FIELDS.filter((field) => said[field] !== undefined && one[field] !== said[field]);
}

/** What differs here from what a server has, with what became of sending it. */
export function changesOf(
  connector: Connector,
  ledger: Ledger,
  { cases, interactions }: Written,
  queue: readonly QueuedWrite[],
): SourceChange[] {
  const description = descriptionOf(connector);
  const kept = new Set(ledger.kept);
  const queued = new Map(queue.map((write) => [write.id, write]));
  const ours = new Map<string, Case>();
  const changes: SourceChange[] = [];

  function add(change: Pick<SourceChange, "store" | "id" | "customer" | "title" | "fields">) {
    const write = queued.get(queuedId(connector.id, change));
    const state = write ? (write.held ? "held" : "waiting") : "new";
    changes.push({ connector: connector.id, name: connector.name, ...change, state, why: write?.fault ?? null });
  }

  for (const one of cases) {
    const id = idThere(connector, "cases", one);
    const said = id === null ? undefined : ledger.said[saidKey("cases", id)];
    if (!said) continue;
    ours.set(one.id, one);
    if (!description?.changeCase) continue;
    const fields = differences(one, said)
      .filter((field) => !kept.has(keptKey("cases", one.id, field, one[field])))
      .map((field) => ({ label: field, from: String(said[field]), to: one[field] }));
    if (fields.length > 0) add({ store: "cases", id: one.id, customer: one.customer, title: caseName(one), fields });
  }
  for (const one of description?.addComment ? interactions : []) {
    const inCase = ours.get(one.case ?? "");
    if (!inCase || one.external.length > 0 || kept.has(keptKey("interactions", one.id))) continue;
    const fields = [{ label: one.kind, from: "", to: shorten(one.text, 500) }];
    add({ store: "interactions", id: one.id, customer: one.customer, title: caseName(inCase), fields });
  }
  return changes;
}
