import { createInterface } from "node:readline";
import { Assistant, type TurnResult } from "../../src/engine/assistant";
import { fixedClock, seededRandom, type Clock } from "../../src/engine/environment";
import type { ParseData } from "../../src/engine/nlu/parse-data";
import { chosenResponse } from "../../src/engine/nlu/response-selection";
import { instantOf } from "../../src/engine/time/zone";
import { actions } from "../../src/skills/actions";
import { journalled } from "../../src/storage/journal";
import { MemoryStorage } from "../../src/storage/memory-storage";
import type { UserData } from "../../src/storage/schema";
import type { Arguments, Command } from "./command";
import { readTier, tierOption } from "./models";
import type { Output } from "./output";
import { UsageError } from "./usage-error";

export const shellCommand: Command = {
  name: "shell",
  summary: "talk to the assistant in the terminal, or read a script from stdin",
  usage:
    "shell [--project DIR] [--models DIR] [--tier lite|full] [--debug] [--json] [--now 2026-03-02T09:30] [--zone Europe/Oslo]",
  options: {
    project: { type: "string" },
    models: { type: "string" },
    tier: { type: "string" },
    debug: { type: "boolean" },
    json: { type: "boolean" },
    now: { type: "string" },
    zone: { type: "string" },
  },
  async run(args, output) {
    const project = args.text("project");
    const folder = args.text("models") ?? (project === undefined ? "models" : `${project}/models`);
    const { interpreter, core } = await readTier(folder, tierOption(args.text("tier")));
    const assistant = new Assistant({ interpreter, core, actions, channel: "shell" });
    const talk = await ShellConversation.start(assistant, clockOf(args));
    const isPrompted = process.stdin.isTTY && !args.flag("json");
    if (isPrompted) output.print("Type a message; /stop ends.");
    const input = createInterface({
      input: process.stdin,
      output: isPrompted ? process.stdout : undefined,
      prompt: "> ",
    });
    if (isPrompted) input.prompt();
    for await (const line of input) {
      const text = line.trim();
      if (text === "/stop") break;
      if (text !== "") {
        try {
          print(text, await talk.say(text), args, output);
        } catch (error) {
          output.complain(`turn.failed ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      if (isPrompted) input.prompt();
    }
    return 0;
  },
};

function clockOf(args: Arguments): Clock {
  const zone = args.text("zone") ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw new UsageError(`there is no time zone ${zone}`);
  }
  const now = args.text("now");
  if (now === undefined) return { now: () => Date.now(), zone };
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(now);
  if (!match) throw new UsageError(`--now wants a local time like 2026-03-02T09:30, not ${now}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  if (Number.isNaN(Date.parse(`${now}Z`))) throw new UsageError(`there is no moment ${now}`);
  return fixedClock(instantOf({ year, month, day, hour, minute, second }, zone), zone);
}

/** A conversation kept in memory, with the same turn and the same skills as in the page. */
class ShellConversation {
  private readonly random = seededRandom(1);
  private turns = 0;

  private constructor(
    private readonly assistant: Assistant<UserData>,
    private readonly clock: Clock,
    private readonly storage: MemoryStorage,
    private readonly tracker = assistant.tracker("shell"),
  ) {}

  static async start(assistant: Assistant<UserData>, clock: Clock): Promise<ShellConversation> {
    const storage = new MemoryStorage();
    await storage.openConversation("shell", "");
    return new ShellConversation(assistant, clock, storage);
  }

  async say(text: string): Promise<TurnResult<UserData>> {
    const id = `turn-${++this.turns}`;
    const host = {
      data: this.storage.data,
      clock: this.clock,
      random: this.random,
      signal: AbortSignal.timeout(15_000),
    };
    const { lastSeq } = await this.storage.load("shell");
    const result = await this.assistant.turn({ kind: "message", id, text }, this.tracker, host);
    const label = result.replies[0]?.text ?? "";
    const at = new Date(this.clock.now()).toISOString();
    const changes = journalled(result.changes, { id, at, conversation: "shell", label });
    const { events } = result;
    await this.storage.commit({
      conversation: "shell",
      firstSeq: lastSeq + 1,
      events,
      changes,
      answered: null,
      snapshot: null,
    });
    return result;
  }
}

function print(said: string, result: TurnResult<UserData>, args: Arguments, output: Output): void {
  if (args.flag("json")) {
    const { parses, actions: names, replies, changes } = result;
    const requests = parses.map(({ text, intent, entities }) => ({ text, intent, entities }));
    const written = changes
      .filter((change) => change.store !== "journal")
      .map(({ store, op, value }) => ({ store, op, value }));
    // Of several requests the first is the message's intent, under the whole text.
    const more = requests.length > 1 ? { text: said, requests } : {};
    output.print(JSON.stringify({ ...requests[0], ...more, actions: names, replies, changes: written }));
    return;
  }
  for (const { text, buttons = [], image } of result.replies) {
    if (text !== undefined) output.print(text);
    if (image !== undefined) output.print(image);
    for (const button of buttons) output.print(`  [${button.title}]  ${button.payload}`);
  }
  if (!args.flag("debug")) return;
  for (const parse of result.parses) explain(parse, output);
  for (const { action, policy, confidence, source } of result.decisions)
    output.complain(`  ${action} by ${policy} ${confidence.toFixed(2)} ${source ?? ""}`);
  for (const { code, message } of result.problems) output.complain(`  ${code} ${message}`);
}

function explain(parse: ParseData, output: Output): void {
  const { intent, entities } = parse;
  output.complain(`  intent ${intent.name} ${intent.confidence.toFixed(2)}`);
  const chosen = chosenResponse(parse, intent.name ?? "");
  if (chosen) output.complain(`  response ${chosen.intent_response_key} ${chosen.confidence.toFixed(2)}`);
  for (const { entity, value, extractor } of entities)
    output.complain(`  entity ${entity} = ${JSON.stringify(value)} (${extractor})`);
}
