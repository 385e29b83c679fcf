import type { ParseArgsConfig } from "node:util";
import type { Output } from "./output";

/** A command of `sotto`. Exit codes: 0 done, 1 the work found faults, 2 wrong usage or unreadable input. */
export interface Command {
  /** As typed after `sotto`: "train", "data validate". */
  name: string;
  summary: string;
  usage: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  run(args: Arguments, output: Output): Promise<number>;
}

export interface Arguments {
  positionals: string[];
  text(option: string): string | undefined;
  flag(option: string): boolean;
}
