import type { Clock, Random } from "../../engine/environment";
import { aborted, waitAskedFor } from "../../engine/reach";
import { formatIso } from "../../engine/time/zone";
import type { Connect, Reading, ServerAnswer, ServerRequest } from "../../skills/connect";
import { ConnectFault } from "../../skills/connect-fault";
import { newId } from "../../skills/ids";
import type { Connector, QueuedWrite } from "../../storage/connections";
import type { Storage } from "../../storage/storage";
import { boundedText, TooMuch } from "./bounded-text";
import { forbiddenFault, named, networkFault, statusFault } from "./faults";
import type { Fetch } from "./logged-fetch";

/** A question that isn't answered by then has failed (milliseconds), its repetitions included. */
const ANSWER_WITHIN = 15_000;
/** Nobody's answer is longer, in bytes. */
const MOST_BYTES = 10_000_000;
/** Longer answers aren't kept for when the server is away (characters). */
const MOST_KEPT = 1_000_000;
/** How long to wait before each repetition, in milliseconds; up to as much again comes to it by chance. */
const PAUSES = [250, 1_000];
/** After these it is worth asking again. */
const PASSING = new Set(["connect.unreachable", "connect.busy", "connect.broken"]);
/** With these nothing has happened at the server: a write may wait. */
export const NOT_SENT = new Set(["connect.offline", "connect.unreachable"]);

export interface ConnectionsOptions {
  /** A `fetch` for a purpose, which lists every request (logged-fetch.ts). */
  fetchFor: (why: string) => Fetch;
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  /** What the vault adds to a request; throws a ConnectFault where it is locked. */
  headersFor: (connector: Connector) => Promise<Record<string, string>>;
  /** Whether the page's policy lets it connect there. */
  isAllowed: (address: string) => boolean;
  isOnline: () => boolean;
  /** The page's own; null outside a browser, where nobody asks for CORS. */
  origin: string | null;
  /** A signal that aborts after so many milliseconds: `AbortSignal.timeout`. */
  after: (milliseconds: number) => AbortSignal;
  clock: Clock;
  random: Random;
}

/** The door to the network for all connectors. */
export class Connections implements Connect {
  constructor(private readonly options: ConnectionsOptions) {}

  async ask(connector: Connector, request: ServerRequest, signal?: AbortSignal): Promise<ServerAnswer> {
    const { after, clock, random, origin, isAllowed } = this.options;
    const forbidden = forbiddenFault(connector, origin, isAllowed(connector.address));
    if (forbidden) throw forbidden;
    const deadline = clock.now() + ANSWER_WITHIN;
    const limit = AbortSignal.any([...(signal ? [signal] : []), after(ANSWER_WITHIN)]);
    const isSafe = request.isSafe ?? (request.method ?? "GET") === "GET";
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.once(connector, request, limit);
      } catch (error) {
        const pause = PAUSES[attempt];
        if (!(error instanceof ConnectFault) || pause === undefined || !isSafe || !PASSING.has(error.code)) throw error;
        const wait = error.retryAfter ?? pause * (1 + random());
        if (clock.now() + wait >= deadline) throw error;
        await aborted(AbortSignal.any([limit, after(wait)]));
        if (limit.aborted) throw tooSlow(connector);
      }
    }
  }

  async read(connector: Connector, name: string, request: ServerRequest, signal?: AbortSignal): Promise<Reading> {
    const { stored, clock } = this.options;
    const id = `${connector.id} ${name}`;
    try {
      const { text } = await this.ask(connector, request, signal);
      const at = clock.now();
      const put = { id, connector: connector.id, at: formatIso(at, clock.zone), text };
      if (text.length <= MOST_KEPT) await stored(({ side }) => side.write([{ store: "answers", put }]));
      return { text, at, fault: null };
    } catch (error) {
      const kept = await stored(({ side }) => side.get("answers", id));
      if (!(error instanceof ConnectFault) || !kept) throw error;
      return { text: kept.text, at: Date.parse(kept.at), fault: error };
    }
  }

  async send(connector: Connector, request: ServerRequest, signal?: AbortSignal): Promise<ServerAnswer | null> {
    const { stored, clock, random } = this.options;
    try {
      return await this.ask(connector, request, signal);
    } catch (error) {
      if (!(error instanceof ConnectFault) || !NOT_SENT.has(error.code)) throw error;
      const { method = "POST", path, query = {}, headers = {}, body = "", why } = request;
      const at = formatIso(clock.now(), clock.zone);
      const search = new URLSearchParams(query).toString();
      const put: QueuedWrite = {
        ...{ id: newId(random), at, connector: connector.id, method, headers, body, why, fault: error.message },
        path: search === "" ? path : `${path}?${search}`,
      };
      await stored(({ side }) => side.write([{ store: "outbox", put }]));
      return null;
    }
  }

  /**
   * Sends what waits for the network, the oldest first. What is refused stays, with the reason, until the user takes it out. Changes of
   * customers are compared first, and go their own way (worker/sources).
   */
  async flush(): Promise<void> {
    const { stored } = this.options;
    const waiting = (await stored(({ side }) => side.all("outbox"))).filter(({ record }) => !record);
    waiting.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    for (const write of waiting) {
      const connector = await stored(({ data }) => data.get("connectors", write.connector));
      if (!connector) {
        await stored(({ side }) => side.write([{ store: "outbox", delete: write.id }]));
        continue;
      }
      try {
        await this.ask(connector, { ...write, method: write.method as ServerRequest["method"] });
        await stored(({ side }) => side.write([{ store: "outbox", delete: write.id }]));
      } catch (error) {
        if (!(error instanceof ConnectFault)) throw error;
        await stored(({ side }) => side.write([{ store: "outbox", put: { ...write, fault: error.words } }]));
      }
    }
  }

  private async once(connector: Connector, request: ServerRequest, limit: AbortSignal): Promise<ServerAnswer> {
    const { method = "GET", path, query, headers, body, why } = request;
    const url = new URL(`${connector.address}${path}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const fetch = this.options.fetchFor(`${connector.name}: ${why}`);
    const secret = await this.options.headersFor(connector);
    const json: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
    let response: Response;
    try {
      response = await fetch(url.href, {
        method,
        headers: { Accept: "application/json", ...json, ...headers, ...secret },
        ...(body !== undefined && { body }),
        credentials: "omit",
        // Whoever is sent elsewhere would take the secret along.
        redirect: "manual",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        signal: limit,
      });
    } catch (error) {
      if (limit.aborted) throw tooSlow(connector);
      throw await this.unanswered(connector, url.href, fetch, error, limit);
    }
    return this.answer(connector, response, limit);
  }

  private async answer(connector: Connector, response: Response, limit: AbortSignal): Promise<ServerAnswer> {
    const { status, headers } = response;
    try {
      const text = await boundedText(response, MOST_BYTES);
      if (status < 200 || status > 299) {
        const retryAfter = waitAskedFor(headers.get("Retry-After"), this.options.clock);
        throw statusFault(connector, status, text, retryAfter);
      }
      return { status, headers, text };
    } catch (error) {
      if (error instanceof ConnectFault) throw error;
      if (error instanceof TooMuch)
        throw new ConnectFault(
          "connect.too-big",
          `The answer of ${named(connector)} is too long: over ${MOST_BYTES / 1_000_000} MB. It was cut off.`,
          "Ask it for less.",
        );
      if (limit.aborted) throw tooSlow(connector);
      throw new ConnectFault(
        "connect.unreachable",
        `The connection to ${named(connector)} broke off while it answered.`,
        "Try again.",
      );
    }
  }

  /**
   * A browser hides from a page whether a server didn't answer or didn't allow the page to read its answer. A request for which
   * nothing has to be allowed, and of which nothing is read, tells the two apart.
   */
  private async unanswered(connector: Connector, url: string, fetch: Fetch, error: unknown, limit: AbortSignal) {
    const { origin, isOnline } = this.options;
    const probe = { method: "GET", mode: "no-cors", credentials: "omit", signal: limit } as const;
    const isThere =
      origin !== null &&
      (await fetch(url, probe).then(
        () => true,
        () => false,
      ));
    return networkFault(connector, error, { origin, isOnline: isOnline(), isThere });
  }
}

function tooSlow(connector: Connector): ConnectFault {
  return new ConnectFault(
    "connect.timeout",
    `${named(connector)} didn’t answer within ${ANSWER_WITHIN / 1000} seconds.`,
    "It may be busy; try again later.",
  );
}
