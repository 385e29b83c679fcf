import { readFileSync } from "node:fs";

/**
 * The most memory this process ever held. On Linux, from its own address space: what `getrusage` says there begins with the memory of the
 * process that started this one.
 */
export function peakRssBytes(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  if (kilobytes === undefined) throw new Error("/proc/self/status has no VmHWM");
  return Number(kilobytes) * 1024;
}
