import { diffArrays, diffWordsWithSpace } from "diff";

/** A part of a line. */
export type Part = { kind: "same" | "added" | "removed"; text: string };

/** What differs between two texts, line by line; what is the same around it is only counted. */
export type Row =
  { kind: "added" | "removed" | "changed" | "same"; parts: Part[] } | { kind: "skipped"; lines: number };

/** Lines of what stayed that are shown before and after what changed. */
const AROUND = 1;

/** Longer lines than this aren't compared word by word (characters). */
const LONGEST_LINE = 5_000;

/** Where more lines than this went and came, the texts have nothing to do with each other, and comparing them would take too long. */
const MOST_EDITS = 2_000;

/** The differences of two texts; none where they are the same. */
export function differences(before: string, after: string): Row[] {
  const rows: (Row & { parts: Part[] })[] = [];
  const removed: string[] = [];
  const added: string[] = [];
  const settle = () => {
    rows.push(...paired(removed.splice(0), added.splice(0)));
  };
  const [old, now] = [linesOf(before), linesOf(after)];
  const changes = diffArrays(old, now, { maxEditLength: MOST_EDITS }) ?? [
    { value: old, removed: true, added: false },
    { value: now, removed: false, added: true },
  ];
  for (const { value, added: isAdded, removed: isRemoved } of changes) {
    if (isRemoved) removed.push(...value);
    else if (isAdded) added.push(...value);
    else {
      settle();
      rows.push(...value.map((text) => ({ kind: "same" as const, parts: [{ kind: "same" as const, text }] })));
    }
  }
  settle();
  return folded(rows);
}

/** How many lines each way; for saying it in words. */
export function countsOf(rows: readonly Row[]): Record<"added" | "removed" | "changed", number> {
  const count = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind).length;
  return { added: count("added"), removed: count("removed"), changed: count("changed") };
}

/** Without the empty ones: between paragraphs stands one anyway. */
function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

/** A line that went and one that came in its place are one that changed, where they have words in common. */
function paired(removed: readonly string[], added: readonly string[]): (Row & { parts: Part[] })[] {
  const rows: (Row & { parts: Part[] })[] = [];
  for (let i = 0; i < Math.max(removed.length, added.length); i++) {
    const [before, after] = [removed[i], added[i]];
    const parts = before !== undefined && after !== undefined ? wordsOf(before, after) : null;
    if (parts) {
      rows.push({ kind: "changed", parts });
      continue;
    }
    if (before !== undefined) rows.push({ kind: "removed", parts: [{ kind: "removed", text: before }] });
    if (after !== undefined) rows.push({ kind: "added", parts: [{ kind: "added", text: after }] });
  }
  return rows;
}

/** Null where the two lines have less than a third in common: then nobody could read it. */
function wordsOf(before: string, after: string): Part[] | null {
  if (before.length > LONGEST_LINE || after.length > LONGEST_LINE) return null;
  const parts = diffWordsWithSpace(before, after).map(({ value, added, removed }): Part => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
  const same = parts.filter(({ kind }) => kind === "same").reduce((sum, { text }) => sum + text.trim().length, 0);
  return same * 3 < Math.max(before.length, after.length) ? null : parts;
}

function folded(rows: readonly (Row & { parts: Part[] })[]): Row[] {
  const isNear = (at: number) =>
    rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== "same");
  const result: Row[] = [];
  rows.forEach((row, i) => {
    if (isNear(i)) return void result.push(row);
    const last = result.at(-1);
    if (last?.kind === "skipped") last.lines++;
    else result.push({ kind: "skipped", lines: 1 });
  });
  return result.every(({ kind }) => kind === "skipped") ? [] : result;
}
