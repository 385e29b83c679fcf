import { fileURLToPath } from "node:url";

/** The repository's folder: a build may be started from any other. */
export const ROOT = fileURLToPath(new URL(".", import.meta.url));
