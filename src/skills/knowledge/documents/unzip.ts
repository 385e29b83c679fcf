import { Unzip, UnzipInflate } from "fflate";
import { DocumentFault } from "./document";

/** What a zip may hold. Past any of these it isn't unpacked further. */
const MOST = {
  entries: 20_000,
  entryBytes: 50 * 2 ** 20,
  allBytes: 2 ** 30,
  /** Unpacked to packed, once that many bytes came out. */
  ratio: 150,
  ratioFrom: 10 * 2 ** 20,
};

export interface ZipEntry {
  name: string;
  /** Null where it can't be read. */
  bytes: Uint8Array | null;
}

/**
 * The files of a zip one after the other, as they come: neither the zip nor what is in it is ever in memory as a whole. Throws a
 * DocumentFault where it turns out to hold far more than it should.
 */
export async function* unzip(zip: Blob, wanted: (name: string) => boolean): AsyncGenerator<ZipEntry> {
  const ready: ZipEntry[] = [];
  let [entries, packed, unpacked] = [0, 0, 0];
  let fault: DocumentFault | null = null;
  const stop = (why: string): void => {
    fault ??= new DocumentFault("document.bomb", why);
  };
  const unzipper = new Unzip((file) => {
    if (++entries > MOST.entries) return stop(`It holds more than ${MOST.entries} files.`);
    if (file.name.endsWith("/") || !wanted(file.name)) return;
    const parts: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, data, isLast) => {
      if (error) return void ready.push({ name: file.name, bytes: null });
      size += data.length;
      unpacked += data.length;
      if (size > MOST.entryBytes) stop(`“${file.name}” in it is larger than 50 MB.`);
      if (unpacked > MOST.allBytes) stop("It holds more than 1 GB.");
      if (unpacked > MOST.ratioFrom && unpacked > packed * MOST.ratio) stop("It unpacks to far more than its size.");
      if (fault) return file.terminate();
      parts.push(data);
      if (isLast) ready.push({ name: file.name, bytes: joined(parts, size) });
    };
    file.start();
  });
  unzipper.register(UnzipInflate);
  const reader = zip.stream().getReader();
  try {
    for (let part = await reader.read(); ; part = await reader.read()) {
      packed += part.value?.length ?? 0;
      try {
        // Small pieces: a bomb shows before much of it is unpacked.
        for (const piece of pieces(part.value ?? new Uint8Array())) if (!fault) unzipper.push(piece, false);
        if (part.done && !fault) unzipper.push(new Uint8Array(), true);
      } catch {
        fault ??= new DocumentFault("document.damaged", "It isn't a zip, or only a part of one.");
      }
      yield* ready.splice(0);
      if (fault) throw fault;
      if (part.done) break;
    }
    if (entries === 0) throw new DocumentFault("document.damaged", "It isn't a zip, or it is empty.");
  } finally {
    await reader.cancel();
  }
}

const PIECE = 16 * 1024;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
