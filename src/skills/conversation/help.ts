import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { latestMessage, wordingOf } from "../message";
import type { HelpCardData } from "./card-data";
import { HELP_GROUPS, type HelpGroup } from "./help-groups";

/** So many examples of a skill where all are shown. */
const FEW = 3;

/** What can be said, with examples to tap: of the skill that the message names, else of all. */
export const help: Action<UserData> = {
  name: "action_help",
  run({ tracker, dispatcher }) {
    const text = wordingOf(latestMessage(tracker));
    const named = HELP_GROUPS.filter(({ words }) => words.test(text));
    const groups = named.length > 0 ? named : HELP_GROUPS.map(shortened);
    const card: HelpCardData = { card: "help", groups: groups.map(({ title, examples }) => ({ title, examples })) };
    dispatcher.say({ text: named.length > 0 ? aboutSome(named) : aboutAll(groups), custom: card });
    return [];
  },
};

function shortened(group: HelpGroup): HelpGroup {
  return { ...group, examples: group.examples.slice(0, FEW) };
}

function aboutAll(groups: HelpGroup[]): string {
  const named = groups.map(({ title, examples }) => `${title}: “${examples[0]}”`).join("\n");
  return `Here is what I can do. Just say it in your own words, and “undo” takes back the last thing.\n${named}`;
}

function aboutSome(groups: HelpGroup[]): string {
  return groups.map(({ title, examples }) => `${title}: ${examples.map((it) => `“${it}”`).join(", ")}.`).join("\n");
}
