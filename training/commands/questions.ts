import { createInterface } from "node:readline";

/** Questions to whoever sits at the terminal, or to a script on stdin: one answer a line. */
export class Questions {
  private readonly input = createInterface({ input: process.stdin, output: process.stdout });
  private readonly lines: AsyncIterator<string, undefined> = this.input[Symbol.asyncIterator]();

  /** Without the spaces around it; null when the input has ended. */
  async ask(question: string): Promise<string | null> {
    this.input.setPrompt(question);
    this.input.prompt();
    const line = await this.lines.next();
    return line.done ? null : line.value.trim();
  }

  close(): void {
    this.input.close();
  }
}
