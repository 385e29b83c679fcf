import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Assistant } from "../../src/engine/assistant";
import type { UserData } from "../../src/storage/schema";
import { compileCore } from "../dialogue/core-trainer";
import { timeOfMaking } from "../time-of-making";
import type { Command } from "./command";
import { coreModel } from "./core-model";
import { Correction } from "./correction";
import { readTier, tierOption } from "./models";
import { allOf, projectActions } from "./project-actions";
import { openProject, SHIPPED_PROJECT, hasErrors, printFaults } from "./project-files";
import { Questions } from "./questions";
import { ShellConversation, clockOf, printReplies, withServer } from "./shell-conversation";

const HELP = `Say something. After each message you are asked whether it was understood, and before each action whether it
is the right one: Enter means yes; else type the right name, or part of it. For wrong entities type the message
once more with its annotations: fly to [Oslo](city).
  /undo   take the last message back        /restart  begin a new conversation
  /save   write what was learnt so far      /stop     write it, and end`;

export const interactiveCommand: Command = {
  usage: "interactive [--project DIR] [--models DIR] [--tier lite|full] [--now 2026-03-02T09:30] [--zone Europe/Oslo]",
  options: {
    project: { type: "string" },
    models: { type: "string" },
    tier: { type: "string" },
    now: { type: "string" },
    zone: { type: "string" },
  },
  async run(args, output) {
    const folder = args.text("project") ?? SHIPPED_PROJECT;
    const models = args.text("models") ?? (args.text("project") === undefined ? "models" : `${folder}/models`);
    const { project } = openProject(folder, output);
    if (!project) return 1;
    const { interpreter } = await readTier(models, tierOption(args.text("tier")));
    const { faults } = compileCore(project);
    printFaults(faults, output);
    if (hasErrors(faults)) return 1;
    const model = await coreModel(project, models, 1);

    const { actionEndpoint } = project;
    const own = await projectActions(folder, project.domain, actionEndpoint !== null, output);
    if (own === "faulty") return 1;
    const actions = withServer(allOf(own), model.domain, actionEndpoint);
    const assistant = new Assistant<UserData>({ interpreter, core: model, actions, channel: "shell" });
    const questions = new Questions();
    const correction = new Correction(project, questions);
    const talk = await ShellConversation.start(assistant, clockOf(args), correction);
    const save = (): void => {
      const files = correction.files(talk.tracker.events);
      if (files.length === 0) return output.print("nothing to write");
      const target = join(folder, "data/interactive");
      mkdirSync(target, { recursive: true });
      const stamp = timeOfMaking().toISOString().replace(/[:.]/g, "-");
      for (const { name, text } of files) {
        const path = join(target, `${name}-${stamp}.yml`);
        writeFileSync(path, text, { flag: "wx" });
        output.print(path);
      }
      correction.saved();
    };
    output.print(HELP);
    for (;;) {
      const said = await questions.ask("You: ");
      if (said === null || said === "/stop") break;
      if (said === "/save") save();
      else if (said === "/undo") await talk.takeBack();
      else if (said === "/restart") {
        correction.endStory(talk.tracker.events);
        await talk.say("/restart");
      } else if (said !== "") printReplies(await talk.say(said), output);
    }
    save();
    questions.close();
    return 0;
  },
};
