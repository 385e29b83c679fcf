import type { Interpreter, ParseContext, ParseData } from "../../engine/nlu/parse-data";

/** The full tier with the lite one behind it: what the full one fails to read, and all after it, the lite one reads. */
export class GuardedInterpreter implements Interpreter {
  private isBroken = false;

  /** `onBreak` is called once. */
  constructor(
    private readonly full: Interpreter,
    private readonly lite: Interpreter,
    private readonly onBreak: (error: unknown) => void,
  ) {}

  async parse(text: string, context: ParseContext): Promise<ParseData> {
    if (!this.isBroken) {
      try {
        return await this.full.parse(text, context);
      } catch (error) {
        if (!this.isBroken) this.onBreak(error);
        this.isBroken = true;
      }
    }
    return this.lite.parse(text, context);
  }
}
