import type { ParseArgsConfig } from "node:util";
import type { Output } from "./output";

/** A command of `sotto`. Exit codes: 0 done, 1 the work found faults, 2 wrong usage or unreadable input. */
export interface Command {
  usage: string;
  /** What may follow the name, as one word: `train nlu`; any word, where it is the user's own. */
  parts?: readonly string[] | "any";
  options: NonNullable<ParseArgsConfig["options"]>;
  run(args: Arguments, output: Output): Promise<number>;
}

export interface Arguments {
  /** The word after the name, one of the command's `parts`. */
  part: string | undefined;
  text(option: string): string | undefined;
  flag(option: string): boolean;
  /** A whole number from 0 up. */
  wholeNumber(option: string, byDefault: number): number;
}
