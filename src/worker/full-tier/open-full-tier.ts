import {
  BUNDLE_FORMAT,
  loadMetadata,
  metadataSchema,
  type BundleMetadata,
  type CurrentModels,
} from "../../engine/project/bundle";
import {
  ENCODER_FORMAT,
  encoderMetadataSchema,
  RUNTIME_FILES,
  type EncoderMetadata,
} from "../../engine/project/encoder";
import { FULL_FILES } from "../../engine/project/model-files";
import type { Bytes } from "../model-download";
import { ChunkStore, type StoredFile } from "./chunk-store";
import { FullTier, type FullTierOptions } from "./full-tier";
import { reasonToSkip } from "./skip";
import { identity } from "../../identity";

/** The full tier of the models in use; null where they have none. `base` is the address of `models/`. */
export async function openFullTier(
  base: URL,
  current: CurrentModels,
  options: Pick<FullTierOptions, "locks" | "use" | "tell">,
): Promise<FullTier | null> {
  const { encoder } = current;
  if (encoder === undefined) return null;
  const fetched = async (path: string): Promise<Bytes> => {
    const response = await fetch(new URL(path, base));
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  let files: StoredFile[];
  try {
    const [ofBundle, ofEncoder] = await Promise.all([
      loadMetadata(fetched, current.nlu, BUNDLE_FORMAT, metadataSchema),
      loadMetadata(fetched, encoder, ENCODER_FORMAT, encoderMetadataSchema),
    ]);
    files = [
      ...storedFiles(current.nlu, FULL_FILES, ofBundle),
      ...storedFiles(encoder, RUNTIME_FILES, ofEncoder),
      __ENCODER_RUNTIME__,
    ];
  } catch {
    // Offline without them, or of another version than this build's: the lite tier alone.
    return null;
  }
  return new FullTier({
    ...options,
    base,
    files,
    store: new ChunkStore(`${identity.id}-full-tier`),
    reasonToSkip,
    async load(read) {
      // Code that the lite tier does without.
      const { loadFullModel } = await import("./full-model");
      return loadFullModel((path) => (path.endsWith("/metadata.json") ? fetched(path) : read(path)), {
        nlu: current.nlu,
        encoder,
      });
    },
  });
}

/** Throws when the metadata doesn't list one of them. */
function storedFiles(folder: string, names: string[], { files }: BundleMetadata | EncoderMetadata): StoredFile[] {
  return names.map((name) => {
    const file = files[name];
    if (!file) throw new Error(`${folder} has no ${name}`);
    return { path: `${folder}/${name}`, ...file };
  });
}
