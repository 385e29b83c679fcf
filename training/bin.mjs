#!/usr/bin/env node
// Runs the TypeScript command line without a build step, on Node 20 and later.
import { register } from "tsx/esm/api";

register();
const { main } = await import("./cli.ts");
process.exitCode = await main(process.argv.slice(2));
