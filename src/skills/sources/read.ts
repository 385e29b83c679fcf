import * as v from "valibot";
import type { Connector } from "../../storage/connections";
import type { Connect, ServerRequest } from "../connect";
import { ConnectFault } from "../connect-fault";
import { readJson } from "../read-json";
import type { Reading } from "./description";
import { evaluate, evaluateList, ExpressionFault } from "./expression";
import { fillRequest, type Values } from "./fill";
import { compact, recordSchemas, type SourceKind, type SourceRecord } from "./source-records";

/** So much of one kind is taken at a time; what is behind it is told of. */
const MOST_PAGES = 50;
const MOST_RECORDS = 5_000;
/** So many are asked for one by one. */
const MOST_DETAILS = 300;
/** So many of those left out are named. */
const MOST_NAMED = 20;

export interface Listed<K extends SourceKind> {
  records: SourceRecord<K>[];
  /** The first of those that don't fit, with the reason, and how many there are. */
  leftOut: string[];
  leftOutCount: number;
  /** Ids of those that say nothing, so that nobody need ask for them again. */
  empty: string[];
  /** The server has more than is taken. */
  hasMore: boolean;
}

export interface ReadOptions {
  /** What stands in the request's `{fields}`. */
  values?: Values;
  /** Of what is known already no more is asked. */
  isKnown?: (id: string) => boolean;
  signal?: AbortSignal;
  why: string;
}

/** Reads all pages of one kind. Throws a ConnectFault where one can't be had: then there is nothing of any. */
export async function readAll<K extends SourceKind>(
  connect: Connect,
  connector: Connector,
  kind: K,
  reading: Reading,
  { values = {}, isKnown = () => false, signal, why }: ReadOptions,
): Promise<Listed<K>> {
  const listed: Listed<K> = { records: [], leftOut: [], leftOutCount: 0, empty: [], hasMore: false };
  let details = 0;
  const first = reading.paging?.by === "page" ? reading.paging.first : 1;
  let place: Values = { ...values, page: first, offset: 0, cursor: null };
  let link: string | null = null;
  for (let page = 1; ; page++) {
    const named = page === 1 ? why : `${why}, page ${page}`;
    const filled = fillRequest(reading, place, named);
    const request: ServerRequest = { ...filled, ...(link !== null && { path: link, query: {} }), isSafe: true };
    const { text } = await connect.ask(connector, request, signal);
    const answer = compact(readJson(connector, text, v.unknown()));
    const items = await told(connector, kind, () => evaluateList(reading.items, answer));
    for (const item of items) {
      const made = await told(connector, kind, () => evaluate(reading.record, item));
      const id = idOf(made);
      if (!reading.detail || id === null) take(kind, made, listed);
      else if (!isKnown(id)) {
        if (++details > MOST_DETAILS) return { ...listed, hasMore: true };
        const asked = { ...fillRequest(reading.detail, { ...values, id }, `${why}, one by one`), isSafe: true };
        const detail = compact(readJson(connector, (await connect.ask(connector, asked, signal)).text, v.unknown()));
        const whole = { ...(item as object), detail };
        const record = await told(connector, kind, () => evaluate(reading.record, whole));
        if (record === undefined) listed.empty.push(id);
        else take(kind, record, listed);
      }
    }
    const next = await told(connector, kind, () => nextPlace(reading, answer, items.length, place));
    if (next === null) return listed;
    if (page >= MOST_PAGES || listed.records.length >= MOST_RECORDS) return { ...listed, hasMore: true };
    if (typeof next === "string") link = pathBehind(connector, next);
    else place = { ...place, ...next };
    signal?.throwIfAborted();
  }
}

function take<K extends SourceKind>(kind: K, made: unknown, listed: Listed<K>): void {
  const read = v.safeParse(recordSchemas[kind], compact(made));
  if (read.success) {
    listed.records.push(read.output);
    return;
  }
  listed.leftOutCount++;
  if (listed.leftOut.length >= MOST_NAMED) return;
  const [issue] = read.issues;
  listed.leftOut.push(
    `${kind}, ${idOf(made) ?? "one without an id"}: ${v.getDotPath(issue) ?? "all of it"}: ${issue.message}`,
  );
}

function idOf(made: unknown): string | null {
  const id = typeof made === "object" && made !== null && "id" in made ? made.id : null;
  return typeof id === "string" || typeof id === "number" ? String(id) : null;
}

/** What fills the next request, or its address; null at the end. */
async function nextPlace(
  reading: Reading,
  answer: unknown,
  count: number,
  place: Values,
): Promise<Values | string | null> {
  const { paging } = reading;
  if (!paging || count === 0) return null;
  const [page, offset] = [Number(place["page"]), Number(place["offset"])];
  if (paging.by === "offset") return count < paging.size ? null : { offset: offset + count, page: page + 1 };
  if (paging.by === "page") {
    const pages = Number(await evaluate(paging.pages, answer)) || 1;
    return page - paging.first + 1 < pages ? { page: page + 1, offset: offset + count } : null;
  }
  const next = await evaluate(paging.next, answer);
  if (typeof next !== "string" && typeof next !== "number") return null;
  return paging.by === "link" ? String(next) : { cursor: next, page: page + 1, offset: offset + count };
}

/** What follows the connector's address in that of the next page. Whoever is sent elsewhere would take the login along. */
function pathBehind(connector: Connector, next: string): string {
  const address = new URL(connector.address);
  const url = URL.canParse(next, `${connector.address}/`) ? new URL(next, `${connector.address}/`) : null;
  if (url?.origin !== address.origin)
    throw new ConnectFault(
      "connect.redirect",
      `${connector.name} (${address.host}) says that the next page is at another address, and nothing was sent there.`,
      "Write the address that it answers at itself in Settings, under Connections.",
    );
  const behind = `${url.pathname}${url.search}`;
  const folder = address.pathname.replace(/\/$/, "");
  return behind.startsWith(folder) ? behind.slice(folder.length) : behind;
}

/** What is wrong with an expression, told as what is wrong with the connection. */
async function told<T>({ name }: Connector, kind: SourceKind, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    throw new ConnectFault(
      "connect.unreadable",
      `The description of ${name} doesn’t fit its ${kind}: ${error.message}.`,
      "Put it right in Settings, under Connections.",
    );
  }
}
