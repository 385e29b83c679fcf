import { escapeLine } from "./read-text";

/** Writes Markdown block by block: headings, paragraphs, items of lists and tables. */
export class MarkdownWriter {
  private readonly blocks: string[] = [];
  private words = "";
  /** What stands before the words of the block: "## ", "- ". */
  private mark = "";
  /** Of each open list: the number of its next item, or null where it has none. */
  private readonly lists: (number | null)[] = [];
  private rows: string[][] = [];
  private cell = false;

  /** Adds words to the block; line breaks in them count as blanks, but for one alone. */
  write(text: string): void {
    this.words += text;
  }

  openHeading(depth: number): void {
    this.endBlock();
    if (!this.cell) this.mark = `${"#".repeat(depth)} `;
  }

  openList(isNumbered: boolean): void {
    this.endBlock();
    this.lists.push(isNumbered ? 1 : null);
  }

  closeList(): void {
    this.endBlock();
    this.lists.pop();
  }

  openItem(): void {
    this.endBlock();
    const number = this.lists.at(-1);
    const indent = "   ".repeat(Math.max(0, this.lists.length - 1));
    this.mark = `${indent}${typeof number === "number" ? `${number}.` : "-"} `;
    if (typeof number === "number") this.lists[this.lists.length - 1] = number + 1;
  }

  openRow(): void {
    if (!this.cell) this.endBlock();
    this.closeCell();
    this.rows.push([]);
  }

  openCell(): void {
    this.closeCell();
    if (this.rows.length === 0) this.rows.push([]);
    this.cell = true;
    this.words = "";
  }

  closeTable(): void {
    this.closeCell();
    const width = Math.max(0, ...this.rows.map((row) => row.length));
    const line = (row: readonly string[]) => `| ${Array.from({ length: width }, (_, i) => row[i] ?? "").join(" | ")} |`;
    const [head, ...others] = this.rows;
    if (head && width > 0) this.blocks.push([line(head), `|${" --- |".repeat(width)}`, ...others.map(line)].join("\n"));
    this.rows = [];
  }

  endBlock(): void {
    if (this.cell) {
      this.words += " ";
      return;
    }
    const words = this.taken();
    if (words !== "") this.push(words);
    if (words !== "" || this.mark.trim().startsWith("#")) this.mark = "";
  }

  /** The text; the writer is empty then. */
  end(): string {
    this.closeTable();
    this.endBlock();
    return `${this.blocks.join("\n\n")}\n`;
  }

  private push(words: string): void {
    const isItem = /(?:-|\d+\.) $/.test(this.mark);
    // A paragraph that goes on in an item stands under it.
    const indent = !isItem && this.mark === "" && this.lists.length > 0 ? "   ".repeat(this.lists.length) : "";
    const block = `${this.mark}${indent}${words}`;
    const last = this.blocks.at(-1);
    if (isItem && last !== undefined && /^\s*(?:-|\d+\.) /.test(last))
      this.blocks[this.blocks.length - 1] = `${last}\n${block}`;
    else this.blocks.push(block);
  }

  private closeCell(): void {
    if (!this.cell) return;
    this.rows.at(-1)?.push(this.taken());
    this.cell = false;
  }

  private taken(): string {
    const words = this.words.replace(/\s+/gu, " ").trim();
    this.words = "";
    return escapeLine(words);
  }
}
