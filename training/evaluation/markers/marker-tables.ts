import type { SessionMarks } from "./marker-evaluation";

type Cell = string | number;

/** Every event where a marker applies: the table of `rasa evaluate markers`, as CSV. */
export function marksTable(sessions: readonly SessionMarks[]): string {
  const rows = sessions.flatMap(({ senderId, session, marks }) =>
    [...marks].flatMap(([name, events]) =>
      events.map(({ index, precedingUserTurns }): Cell[] => [senderId, session, name, index, precedingUserTurns]),
    ),
  );
  return csv([["sender_id", "session_idx", "marker", "event_idx", "num_preceding_user_turns"], ...rows]);
}

/** Rasa's `stats-overall.csv`: in how many sessions each marker applies, and how many messages of the user came before. */
export function overallTable(sessions: readonly SessionMarks[]): string {
  const all = (marker: string, statistic: string, value: number): Cell[] => [
    "all",
    "nan",
    marker,
    statistic,
    figure(value),
  ];
  const names = markerNames(sessions);
  const overview = names.flatMap((name) => {
    const applied = sessions.filter(({ marks }) => (marks.get(name) ?? []).length > 0).length;
    return [
      all(name, "number_of_sessions_where_marker_applies_at_least_once", applied),
      all(name, "percentage_of_sessions_where_marker_applies_at_least_once", (applied / sessions.length) * 100),
    ];
  });
  const turns = names.flatMap((name) =>
    statistics(sessions.flatMap((session) => turnsOf(session, name))).map(([statistic, value]) =>
      all(name, ofTurns(statistic), value),
    ),
  );
  return csv([STATISTICS_HEADER, all("-", "total_number_of_sessions", sessions.length), ...overview, ...turns]);
}

/** Rasa's `stats-per-session.csv`. */
export function perSessionTable(sessions: readonly SessionMarks[]): string {
  const rows = markerNames(sessions).flatMap((name) =>
    sessions.flatMap((session) =>
      statistics(turnsOf(session, name)).map(([statistic, value]): Cell[] => [
        session.senderId,
        session.session,
        name,
        ofTurns(statistic),
        figure(value),
      ]),
    ),
  );
  return csv([STATISTICS_HEADER, ...rows]);
}

const STATISTICS_HEADER: Cell[] = ["sender_id", "session_idx", "marker", "statistic", "value"];

function markerNames(sessions: readonly SessionMarks[]): string[] {
  return [...(sessions[0]?.marks.keys() ?? [])].sort();
}

function turnsOf({ marks }: SessionMarks, name: string): number[] {
  return (marks.get(name) ?? []).map(({ precedingUserTurns }) => precedingUserTurns);
}

function ofTurns(statistic: string): string {
  return `${statistic}(number of preceding user turns)`;
}

/** NaN where there is nothing to tell of. */
function statistics(values: readonly number[]): [name: string, value: number][] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? NaN;
  const half = sorted.length / 2;
  return [
    ["count", sorted.length],
    ["mean", sorted.reduce((sum, value) => sum + value, 0) / sorted.length],
    ["median", (at(Math.ceil(half) - 1) + at(Math.floor(half))) / 2],
    ["min", at(0)],
    ["max", at(sorted.length - 1)],
  ];
}

/** Three decimals at most. */
function figure(value: number): Cell {
  return Number.isNaN(value) ? "nan" : Math.round(value * 1000) / 1000;
}

function csv(rows: readonly Cell[][]): string {
  return rows.map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

function quoted(cell: Cell): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
