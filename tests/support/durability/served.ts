import { preview } from "vite";

/** The built page as a static host would serve it; `port` must be free. */
export async function served(port: number): Promise<{ address: string; close: () => Promise<void> }> {
  const server = await preview({ preview: { port, strictPort: true }, logLevel: "error" });
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}
