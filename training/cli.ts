import { parseArgs } from "node:util";
import type { Command } from "./commands/command";
import { consoleOutput, type Output } from "./commands/output";
import { UsageError } from "./commands/usage-error";
import { EncoderFault } from "./encoder/encoder-fault";

interface Entry {
  /** As typed after `sotto`: "train", "data validate". */
  name: string;
  summary: string;
  /** Each command is read when it is called: all of them, tfjs and Vite among them, take seconds. */
  load(): Promise<Command>;
}

const COMMANDS: readonly Entry[] = [
  {
    name: "init",
    summary: "write a small project to start from",
    load: async () => (await import("./commands/init")).initCommand,
  },
  {
    name: "train",
    summary: "train a project and write its models",
    load: async () => (await import("./commands/train")).trainCommand,
  },
  {
    name: "test",
    summary: "run a project's test sentences (nlu) and test stories (core)",
    load: async () => (await import("./commands/test")).testCommand,
  },
  {
    name: "shell",
    summary: "talk to the assistant in the terminal, or read a script from stdin",
    load: async () => (await import("./commands/shell")).shellCommand,
  },
  {
    name: "interactive",
    summary: "correct intents, entities and actions while talking; writes stories and examples",
    load: async () => (await import("./commands/interactive")).interactiveCommand,
  },
  {
    name: "data validate",
    summary: "check a project and list every fault",
    load: async () => (await import("./commands/validate")).validateCommand,
  },
  {
    name: "data convert",
    summary: "write a project of Rasa 1 or 2 in today's format",
    load: async () => (await import("./commands/convert")).convertCommand,
  },
  {
    name: "data split",
    summary: "divide a project's examples or stories into those to train with and those to test with",
    load: async () => (await import("./commands/split")).splitCommand,
  },
  {
    name: "visualize",
    summary: "draw the stories and rules of a project as a graph",
    load: async () => (await import("./commands/visualize")).visualizeCommand,
  },
  {
    name: "evaluate markers",
    summary: "find points of interest in recorded conversations, and count them",
    load: async () => (await import("./commands/evaluate-markers")).evaluateMarkersCommand,
  },
  {
    name: "export",
    summary: "write recorded conversations as an event broker has them: one event a line",
    load: async () => (await import("./commands/export")).exportCommand,
  },
  {
    name: "build",
    summary: "make the page of a project, ready for a static host; trains it where that is due",
    load: async () => (await import("./commands/build")).buildCommand,
  },
  {
    name: "bench nlu",
    summary: "train on DIR/train.jsonl and measure on DIR/test.jsonl",
    load: async () => (await import("./commands/bench")).benchCommand,
  },
  {
    name: "encoder prepare",
    summary: "make the full tier's sentence encoder",
    load: async () => (await import("./commands/encoder")).encoderCommand,
  },
];

/** The whole command line as a function: `sotto train ...` is `main(["train", ...])`. */
export async function main(argv: readonly string[], output: Output = consoleOutput()): Promise<number> {
  const entry = COMMANDS.find(({ name }) => name === argv.slice(0, name.split(" ").length).join(" "));
  if (!entry) return overview(argv, output);
  const rest = argv.slice(entry.name.split(" ").length);
  const command = await entry.load();
  try {
    const { values, positionals }: { values: Record<string, unknown>; positionals: string[] } = parseArgs({
      args: [...rest],
      options: { ...command.options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    if (values["help"] === true) {
      output.print(`${entry.summary}\n\nUsage: sotto ${command.usage}`);
      return 0;
    }
    return await command.run(
      {
        part: partOf(entry.name, command.parts, positionals),
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
      output.complain(`sotto ${entry.name}: ${error.message}`);
      return 2;
    }
    if (!isUsage(error)) throw error;
    output.complain(`sotto ${entry.name}: ${error.message}\nUsage: sotto ${command.usage}`);
    return 2;
  }
}

function partOf(name: string, parts: Command["parts"] = [], positionals: readonly string[]): string | undefined {
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
