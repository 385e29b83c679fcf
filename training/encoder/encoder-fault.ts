export type EncoderFaultCode =
  | "encoder.file-missing"
  | "encoder.file-damaged"
  | "encoder.hash-mismatch"
  | "encoder.architecture"
  | "encoder.download";

/** An encoder that can't be made or used: the file at fault, what was expected of it and what to do, in one message. */
export class EncoderFault extends Error {
  override readonly name = "EncoderFault";

  constructor(
    readonly code: EncoderFaultCode,
    readonly file: string,
    message: string,
  ) {
    super(message);
  }
}
