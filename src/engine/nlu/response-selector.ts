import type { Weights } from "../project/weights";
import { LiteClassifier } from "./lite-classifier";
import type { Component, Message } from "./message";
import type { Intent } from "./parse-data";
import type { ClassifierSettings, ResponseSelectorSettings } from "./pipeline-settings";
import { DEFAULT_SELECTOR, responseNameOf } from "./response-selection";

const RANKING_LENGTH = 10;

/**
 * Rasa's ResponseSelector: of the responses of a retrieval intent, the one that fits the message. As in Rasa it reads every message,
 * whatever its intent. The network is LiteModel's, with response keys in the place of intents. It sees the words
 * alone: the entities that others found would differ between training and use.
 */
export class ResponseSelector implements Component {
  private readonly classifier: LiteClassifier;

  constructor(
    private readonly settings: ResponseSelectorSettings,
    weights: Weights,
  ) {
    const own = weights.under(weightsPrefix(settings.retrievalIntent));
    this.classifier = new LiteClassifier(classifierSettings(settings), own);
  }

  process(message: Message): void {
    const ranking = this.rank(message).map(({ name, confidence }) => ({ intent_response_key: name ?? "", confidence }));
    const [best] = ranking;
    if (!best) return;
    const { retrievalIntent, retrievalIntents, responses } = this.settings;
    message.responseSelection = {
      ...message.responseSelection,
      all_retrieval_intents: retrievalIntents,
      [retrievalIntent ?? DEFAULT_SELECTOR]: {
        response: {
          responses: responses.find(({ key }) => key === best.intent_response_key)?.variations ?? [],
          ...best,
          utter_action: responseNameOf(best.intent_response_key),
        },
        ranking: ranking.slice(0, RANKING_LENGTH),
      },
    };
  }

  /** All response keys, best first. */
  rank(message: Message): Intent[] {
    const read = withoutFindings(message);
    this.classifier.process(read);
    return read.ranking;
  }

  /** What each expert says, one logit a response key: for those who fit the scales. */
  experts(message: Message): Float32Array[] {
    return this.classifier.experts(withoutFindings(message));
  }
}

/** The message as a selector sees it. */
function withoutFindings(message: Message): Message {
  return { ...message, entities: [], ranking: [] };
}

/** The network as a classifier of response keys. */
export function classifierSettings({ features, responses, scales }: ResponseSelectorSettings): ClassifierSettings {
  const intents = responses.map(({ key }) => key);
  return { name: "DIETClassifier", features, intents, labels: [], splitByComma: [], scales, scope: null };
}

/** Before the names of a selector's weights, so that one file holds several networks. */
export function weightsPrefix(retrievalIntent: string | null): string {
  return `responses/${retrievalIntent ?? DEFAULT_SELECTOR}/`;
}
