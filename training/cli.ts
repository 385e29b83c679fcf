import { parseArgs } from "node:util";
import { benchCommand } from "./commands/bench";
import { buildCommand } from "./commands/build";
import type { Command } from "./commands/command";
import { convertCommand } from "./commands/convert";
import { encoderCommand } from "./commands/encoder";
import { evaluateMarkersCommand } from "./commands/evaluate-markers";
import { exportCommand } from "./commands/export";
import { initCommand } from "./commands/init";
import { interactiveCommand } from "./commands/interactive";
import { consoleOutput, type Output } from "./commands/output";
import { shellCommand } from "./commands/shell";
import { splitCommand } from "./commands/split";
import { testCommand } from "./commands/test";
import { trainCommand } from "./commands/train";
import { UsageError } from "./commands/usage-error";
import { validateCommand } from "./commands/validate";
import { visualizeCommand } from "./commands/visualize";
import { EncoderFault } from "./encoder/encoder-fault";

const COMMANDS: readonly Command[] = [
  initCommand,
  trainCommand,
  testCommand,
  shellCommand,
  interactiveCommand,
  validateCommand,
  convertCommand,
  splitCommand,
  visualizeCommand,
  evaluateMarkersCommand,
  exportCommand,
  buildCommand,
  benchCommand,
  encoderCommand,
];

/** The whole command line as a function: `sotto train ...` is `main(["train", ...])`. */
export async function main(argv: readonly string[], output: Output = consoleOutput()): Promise<number> {
  const command = COMMANDS.find(({ name }) => name === argv.slice(0, name.split(" ").length).join(" "));
  if (!command) return overview(argv, output);
  const rest = argv.slice(command.name.split(" ").length);
  try {
    const { values, positionals }: { values: Record<string, unknown>; positionals: string[] } = parseArgs({
      args: [...rest],
      options: { ...command.options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values["help"] === true) {
      output.print(`${command.summary}\n\nUsage: sotto ${command.usage}`);
      return 0;
    }
    return await command.run(
      {
        part: partOf(command, positionals),
        text: (option) => (typeof values[option] === "string" ? values[option] : undefined),
        flag: (option) => values[option] === true,
        wholeNumber: (option, byDefault) => wholeNumber(option, values[option] ?? byDefault),
      },
      output,
    );
  } catch (error) {
    if (error instanceof EncoderFault) {
      output.complain(`${error.file} ${error.code} ${error.message}`);
      return 2;
    }
    if (isOfFiles(error)) {
      output.complain(`sotto ${command.name}: ${error.message}`);
      return 2;
    }
    if (!isUsage(error)) throw error;
    output.complain(`sotto ${command.name}: ${error.message}\nUsage: sotto ${command.usage}`);
    return 2;
  }
}

function partOf({ name, parts = [] }: Command, positionals: readonly string[]): string | undefined {
  const [part] = positionals;
  if (positionals.length > 1) throw new UsageError(`"${positionals[1]}" is one word too many`);
  if (part !== undefined && parts !== "any" && !parts.includes(part))
    throw new UsageError(`there is no "${name} ${part}"`);
  return part;
}

function wholeNumber(option: string, value: unknown): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new UsageError(`--${option} wants a whole number, not ${String(value)}`);
  return number;
}

/** A file that can't be read or written: "ENOENT: no such file or directory, open '...'". */
function isOfFiles(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "path" in error;
}

function isUsage(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
  );
}

function overview(argv: readonly string[], output: Output): number {
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(18)}${summary}`);
  const text = `Usage: sotto <command>\n\n${lines.join("\n")}\n\nsotto <command> --help says more.`;
  if (argv.length === 0 || argv[0] === "--help" || argv[0] === "-h") {
    output.print(text);
    return argv.length === 0 ? 2 : 0;
  }
  output.complain(`sotto: there is no command "${argv[0]}"\n${text}`);
  return 2;
}
