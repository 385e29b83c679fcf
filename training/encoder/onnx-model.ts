import { bytes, encode, float, integer, message, text, type Field } from "./protobuf";

/** The element types used here, by their numbers in onnx.proto. */
export const ONNX_TYPES = { float32: 1, uint8: 2, int32: 6, int64: 7, float16: 10 } as const;

export type OnnxType = keyof typeof ONNX_TYPES;

/** Attributes of an operator: whole numbers are INT, `{ float }` is FLOAT, lists are INTS. */
export type Attributes = Record<string, number | { float: number } | number[]>;

/** Uint16Array holds the bits of float16. */
type TensorData = Float32Array | Uint8Array | Uint16Array | BigInt64Array;

/** The domain of ONNX Runtime's own operators; "" is ONNX's. */
export const MICROSOFT = "com.microsoft";

const OPSET = { "": 17, [MICROSOFT]: 1 };
/** The format's version that goes with opset 17. */
const IR_VERSION = 8;

/** A graph in the making, written as an ONNX file (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto; field numbers are from there). */
export class OnnxModel {
  private readonly nodes: Field[] = [];
  private readonly initializers: Field[] = [];
  private readonly inputs: Field[] = [];
  private readonly outputs: Field[] = [];

  constructor(private readonly name: string) {}

  /** A dimension given by a name is known only when the model runs. */
  input(name: string, type: OnnxType, shape: (number | string)[]): string {
    this.inputs.push(message(11, valueInfo(name, type, shape)));
    return name;
  }

  output(name: string, type: OnnxType, shape: (number | string)[]): void {
    this.outputs.push(message(12, valueInfo(name, type, shape)));
  }

  constant(name: string, shape: number[], data: TensorData): string {
    const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    const dimensions = shape.map((size) => integer(1, size));
    this.initializers.push(message(5, [...dimensions, integer(2, typeOf(data)), text(8, name), bytes(9, raw)]));
    return name;
  }

  /** Adds an operator of one output, and returns that output's name, which is the operator's own. */
  node(operator: string, inputs: string[], name: string, attributes: Attributes = {}, domain = ""): string {
    this.split(operator, inputs, [name], attributes, domain);
    return name;
  }

  /** An operator with more than one output. */
  split(operator: string, inputs: string[], outputs: string[], attributes: Attributes = {}, domain = ""): void {
    this.nodes.push(
      message(1, [
        ...inputs.map((input) => text(1, input)),
        ...outputs.map((output) => text(2, output)),
        text(3, outputs[0] ?? operator),
        text(4, operator),
        ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
        text(7, domain),
      ]),
    );
  }

  encode(): Uint8Array {
    const graph = [...this.nodes, text(2, this.name), ...this.initializers, ...this.inputs, ...this.outputs];
    const opsets = Object.entries(OPSET).map(([domain, version]) => message(8, [text(1, domain), integer(2, version)]));
    return encode([integer(1, IR_VERSION), text(2, "sotto"), message(7, graph), ...opsets]);
  }
}

function attribute(name: string, value: Attributes[string]): Field {
  if (typeof value === "number") return message(5, [text(1, name), integer(3, value), integer(20, 2)]);
  if (Array.isArray(value))
    return message(5, [text(1, name), ...value.map((item) => integer(8, item)), integer(20, 7)]);
  return message(5, [text(1, name), float(2, value.float), integer(20, 1)]);
}

function valueInfo(name: string, type: OnnxType, shape: (number | string)[]): Field[] {
  const dimensions = shape.map((size) => message(1, [typeof size === "number" ? integer(1, size) : text(2, size)]));
  return [text(1, name), message(2, [message(1, [integer(1, ONNX_TYPES[type]), message(2, dimensions)])])];
}

function typeOf(data: TensorData): number {
  if (data instanceof Float32Array) return ONNX_TYPES.float32;
  if (data instanceof Uint8Array) return ONNX_TYPES.uint8;
  return data instanceof Uint16Array ? ONNX_TYPES.float16 : ONNX_TYPES.int64;
}
