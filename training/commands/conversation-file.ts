import { readFileSync } from "node:fs";
import { readConversations, type Conversation } from "../formats/conversation-reader";
import type { Arguments } from "./command";
import type { Output } from "./output";
import { hasErrors, printFaults } from "./project-files";
import { UsageError } from "./usage-error";

/** The conversations that `--conversations` names, less what can't be read of them: that is printed. */
export function openConversations(
  args: Arguments,
  output: Output,
): { conversations: Conversation[]; isWhole: boolean } {
  const file = args.text("conversations");
  if (file === undefined) throw new UsageError("--conversations FILE is missing");
  const { conversations, faults } = readConversations(readFileSync(file, "utf8"), file);
  printFaults(faults, output);
  return { conversations, isWhole: !hasErrors(faults) };
}

/** The file that `--out` names. */
export function outFile(args: Arguments): string {
  const file = args.text("out");
  if (file === undefined) throw new UsageError("--out FILE is missing");
  return file;
}
