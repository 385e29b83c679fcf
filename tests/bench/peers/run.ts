import { chromium, type Browser, type Page } from "@playwright/test";
import { fork } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { basename, join, resolve } from "node:path";
import * as v from "valibot";
import { readRows } from "../../../training/commands/bench";
import type { NluExample } from "../../../training/formats/types";
import { CHROMIUM_ARGS, ensureChromium } from "../../chromium";
import { bundleSystem } from "./bundle";
import { chromiumStart, preparePage } from "./chromium-start";
import type { SystemName, Work } from "./contender";
import { outcomeSchema, type Cost, type Job } from "./job";
import { measureTogether, type Start } from "./measure";
import { nextMessage, nodeStart } from "./node-start";
import type { ContenderReport, PeersReport, SetReport } from "./report";
import { serveFolder, type Download, type FileServer } from "./server";

export interface PeersRun {
  /** Folders with a train.jsonl and a test.jsonl each. */
  data: string[];
  systems: SystemName[];
  seed: number;
  /** An own folder for scripts and models. */
  out: string;
  /** What is being done now. */
  say: (line: string) => void;
  now: () => Date;
}

/** Chrome measures an isolated page's memory at its leisure unless told otherwise. */
const MEMORY_AT_ONCE = "--enable-blink-features=ForceEagerMeasureMemory";

/** What every measurement of a run shares. */
interface Bench {
  run: PeersRun;
  browser: Browser;
  server: FileServer;
}

/** Trains every system on every data set, and measures them side by side, in Node and in Chromium's worker. */
export async function runPeers(run: PeersRun): Promise<PeersReport> {
  const server = await serveFolder(run.out);
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...CHROMIUM_ARGS, MEMORY_AT_ONCE],
  });
  try {
    const sets: SetReport[] = [];
    for (const data of run.data) sets.push(await runSet({ run, browser, server }, data));
    return {
      time: run.now().toISOString(),
      machine: {
        processor: cpus()[0]?.model ?? "unknown",
        cores: cpus().length,
        node: process.version,
        chromium: browser.version(),
      },
      seed: run.seed,
      sets,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function runSet(bench: Bench, data: string): Promise<SetReport> {
  const train = readRows(join(data, "train.jsonl"));
  const test = readRows(join(data, "test.jsonl"));
  if (train.length === 0 || test.length === 0) throw new Error(`${data} has nothing to learn, or nothing to read`);
  return {
    name: basename(resolve(data)),
    intents: new Set(train.map(({ intent }) => intent)).size,
    train: train.length,
    test: test.length,
    works: {
      intents: await runWork(bench, data, "intents", test),
      entities: await runWork(bench, data, "entities", test),
    },
  };
}

async function runWork(bench: Bench, data: string, work: Work, test: NluExample[]): Promise<ContenderReport[]> {
  const { run, server } = bench;
  const say = (what: string): void => run.say(`${basename(resolve(data))}, ${work}: ${what}`);
  const page = await isolatedPage(bench);
  const training = new Map<SystemName, Cost>();
  const inNode = new Map<SystemName, Start>();
  const inChromium = new Map<SystemName, Start>();
  for (const system of run.systems) {
    say(`training ${system}`);
    const folder = `models/${basename(resolve(data))}-${work}-${system}`;
    training.set(system, await trainAlone({ system, work, data, seed: run.seed, out: emptied(run.out, folder) }));
    const scripts = join(run.out, "scripts");
    const forNode = await bundleSystem(system, work, "node", scripts);
    inNode.set(system, nodeStart(join(scripts, forNode), join(run.out, folder)));
    const forWorker = await bundleSystem(system, work, "worker", scripts);
    if (system === "full") cpSync(join(scripts, "models"), join(run.out, folder), { recursive: true });
    const at = (path: string): string => new URL(path, server.origin).href;
    inChromium.set(system, chromiumStart(page, at(`scripts/${forWorker}`), at(`${folder}/`)));
  }
  say("measuring in Node");
  const node = await measureTogether(inNode, test, work);
  say("measuring in Chromium's worker");
  const downloads = await downloadsOf(inChromium, server, test[0]?.text ?? "");
  const worker = await measureTogether(inChromium, test, work);
  await page.context().close();
  return run.systems.map((system) => ({
    system,
    training: got(training, system),
    node: got(node, system),
    chromium: { ...got(worker, system), download: got(downloads, system) },
  }));
}

function emptied(out: string, folder: string): string {
  const path = join(out, folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** A page of the server's, in a profile of its own. */
async function isolatedPage({ browser, server }: Bench): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(server.origin);
  await preparePage(page);
  return page;
}

/** What each system fetches until its first answer. */
async function downloadsOf(
  starts: ReadonlyMap<SystemName, Start>,
  server: FileServer,
  text: string,
): Promise<Map<SystemName, Download>> {
  const downloads = new Map<SystemName, Download>();
  for (const [system, start] of starts) {
    server.forget();
    const running = await start(text);
    await running.stop();
    downloads.set(system, server.fetched());
  }
  return downloads;
}

/** In a process of its own, so that time and memory are the training's. */
async function trainAlone(job: Job): Promise<Cost> {
  const child = fork(join(import.meta.dirname, "train.ts"), [JSON.stringify(job)], { execArgv: ["--import", "tsx"] });
  const outcome = v.parse(outcomeSchema, await nextMessage(child));
  if (outcome.kind === "fault") throw new Error(`${job.system} can't be trained on ${job.data}: ${outcome.message}`);
  return outcome.cost;
}

function got<V>(map: ReadonlyMap<SystemName, V>, system: SystemName): V {
  const value = map.get(system);
  if (value === undefined) throw new Error(`${system} wasn't measured`);
  return value;
}
