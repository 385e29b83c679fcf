/**
 * `npx tsx tests/bench/kills.ts [--kills 30] [--seed 1]`: Chromium is killed with the build of dist/ in the middle of writing, of a database's
 * upgrade and of a restore, and started again on the same profile. Exits 1 where something acknowledged was lost, or something was done twice.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { killsWhileRestoring } from "../support/durability/kills-restore";
import { killsWhileUpgrading } from "../support/durability/kills-upgrade";
import { killsWhileWriting } from "../support/durability/kills";
import { served } from "../support/durability/served";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "30" }, seed: { type: "string", default: "1" } },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
const server = await served();
const folders: string[] = [];
function profile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sotto-kills-"));
  folders.push(folder);
  return folder;
}

try {
  const written = await killsWhileWriting(server.address, profile(), kills, seed);
  const acknowledged = written.reduce((sum, kill) => sum + kill.acknowledged, 0);
  const left = written.reduce((sum, kill) => sum + kill.left, 0);
  const upgrades = await killsWhileUpgrading(server.address, profile, kills, seed);
  const restores = await killsWhileRestoring(server.address, profile, kills, seed);
  const faults = [...written.flatMap((kill) => kill.faults), ...upgrades.faults, ...restores.faults];
  for (const fault of faults) console.error(fault);
  console.log(
    `${kills} kills while writing: ${acknowledged} changes acknowledged; ${left} only accepted, run at the next start`,
  );
  console.log(
    `${kills} kills while the database was upgraded: ${upgrades.before} before, ${upgrades.after} after it was done`,
  );
  console.log(
    `${kills} kills while a backup was restored: ${restores.before} with nothing of it, ${restores.after} with all of it`,
  );
  console.log(`${faults.length} lost, doubled or torn`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
