import type { ArticleText } from "./segment";
import { emptyRows, setRow, type Rows, type TextVectors } from "./vectors";

/** Vectors of all passages, with the headings that they stand under; null once `goesOn` says to stop. */
export async function rowsOf(vectors: TextVectors, texts: readonly ArticleText[]): Promise<Rows>;
export async function rowsOf(
  vectors: TextVectors,
  texts: readonly ArticleText[],
  goesOn: () => Promise<boolean>,
): Promise<Rows | null>;
export async function rowsOf(
  vectors: TextVectors,
  texts: readonly ArticleText[],
  goesOn?: () => Promise<boolean>,
): Promise<Rows | null> {
  const total = texts.reduce((sum, { spans }) => sum + spans.length, 0);
  const rows = emptyRows(total, vectors.size);
  let row = 0;
  for (const { title, spans } of texts)
    for (const { headings, words } of spans) {
      if (goesOn && !(await goesOn())) return null;
      setRow(rows, row++, await vectors.of([title, ...headings, words].join(". ")));
    }
  return rows;
}
