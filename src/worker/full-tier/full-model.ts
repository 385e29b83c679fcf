import { FullInterpreter } from "../../engine/nlu/full-interpreter";
import type { Interpreter, ParseContext } from "../../engine/nlu/parse-data";
import { loadBundle, loadFile, loadMetadata } from "../../engine/project/bundle";
import { ENCODER_FILES, ENCODER_FORMAT, encoderMetadataSchema } from "../../engine/project/encoder";
import { FULL_FILES } from "../../engine/project/model-files";
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
    const interpreter = FullInterpreter.load(
      bundle,
      new TextDecoder().decode(vocabulary).trimEnd().split("\n"),
      encoder,
    );
    await interpreter.parse(WARM_UP, { now: 0, zone: "UTC" });
    return new RunningModel(interpreter, encoder);
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

/** Knows of the message that is being read, so that its encoder is not taken away under it. */
class RunningModel implements FullModel {
  readonly interpreter: Interpreter;
  private reading: Promise<unknown> = Promise.resolve();

  constructor(
    interpreter: Interpreter,
    private readonly encoder: OnnxEncoder,
  ) {
    this.interpreter = {
      parse: (text: string, context: ParseContext) => {
        const parsed = Promise.resolve(interpreter.parse(text, context));
        this.reading = Promise.allSettled([this.reading, parsed]).then(() => undefined);
        return parsed;
      },
    };
  }

  async dispose(): Promise<void> {
    await this.reading;
    await this.encoder.dispose();
  }
}
