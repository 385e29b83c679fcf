import { format, resolveConfig } from "prettier";
import type { PeersReport } from "./report";
import { markdownTables } from "./table";

/** `docs/peers.md`, with the chart beside it in `docs/peers.svg`. */
export async function peersDocument(report: PeersReport): Promise<string> {
  const { time, machine, seed } = report;
  const text = `# Sotto beside nlp.js

Written by \`npm run bench:peers -- --docs\` on ${time.slice(0, 10)}: ${machine.processor}, ${machine.cores} cores, Node
${machine.node}, Chromium ${machine.chromium}.

![Sotto's figures divided by nlp.js's, for each data set](peers.svg)

- The same for all: learned from \`train.jsonl\`, measured on \`test.jsonl\`, in the same run. Nothing of the test reaches the training.
- nlp.js is 4.27 with the settings of its documentation (the web bundle: core, nlp, lang-en-min), without autosave. What it learns depends
  on the order of the examples, which is shuffled by seed ${seed}; Sotto is trained with the same seed. The likeliest intent counts, whatever
  the threshold: neither a fallback nor nlp.js's "None" does.
- **Intents alone**: nlp.js without NER, Sotto with a classifier that learns no entities. **Intents and entities**: nlp.js with NER
  (Microsoft's recognisers, and the annotated values of the training data as enums, matched exactly: its fuzzy matching takes seconds a
  message with thousands of values), Sotto with the default pipeline and Duckling's dimensions. F1 is over exact spans, of the entities
  that the data annotates.
- Milliseconds are of one message at a time, each read once, after 200 to warm up; systems take turns in blocks of 50. A start is from
  the start of the process or worker to its first answer, with the saved model read or fetched (from this machine, nothing cached): the
  median of five. Heap is after the first answer, buffers included; peak is the process's resident set over the whole run.
- Scripts are bundled and minified alike for all. Fetched is script and model, as the worker asks for them.
- Every system trains in a Node process of its own.
- A row \`÷ nlp.js\` is the row above it divided by nlp.js's: below 1, Sotto takes less.

${markdownTables(report)}
`;
  return format(text, { ...(await resolveConfig("docs/peers.md")), parser: "markdown" });
}
