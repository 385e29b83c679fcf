/**
 * Features are known by 32-bit FNV-1a hashes of their kind and text, so that none needs a string of its own. Among the tens of
 * thousands of features of a model, two share a hash about once in ten models, and then they share a row: harmless.
 */
export const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** Adds one UTF-16 code unit (or any small number) to a hash. */
export function hashCode(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV_PRIME);
}

export function hashText(hash: number, text: string): number {
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash;
}

/** The start of a kind of features: hashes of different kinds never meet by having the same text. */
export function hashKind(kind: string): number {
  return hashCode(hashText(FNV_OFFSET, kind), 0x1f);
}

/** A growing list of hashes that is cleared and used again, so that reading a message allocates nothing for it. */
export class HashList {
  values = new Int32Array(512);
  length = 0;

  push(hash: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = hash;
  }
}
