import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Models } from "../../src/engine/models";
import { readModels } from "../../training/commands/models";
import { readRequests } from "./format";
import { runRequest } from "./runner";

/** The share that was right when it was last measured, in whole per cent: it may only rise. 0 where the skill is still to come. */
const FLOORS = new Map([
  ["calendar", 85],
  ["chance", 93],
  ["clock", 96],
  ["lists", 84],
  ["notes", 95],
  ["out-of-scope", 93],
  ["people", 80],
  ["reminders", 96],
  ["smalltalk", 96],
  ["sums", 96],
  ["timers", 96],
]);

const FOLDER = "tests/requests";
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".yml"));

describe("requests, judged by what was done", () => {
  let models: Models;
  beforeAll(async () => {
    models = await readModels("models");
  });

  it.each(FILES)("%s", async (file) => {
    const skill = basename(file, ".yml");
    const requests = readRequests(join(FOLDER, file));
    const failures: string[] = [];
    for (const request of requests) {
      const { right, line } = await runRequest(request, models);
      if (!right) failures.push(line);
    }
    const right = requests.length - failures.length;
    const share = (100 * right) / requests.length;
    console.log([`${skill}: ${right} of ${requests.length} right, ${share.toFixed(1)} %`, ...failures].join("\n  "));
    expect(share).toBeGreaterThanOrEqual(FLOORS.get(skill) ?? Infinity);
  });

  it("are 600, of which 40 are conversations of three turns or more", () => {
    const requests = FILES.flatMap((file) => readRequests(join(FOLDER, file)));
    const conversations = requests.filter(({ messages }) => messages.length > 2);
    expect(requests).toHaveLength(600);
    expect(conversations).toHaveLength(40);
  });
});
