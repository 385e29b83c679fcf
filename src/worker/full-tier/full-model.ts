import { FullInterpreter } from "../../engine/nlu/full-interpreter";
import type { Interpreter, ParseContext } from "../../engine/nlu/parse-data";
import { WordPieceTokenizer } from "../../engine/nlu/wordpiece";
import { loadBundle, loadFile, loadMetadata } from "../../engine/project/bundle";
import { ENCODER_FILES, ENCODER_FORMAT, encoderMetadataSchema } from "../../engine/project/encoder";
import { FULL_FILES } from "../../engine/project/model-files";
import { encoderVectors } from "../../skills/knowledge/retrieval/encoder-vectors";
import type { TextVectors } from "../../skills/knowledge/retrieval/vectors";
import type { Bytes } from "../model-download";
import type { FullModel } from "./full-tier";
import { OnnxEncoder } from "./onnx-encoder";

/** Read before the first message, so that it is as fast as the next. */
const WARM_UP = "remind me to water the plants tomorrow at nine";

/** Verifies the full tier's files and starts it. Rejects with a BundleFault that names the file at fault. */
export async function loadFullModel(
  read: (path: string) => Promise<Bytes>,
  folders: { nlu: string; encoder: string },
): Promise<FullModel> {
  const { encoder: folder } = folders;
  const metadata = await loadMetadata(read, folder, ENCODER_FORMAT, encoderMetadataSchema);
  const [bundle, config, vocabulary, model, runtime] = await Promise.all([
    loadBundle(read, folders.nlu, FULL_FILES),
    loadFile(read, folder, "config.json", metadata),
    loadFile(read, folder, ENCODER_FILES.vocabulary, metadata),
    loadFile(read, folder, ENCODER_FILES.model, metadata),
    loadRuntime(read),
  ]);
  const encoder = await OnnxEncoder.start({ config, model, runtime });
  try {
    const pieces = new TextDecoder().decode(vocabulary).trimEnd().split("\n");
    const interpreter = FullInterpreter.load(bundle, pieces, encoder);
    await interpreter.parse(WARM_UP, { now: 0, zone: "UTC" });
    const vectors = encoderVectors(encoder, new WordPieceTokenizer(pieces), folder.replaceAll("/", " "));
    return new RunningModel(interpreter, vectors, encoder);
  } catch (error) {
    await encoder.dispose();
    throw error;
  }
}

async function loadRuntime(read: (path: string) => Promise<Bytes>): Promise<Bytes> {
  const { path, ...file } = __ENCODER_RUNTIME__;
  const [folder = "", name = ""] = path.split("/");
  const gzipped = await loadFile(read, folder, name, { files: { [name]: file } });
  const unpacked = new Response(gzipped).body?.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** Knows of what is being read, so that its encoder is not taken away under it. */
class RunningModel implements FullModel {
  readonly interpreter: Interpreter;
  readonly vectors: TextVectors;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    interpreter: Interpreter,
    vectors: TextVectors,
    private readonly encoder: OnnxEncoder,
  ) {
    this.interpreter = {
      parse: (text: string, context: ParseContext) => this.whileReading(interpreter.parse(text, context)),
    };
    this.vectors = { ...vectors, of: (text) => this.whileReading(vectors.of(text)) };
  }

  private whileReading<T>(work: T | Promise<T>): Promise<T> {
    const read = Promise.resolve(work);
    this.reading = Promise.allSettled([this.reading, read]).then(() => undefined);
    return read;
  }

  async dispose(): Promise<void> {
    await this.reading;
    await this.encoder.dispose();
  }
}
