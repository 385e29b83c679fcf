import type { Bundle } from "../project/bundle";
import { EncoderFeaturizer } from "./encoder-featurizer";
import type { Interpreter, ParseContext, ParseData } from "./parse-data";
import type { SentenceEncoder } from "./sentence-encoder";
import { TrainedInterpreter } from "./trained-interpreter";
import { WordPieceTokenizer } from "./wordpiece";

/** The full tier: the sentence encoder in front of a pipeline that was trained on its vectors. */
export class FullInterpreter implements Interpreter {
  private readonly featurizer: EncoderFeaturizer;

  constructor(
    private readonly pipeline: TrainedInterpreter,
    vocabulary: readonly string[],
    encoder: SentenceEncoder,
  ) {
    this.featurizer = new EncoderFeaturizer(new WordPieceTokenizer(vocabulary), encoder);
  }

  /** `bundle` holds FULL_FILES. Throws a BundleFault where a file isn't what a pipeline is made of. */
  static load(bundle: Bundle, vocabulary: readonly string[], encoder: SentenceEncoder): FullInterpreter {
    return new FullInterpreter(TrainedInterpreter.load(bundle, "full/"), vocabulary, encoder);
  }

  async parse(text: string, context: ParseContext): Promise<ParseData> {
    const message = this.pipeline.read(text);
    if (message) await this.featurizer.featurize(message);
    return this.pipeline.parse(text, context, message?.tokenVectors);
  }
}
