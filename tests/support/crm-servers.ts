import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: unknown;
}

type Answer = (asked: Asked) => { status?: number; headers?: Record<string, string>; json?: unknown; text?: string };

/** A server on loopback that answers as the test says, and keeps what it was asked. */
export class FakeServer {
  readonly asked: Asked[] = [];
  #server: Server | null = null;
  #port = 0;

  constructor(public answer: Answer) {}

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** On the same port again, where it was stopped. */
  async start(): Promise<this> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const url = new URL(request.url ?? "/", this.address);
        const text = Buffer.concat(chunks).toString();
        const { method = "GET", headers } = request;
        const body: unknown = text === "" ? null : JSON.parse(text);
        const asked: Asked = { method, path: url.pathname, query: url.searchParams, headers, body };
        // A browser asks first whether it may; that is no request of the test's.
        const cors = {
          "Access-Control-Allow-Origin": "*",
          "Access-Control-Allow-Headers": "*",
          "Access-Control-Allow-Methods": "*",
        };
        if (method === "OPTIONS") return response.writeHead(204, cors).end();
        this.asked.push(asked);
        const answered = this.answer(asked);
        response.writeHead(answered.status ?? 200, {
          "Content-Type": "application/json",
          ...cors,
          ...answered.headers,
        });
        response.end(answered.text ?? JSON.stringify(answered.json ?? {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }
}
