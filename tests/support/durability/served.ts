import { preview } from "vite";

/** The built page as a static host would serve it, on whichever port is free. */
export async function served(): Promise<{ address: string; close: () => Promise<void> }> {
  const server = await preview({ preview: { port: 0 }, logLevel: "error" });
  const at = server.httpServer.address();
  if (at === null || typeof at === "string") throw new Error("the preview has no port");
  return { address: `http://localhost:${at.port}/`, close: () => server.close() };
}
