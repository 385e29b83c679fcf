import { existsSync } from "node:fs";
import { join } from "node:path";
import { prepareEncoder } from "../encoder/prepare";
import { readSource } from "../encoder/source";
import type { Command } from "./command";
import { timeOfMaking } from "../time-of-making";
import { ProgressBars } from "./progress-bars";
import { SHIPPED_PROJECT, openProject } from "./project-files";
import { UsageError } from "./usage-error";

/** Keeps all-MiniLM-L6-v2 within 15.5 MB. */
const VOCABULARY = 18_500;

export const encoderCommand: Command = {
  usage:
    "encoder prepare --from hub:ID|DIR [--out models] [--name NAME] [--vocabulary N] [--project DIR] [--origin TEXT]\n\n" +
    "  --from        a sentence-transformers BERT: at the Hugging Face hub (HF_ENDPOINT for another host), or in a folder\n" +
    "  --name        what to call it; by default the last part of the model's id or folder\n" +
    "  --vocabulary  word pieces to keep, 18500 unless given; 240 bytes each for all-MiniLM-L6-v2\n" +
    "  --project     the pieces that its sentences use are kept first; the assistant that ships, unless given\n" +
    "  --origin      where a DIR came from, for the metadata",
  options: {
    from: { type: "string" },
    out: { type: "string" },
    name: { type: "string" },
    vocabulary: { type: "string" },
    project: { type: "string" },
    origin: { type: "string" },
  },
  async run(args, output) {
    const from = args.text("from");
    if (from === undefined) throw new UsageError("--from is missing: hub:sentence-transformers/all-MiniLM-L6-v2, say");
    if (!from.startsWith("hub:") && !existsSync(from)) throw new UsageError(`there is no folder ${from}`);
    const vocabularySize = args.wholeNumber("vocabulary", VOCABULARY);
    const out = args.text("out") ?? "models";
    const { project } = openProject(args.text("project") ?? SHIPPED_PROJECT, output);
    if (!project) return 1;
    const bars = new ProgressBars(output);
    const read = await readSource(from);
    const source = { ...read, source: args.text("origin") ?? read.source };
    const name = args.text("name") ?? (read.source.split("/").at(-1) as string).replace(/^hub:/, "");
    const { folder, metadata } = await prepareEncoder({
      source,
      out,
      name,
      vocabularySize,
      texts: project.nlu.examples.map(({ text }) => text),
      time: timeOfMaking(),
      progress: (done, total) => bars.update("static vectors", done, total),
    });
    const { vocabulary, files } = metadata;
    const size = Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
    output.print(
      `${metadata.vocabularySize} of ${vocabulary.sourceSize} pieces, ${(vocabulary.unchanged * 100).toFixed(1)} % of the ` +
        `project's unchanged; ${(size / 1e6).toFixed(1)} MB`,
    );
    output.print(join(out, folder));
    return 0;
  },
};
