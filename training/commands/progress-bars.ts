import type { Output, Progress } from "./output";

/** A bar for each stage of a long work, which comes when the stage begins and goes when it is done. */
export class ProgressBars {
  private readonly bars = new Map<string, Progress>();

  constructor(private readonly output: Output) {}

  update(title: string, done: number, total: number, note?: string): void {
    const bar = this.bars.get(title) ?? this.output.progress(title);
    this.bars.set(title, bar);
    bar.update(done, total, note);
    if (done < total) return;
    bar.end();
    this.bars.delete(title);
  }
}
