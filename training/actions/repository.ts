import { fileURLToPath } from "node:url";

/** This repository's folder, whatever folder the command is run in. */
export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** What a project's actions mean by `"sotto"`. */
export const AUTHORS_MODULE = fileURLToPath(new URL("../../src/sotto.ts", import.meta.url));
