import type { BundleContent } from "../bundle-writer";
import { coreDataHash, trainCore, type CoreSettings } from "../dialogue/core-trainer";
import type { Project } from "../formats/types";
import { asWritten, bytes } from "./bundle-content";
import type { Output } from "./output";
import { ProgressBars } from "./progress-bars";
import { hasErrors, printFaults } from "./project-files";

/** Trains the dialogue policies, and says what is to be written of them. */
export async function coreContent(
  project: Project,
  settings: CoreSettings,
  output: Output,
): Promise<BundleContent | "faulty"> {
  const bars = new ProgressBars(output);
  const { model, faults, weights } = await trainCore(project, {
    ...settings,
    progress: (policy, epoch, epochs, loss) =>
      bars.update(`${policy}: training`, epoch, epochs, `loss ${loss.toFixed(3)}`),
  });
  printFaults(faults, output);
  if (hasErrors(faults)) return "faulty";
  const { stories, rules, config } = project;
  return {
    kind: "core",
    seed: settings.seed,
    config: asWritten(config.policies),
    dataHash: await coreDataHash(project),
    scores: null,
    sizes: { stories: stories.length, rules: rules.length },
    files: new Map([
      ["domain.json", bytes(model.domain)],
      ["policies.json", bytes(model.policies)],
      ["weights.json", bytes(weights.manifest)],
      ["weights.bin", weights.bytes],
      ["config.yml", new TextEncoder().encode(config.source)],
      ["training_data.json", bytes({ stories, rules })],
    ]),
  };
}
