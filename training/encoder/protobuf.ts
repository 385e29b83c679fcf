/** A field of a protobuf message, encoded. */
export type Field = Uint8Array[];

/** An int32, int64, bool or enum. */
export function integer(field: number, value: number): Field {
  return [varint(field * 8), varint(BigInt.asUintN(64, BigInt(value)))];
}

/** A float, of 4 bytes. */
export function float(field: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [varint(field * 8 + 5), bytes];
}

export function text(field: number, value: string): Field {
  return bytes(field, new TextEncoder().encode(value));
}

export function bytes(field: number, value: Uint8Array): Field {
  return [varint(field * 8 + 2), varint(value.length), value];
}

/** A message within a message. */
export function message(field: number, fields: Field[]): Field {
  const parts = fields.flat();
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return [varint(field * 8 + 2), varint(length), ...parts];
}

/** The bytes of a whole message. */
export function encode(fields: Field[]): Uint8Array {
  return new Uint8Array(Buffer.concat(fields.flat()));
}

/** 7 bits a byte, the lowest first; the high bit says that more follow. */
function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}
