import type { Clock } from "../environment";
import type { JsonObject } from "../json";
import type { ActionEndpoint } from "../project/action-endpoint";
import { aborted, isMixedContent, reasonOf, waitAskedFor } from "../reach";
import { ActionServerFault } from "./action-server-fault";

/** What of the world a call of the action server needs. */
export interface ActionServerHost {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  clock: Clock;
  /** A signal that aborts after so many milliseconds: `AbortSignal.timeout`. */
  after(milliseconds: number): AbortSignal;
  /** The page's own, e.g. `https://example.org`; null outside a browser, where nobody asks for CORS. */
  origin: string | null;
}

/** An answer that came through, whatever its status says of the action. */
export interface ServerAnswer {
  status: number;
  text: string;
}

/** A call that isn't answered by then has failed (milliseconds), its repetitions included. */
export const ANSWER_WITHIN = 20_000;

/** Statuses with which a server, or what stands before it, says that it did nothing: those alone are safe to repeat. */
const DID_NOTHING = [429, 503];

/** How long to wait before each repetition where the server doesn't say (milliseconds). */
const PAUSES = [500, 1500];

/**
 * Posts to the server, again where it says that it was too busy. Throws an ActionServerFault when no answer comes through. An
 * action may do something that must not be done twice, so that a call which failed on its way is never repeated.
 */
export async function callServer(
  endpoint: ActionEndpoint,
  body: JsonObject,
  host: ActionServerHost,
  signal: AbortSignal,
): Promise<ServerAnswer> {
  const { origin } = host;
  if (origin !== null && isMixedContent(endpoint.url, origin))
    throw new ActionServerFault(
      "action-server.insecure",
      `a page of ${origin} may not call ${endpoint.url}: browsers refuse http from https. Give the server a certificate and write https in endpoints.yml.`,
    );
  const deadline = host.clock.now() + ANSWER_WITHIN;
  const limit = AbortSignal.any([signal, host.after(ANSWER_WITHIN)]);
  for (const pause of [...PAUSES, null]) {
    const { answer, retryAfter } = await post(endpoint, body, host, limit);
    if (pause === null || !DID_NOTHING.includes(answer.status)) return answer;
    const wait = retryAfter ?? pause;
    if (host.clock.now() + wait >= deadline) return answer;
    await aborted(AbortSignal.any([limit, host.after(wait)]));
    if (limit.aborted) throw tooSlow(endpoint);
  }
  throw new Error("unreachable");
}

async function post(
  { url, headers }: ActionEndpoint,
  body: JsonObject,
  host: ActionServerHost,
  signal: AbortSignal,
): Promise<{ answer: ServerAnswer; retryAfter: number | null }> {
  let response: Response | null = null;
  try {
    response = await host.fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      credentials: "omit",
      signal,
    });
    const answer = { status: response.status, text: await response.text() };
    return { answer, retryAfter: waitAskedFor(response.headers.get("Retry-After"), host.clock) };
  } catch (error) {
    if (signal.aborted) throw tooSlow({ url });
    if (response)
      throw new ActionServerFault(
        "action-server.unreachable",
        `the connection to the action server ${url} broke off while it answered (${reasonOf(error)}).`,
      );
    throw await notReached(url, error, host, signal);
  }
}

/**
 * A browser hides from a page whether a server didn't answer or didn't allow the page to read its answer. A request for which nothing
 * has to be allowed, and of which nothing is read, tells the two apart.
 */
async function notReached(
  url: string,
  error: unknown,
  { fetch, origin }: ActionServerHost,
  signal: AbortSignal,
): Promise<ActionServerFault> {
  if (origin !== null) {
    const isThere = await fetch(url, { method: "GET", mode: "no-cors", credentials: "omit", signal }).then(
      () => true,
      () => false,
    );
    if (isThere)
      return new ActionServerFault(
        "action-server.cors",
        `the action server ${url} runs, but doesn't let pages of ${origin} call it. Start it with \`rasa run actions --cors ${origin}\`, or have it send Access-Control-Allow-Origin and answer OPTIONS.`,
      );
  }
  return new ActionServerFault(
    "action-server.unreachable",
    `the action server ${url} can't be reached (${reasonOf(error)}). Is it running, is the address in endpoints.yml right, and is this device online?`,
  );
}

function tooSlow({ url }: Pick<ActionEndpoint, "url">): ActionServerFault {
  const message = `the action server ${url} didn't answer within ${ANSWER_WITHIN / 1000} seconds. What the action was doing may still be done.`;
  return new ActionServerFault("action-server.timeout", message);
}
