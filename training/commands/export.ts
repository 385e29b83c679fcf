import { writeFileSync } from "node:fs";
import { brokerEvents } from "../formats/broker-events";
import type { Arguments, Command } from "./command";
import { openConversations, outFile } from "./conversation-file";
import { UsageError } from "./usage-error";

export const exportCommand: Command = {
  usage:
    "export --conversations FILE --out FILE [--minimum-timestamp SECONDS] [--maximum-timestamp SECONDS] [--conversation-ids ID,ID]",
  options: {
    conversations: { type: "string" },
    out: { type: "string" },
    "minimum-timestamp": { type: "string" },
    "maximum-timestamp": { type: "string" },
    "conversation-ids": { type: "string" },
  },
  async run(args, output) {
    const out = outFile(args);
    const minimum = secondsOf(args, "minimum-timestamp") ?? -Infinity;
    const maximum = secondsOf(args, "maximum-timestamp") ?? Infinity;
    if (minimum >= maximum) throw new UsageError("--minimum-timestamp must be smaller than --maximum-timestamp");
    const { conversations, isWhole } = openConversations(args, output);
    const ids = args.text("conversation-ids")?.split(",");
    const missing = (ids ?? []).filter((id) => !conversations.some(({ senderId }) => senderId === id));
    if (missing.length > 0) output.complain(`there are no conversations called ${missing.join(", ")}`);
    const chosen = conversations.filter(({ senderId }) => ids?.includes(senderId) ?? true);
    const events = brokerEvents(chosen, { minimum, maximum });
    writeFileSync(out, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    output.print(`${events.length} events of ${chosen.length} conversations in ${out}`);
    return isWhole && missing.length === 0 ? 0 : 1;
  },
};

function secondsOf(args: Arguments, option: string): number | undefined {
  const text = args.text(option);
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text.trim() === "" || !Number.isFinite(seconds))
    throw new UsageError(`--${option} wants seconds since the epoch, not ${text}`);
  return seconds;
}
