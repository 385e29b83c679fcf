import type { OutgoingRequest } from "../../storage/connections";
import type { Outgoing } from "./outgoing";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Makes a `fetch` for one purpose, whose every request is listed before it leaves and again when it has ended. */
export function loggedFetch(fetch: Fetch, outgoing: Outgoing, why: string): Fetch {
  return async (url, init) => {
    const { host, pathname } = new URL(url);
    const entry = await outgoing.begin({
      method: init.method ?? "GET",
      host,
      path: pathname,
      why: init.mode === "no-cors" ? `${why} (whether it is there)` : why,
      bytesOut: typeof init.body === "string" ? new TextEncoder().encode(init.body).length : 0,
    });
    try {
      const response = await fetch(url, init);
      await outgoing.end(entry, { status: response.status });
      return counted(response, entry, outgoing);
    } catch (error) {
      await outgoing.end(entry, { fault: init.signal?.aborted ? "ended before the answer" : "no answer" });
      throw error;
    }
  };
}

/** The same response, whose bytes are counted as they are read. */
function counted(response: Response, entry: OutgoingRequest, outgoing: Outgoing): Response {
  const { body, status, statusText, headers } = response;
  // One that a page may not read has no bytes, and can't be made anew.
  if (!body || status === 0) return response;
  let bytesIn = 0;
  const reader = body.getReader();
  const end = () => void outgoing.end(entry, { bytesIn }).catch(() => undefined);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end();
          return controller.close();
        }
        bytesIn += value.length;
        controller.enqueue(value);
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
  return new Response(stream, { status, statusText, headers });
}
