// Installs the dependencies when they aren't there, so that `npm start` and `npm test` work on a fresh clone.
// Plain Node: it runs before anything is installed. (Part of the scripts, and not their pre-script: .npmrc's ignore-scripts,
// which keeps packages from running theirs, would leave that out.)
import { execSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const installed = "node_modules/.package-lock.json";
const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync("package-lock.json").mtimeMs;

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Sotto needs Node 20.19 or later; this is ${process.version}.`);
  process.exit(1);
}
if (!isCurrent) {
  console.log("Installing the dependencies (once) ...");
  // Not `npm ci`: it refuses a lock file without the optional packages of every other platform, which not every registry has.
  execSync("npm install --no-save --no-fund --no-audit", { stdio: "inherit" });
}
