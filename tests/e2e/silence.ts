import { createServer, type Server, type Socket } from "node:net";

/** The port of the proxy that all pages of a run are given for whatever isn't on this device. */
export const SINK = 4179;

/** Chrome's own, about the fields of any form; no page asks for it, and none can stop it. */
const BROWSERS = "CONNECT content-autofill.googleapis.com:443 HTTP/1.1";

/**
 * Stands where the network would be, for the whole run: nothing gets through, and whoever asks for anything makes the run fail. With
 * nothing connected, nothing may leave the device.
 */
export default async function holdSilence(): Promise<() => Promise<void>> {
  const asked = new Set<string>();
  const server: Server = createServer((socket: Socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      asked.add(data.toString("latin1").split("\r\n")[0] ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(SINK, "127.0.0.1", resolve));
  return async () => {
    await new Promise((resolve) => server.close(resolve));
    asked.delete(BROWSERS);
    if (asked.size > 0) throw new Error(`Requests left the device: ${[...asked].join("; ")}`);
  };
}
