import * as v from "valibot";
import type { PolicyModel } from "../../src/engine/dialogue/policies/load";
import { DialogueNetwork } from "../../src/engine/dialogue/policies/ted/dialogue-network";
import { softmax } from "../../src/engine/dialogue/policies/ted/softmax";
import { LONGEST_HISTORY } from "../../src/engine/dialogue/policies/ted/ted-policy";
import type { RuleOnly } from "../../src/engine/dialogue/states";
import { seededRandom } from "../../src/engine/environment";
import { sha256 } from "../../src/engine/project/bundle";
import type { Domain } from "../../src/engine/project/domain";
import { Weights, type WeightsManifest } from "../../src/engine/project/weights";
import type { Component } from "../formats/types";
import { partOfWeights } from "../nlu/join-weights";
import { writeWeights } from "../nlu/quantise";
import { startTensorflow } from "../nlu/tensorflow";
import { augmented } from "./augmentation";
import type { Learner, LearnerName } from "./learner";
import type { TrainingTracker } from "./story-tracker";
import { actionExamples, intentExamples, type DialogueExample } from "./ted/examples";
import { tedOptions, unexpectedIntentOptions, type NetworkOptions } from "./ted/options";
import { DialogueTrainer } from "./ted/trainer";

/** Called after each epoch of a policy. */
export type LearnerProgress = (policy: LearnerName, epoch: number, epochs: number, loss: number) => void;

export interface LearnerWork {
  stories: readonly TrainingTracker[];
  domain: Domain;
  ruleOnly: RuleOnly;
  augmentation: number;
  seed: number;
  /** Before its tensors' names in the core model. */
  prefix: string;
  progress: LearnerProgress | undefined;
  /** What an earlier training left: a policy that would come out the same is taken from it. */
  previous: PreviousCore | null | undefined;
  /** Goes on from the previous model's networks, for this share of the epochs; null: from nothing. */
  epochShare: number | null;
}

export interface PreviousCore {
  domain: Domain;
  policies: readonly PolicyModel[];
  weights: LearntPolicy["weights"];
}

/** Raised when training gives something else from the same work. */
const VERSION = 2;

export interface LearntPolicy {
  model: PolicyModel;
  weights: { manifest: WeightsManifest; bytes: Uint8Array };
}

/** Trains one policy, or takes it from the previous model. The same work gives the same bytes. */
export async function trainLearner({ name, component }: Learner, work: LearnerWork): Promise<LearntPolicy> {
  const fingerprint = await fingerprintOf(component, work);
  const known = work.previous ? takeOver(fingerprint, work.previous, work.prefix) : null;
  if (known) return known;
  await startTensorflow();
  const train = name === "TEDPolicy" ? trainTed : trainUnexpectedIntent;
  return train(component, work, fingerprint);
}

/** Of what is learnt from and how; what the assistant says is no part of it. */
function fingerprintOf({ name, options }: Component, work: LearnerWork): Promise<string> {
  const { stories, domain, ruleOnly, augmentation, seed, epochShare } = work;
  const { responses: _responses, sessionConfig: _session, userActions: _userActions, ...learnt } = domain;
  const events = stories.map(({ tracker }) => tracker.events);
  const all = {
    VERSION,
    name,
    options,
    events,
    learnt,
    ruleOnly,
    augmentation,
    seed,
    ...(epochShare !== null && { epochShare }),
  };
  return sha256(new TextEncoder().encode(JSON.stringify(all)));
}

function takeOver(fingerprint: string, { policies, weights }: PreviousCore, prefix: string): LearntPolicy | null {
  for (const model of policies) {
    if ("fingerprint" in model && model.fingerprint === fingerprint)
      return { model: { ...model, prefix }, weights: partOfWeights(weights, model.prefix) };
  }
  return null;
}

function trainTed({ options: written }: Component, work: LearnerWork, fingerprint: string): LearntPolicy {
  const { stories, domain, ruleOnly, augmentation, seed, prefix } = work;
  const options = v.parse(tedOptions, written);
  const { max_history: maxHistory, priority, ranking_length: rankingLength } = options;
  const conversations = [...stories, ...augmented(stories, augmentation, seededRandom(seed))];
  const examples = actionExamples(conversations, domain, ruleOnly, maxHistory ?? LONGEST_HISTORY);
  const { shape, weights } = train("TEDPolicy", examples, domain.actions, options, work);
  const model = { name: "TEDPolicy" as const, priority, fingerprint, maxHistory, shape, prefix, rankingLength };
  return { model: { ...model, ruleOnly }, weights };
}

function trainUnexpectedIntent({ options: written }: Component, work: LearnerWork, fingerprint: string): LearntPolicy {
  const { stories, domain, ruleOnly, augmentation, seed, prefix } = work;
  const options = v.parse(unexpectedIntentOptions, written);
  const { max_history: maxHistory, priority, ignore_intents_list: ignoredIntents, tolerance } = options;
  const conversations = [...stories, ...augmented(stories, augmentation, seededRandom(seed))];
  const examples = intentExamples(conversations, domain, ruleOnly, maxHistory ?? LONGEST_HISTORY);
  const intents = [...new Set(examples.flatMap(({ labels }) => labels))].sort();
  const { shape, weights } = train("UnexpecTEDIntentPolicy", examples, intents, options, work);
  const network = new DialogueNetwork(new Weights(weights.manifest, weights.bytes), shape, domain);
  const thresholds = likelihoodThresholds(network, examples, intents, tolerance);
  const model = { name: "UnexpecTEDIntentPolicy" as const, priority, fingerprint, maxHistory, shape, prefix };
  return { model: { ...model, thresholds, ignoredIntents, ruleOnly }, weights };
}

function train(
  name: LearnerName,
  examples: readonly DialogueExample[],
  labels: readonly string[],
  options: NetworkOptions,
  { domain, seed, progress, previous, epochShare }: LearnerWork,
): { shape: DialogueTrainer["shape"]; weights: LearntPolicy["weights"] } {
  const warm = epochShare === null ? null : earlierNetwork(name, domain, labels, previous);
  const epochs = warm && epochShare !== null ? Math.max(1, Math.round(options.epochs * epochShare)) : options.epochs;
  const random = seededRandom(options.random_seed ?? seed);
  const trainer = new DialogueTrainer(examples, labels, domain, { ...options, epochs }, random);
  if (warm) trainer.takeOver(warm);
  trainer.train((epoch, epochs, loss) => progress?.(name, epoch, epochs, loss));
  return { shape: trainer.shape, weights: writeWeights(trainer.stored()) };
}

/** The network that an earlier training left, where it read the same states and told the same labels apart. */
function earlierNetwork(
  name: LearnerName,
  domain: Domain,
  labels: readonly string[],
  previous: PreviousCore | null | undefined,
): Weights | null {
  const model = previous?.policies.find((policy) => policy.name === name);
  if (!previous || !model || !("prefix" in model)) return null;
  const learnt = "thresholds" in model ? model.thresholds.map(({ intent }) => intent) : previous.domain.actions;
  const isSame = JSON.stringify([vocabulary(previous.domain), learnt]) === JSON.stringify([vocabulary(domain), labels]);
  if (!isSame) return null;
  return new Weights(previous.weights.manifest, previous.weights.bytes).under(model.prefix);
}

/** What a state's features stand for. */
function vocabulary({ intents, entities, slots, forms, actions }: Domain): unknown {
  const typed = Object.entries(slots).map(([name, slot]) => [
    name,
    slot.influenceConversation,
    slot.type,
    "values" in slot && slot.values,
  ]);
  return [Object.keys(intents), entities, typed, Object.keys(forms), actions];
}

/**
 * For each intent, how likely the network must think it for it to be expected: as likely as where stories have it. `tolerance` is the
 * share of the other situations, the likeliest of them, in which it is let pass as well.
 */
function likelihoodThresholds(
  network: DialogueNetwork,
  examples: readonly DialogueExample[],
  intents: readonly string[],
  tolerance: number,
): { intent: string; likelihood: number }[] {
  const likelihoods = examples.map(({ states }) => softmax(network.similarities(states)));
  return intents.map((intent, label) => {
    const of = (isThere: boolean): number[] =>
      examples.flatMap(({ labels }, i) =>
        labels.includes(intent) === isThere ? [(likelihoods[i] as number[])[label] as number] : [],
      );
    const least = of(true).reduce((a, b) => Math.min(a, b), 1);
    const elsewhere = of(false).sort((a, b) => b - a);
    const letPass = elsewhere[Math.ceil(elsewhere.length * tolerance) - 1];
    return { intent, likelihood: letPass === undefined ? least : Math.min(least, letPass) };
  });
}
