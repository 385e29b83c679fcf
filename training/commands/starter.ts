import { fileURLToPath } from "node:url";

/** What a new project begins as. */
export const STARTER = fileURLToPath(new URL("../starter", import.meta.url));
