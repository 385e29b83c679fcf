import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import type { HelpCardData } from "./card-data";

const GROUPS: HelpCardData["groups"] = [
  {
    title: "Reminders",
    examples: ["Remind me to call Anna tomorrow at nine", "Wake me at 7", "What do I have tomorrow?"],
  },
  {
    title: "Calendar",
    examples: [
      "Lunch with Anna on Friday at 12:30",
      "What's on my calendar this week?",
      "Am I free on Friday afternoon?",
    ],
  },
  { title: "Timers", examples: ["Set a pasta timer for 10 minutes", "How long is left?"] },
  {
    title: "Lists",
    examples: ["Add milk and eggs to my shopping list", "What's on my to-do list?", "What is due this week?"],
  },
  { title: "Notes", examples: ["Note that the wifi code is 4411", "Show my notes"] },
  {
    title: "People",
    examples: ["Add Anna Berg, 555 0101, to my contacts", "What is Anna's number?", "Whose birthday is next?"],
  },
  { title: "Sums", examples: ["15% of 80", "Split 90 by 4"] },
  { title: "Units", examples: ["5 miles in km", "100 F in Celsius", "50 euros in dollars"] },
  { title: "Dates and time", examples: ["What time is it in Tokyo?", "How many days until Christmas?"] },
  { title: "Fun", examples: ["Roll a d20", "Flip a coin", "Tell me a joke"] },
];

/** What can be said, with examples to tap. */
export const help: Action<UserData> = {
  name: "action_help",
  run({ dispatcher }) {
    const named = GROUPS.map(({ title, examples }) => `${title}: “${examples[0]}”`).join("\n");
    const card: HelpCardData = { card: "help", groups: GROUPS };
    const text = `Here is what I can do. Just say it in your own words, and “undo” takes back the last thing.\n${named}`;
    dispatcher.say({ text, custom: card });
    return [];
  },
};
