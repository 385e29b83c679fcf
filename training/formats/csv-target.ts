import { closest } from "./closest";
import type { CsvRow, CsvTable } from "./csv-reader";
import type { ReadLog } from "./read-log";
import type { Place } from "./types";

/** Values of a column that stand for "not known", in any case. */
const MISSING = new Set(["", "?", "-", "na", "n/a", "nan", "null", "none"]);

export function isMissing(value: string): boolean {
  return MISSING.has(value.toLowerCase());
}

/**
 * The rows of which the target is known, or null where they can't be learnt from, with what is wrong in the log: a classifier needs
 * two classes, and two rows of each.
 */
export function classRows(table: CsvTable, target: string, log: ReadLog): CsvRow[] | null {
  const { file, columns } = table;
  const start: Place = { file, line: 1, column: 1 };
  const column = columns.indexOf(target);
  if (column < 0) {
    const near = closest(target, columns) ?? columns.slice(0, 10).join(", ");
    log.error(
      start,
      "csv.target",
      `There is no column "${target}". Name one of the first line with --target: ${near}.`,
    );
    return null;
  }
  if (columns.length === 1) {
    log.error(start, "csv.target", `"${target}" is the only column: there is nothing to tell it from. Add another.`);
    return null;
  }
  const rows = table.rows.filter(({ values, line }) => {
    if (!isMissing(values[column] ?? "")) return true;
    log.warning({ file, line, column: 1 }, "csv.target-missing", `This row has no "${target}", and is skipped.`);
    return false;
  });
  const first = rows[0];
  if (!first) {
    log.error(start, "csv.no-rows", `There are no rows with a "${target}" under the line of names. Add some.`);
    return null;
  }
  const byClass = new Map<string, CsvRow[]>();
  for (const row of rows) {
    const name = row.values[column] ?? "";
    const of = byClass.get(name) ?? [];
    of.push(row);
    byClass.set(name, of);
  }
  if (byClass.size === 1) {
    const message = `Every row has the "${target}" ${first.values[column]}: there is nothing to tell apart. Add rows of another.`;
    log.error({ file, line: first.line, column: 1 }, "csv.one-class", message);
    return null;
  }
  const alone = [...byClass.values()].filter((of) => of.length === 1).flat();
  if (alone.length > byClass.size / 2) {
    const message = `${alone.length} of the ${byClass.size} values of "${target}" stand in one row only: these are no classes. Name another column with --target.`;
    log.error({ file, line: alone[0]?.line ?? 1, column: 1 }, "csv.single-row", message);
    return null;
  }
  for (const { values, line } of alone) {
    const message = `This is the only row with the "${target}" ${values[column]}: it can't be trained on and tested too. Add another, or remove it.`;
    log.error({ file, line, column: 1 }, "csv.single-row", message);
  }
  return alone.length > 0 ? null : rows;
}
