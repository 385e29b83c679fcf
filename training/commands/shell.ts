import { createInterface } from "node:readline";
import { Assistant, type TurnResult } from "../../src/engine/assistant";
import type { ParseData } from "../../src/engine/nlu/parse-data";
import { chosenResponse } from "../../src/engine/nlu/response-selection";
import type { UserData } from "../../src/storage/schema";
import type { Arguments, Command } from "./command";
import { readTier, tierOption } from "./models";
import type { Output } from "./output";
import { allOf, projectActions } from "./project-actions";
import { ShellConversation, clockOf, printReplies, withServer } from "./shell-conversation";

export const shellCommand: Command = {
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
    const { interpreter, core, current } = await readTier(folder, tierOption(args.text("tier")));
    const endpoint = current.actionEndpoint ?? null;
    const own = await projectActions(project, core.domain, endpoint !== null, output);
    if (own === "faulty") return 1;
    const actions = withServer(allOf(own), core.domain, endpoint);
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
  printReplies(result, output);
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
