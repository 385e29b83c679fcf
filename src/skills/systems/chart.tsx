import { figure } from "./measures";
import type { SeriesCardData } from "./card-data";
import styles from "./card.module.css";

const WIDTH = 320;
const HEIGHT = 120;
/** Of the drawing, for the numbers beside it. */
const LEFT = 36;
const BOTTOM = 18;
const ROWS = 12;

/** Lines over time, drawn as SVG; the same numbers stand in a table below. */
export function Chart({ title, unit, zone, lines }: Pick<SeriesCardData, "title" | "unit" | "zone" | "lines">) {
  const points = lines.flatMap(({ points }) => points);
  const [first, ...rest] = points;
  if (!first) return null;
  const range = rest.reduce(
    ({ from, to, least, most }, [at, value]) => ({
      from: Math.min(from, at),
      to: Math.max(to, at),
      least: Math.min(least, value),
      most: Math.max(most, value),
    }),
    { from: first[0], to: first[0], least: Math.min(0, first[1]), most: first[1] },
  );
  const { from, to, least, most } = range;
  const x = (at: number) => LEFT + ((at - from) / Math.max(1, to - from)) * (WIDTH - LEFT - 4);
  const y = (value: number) =>
    HEIGHT - BOTTOM - ((value - least) / Math.max(1e-9, most - least)) * (HEIGHT - BOTTOM - 8);
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    ...(to - from > 86_400_000 && { day: "numeric", month: "short" }),
  });
  return (
    <>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${title} over time; the numbers are below`}
      >
        {[least, most].map((value) => (
          <g key={value}>
            <line className={styles.grid} x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} />
            <text className={styles.label} x={LEFT - 4} y={y(value) + 4} textAnchor="end">
              {figure(value, { unit: "" })}
            </text>
          </g>
        ))}
        <text className={styles.label} x={LEFT} y={HEIGHT - 4}>
          {clock.format(from)}
        </text>
        <text className={styles.label} x={WIDTH} y={HEIGHT - 4} textAnchor="end">
          {clock.format(to)}
        </text>
        {lines.map(({ name, points }, i) => (
          <polyline
            key={name}
            className={styles.line}
            data-line={i}
            points={points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ")}
          />
        ))}
      </svg>
      <ul className={styles.legend}>
        {lines.map(({ name, points }, i) => (
          <li key={name}>
            <span className={styles.swatch} data-line={i} aria-hidden="true" />
            {name}: {figure(points.at(-1)?.[1] ?? 0, { unit })}
          </li>
        ))}
      </ul>
      <details className={styles.numbers}>
        <summary>Numbers</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              {lines.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sampled(lines[0]?.points ?? []).map(([at]) => (
              <tr key={at}>
                <th scope="row">{clock.format(at)}</th>
                {lines.map(({ name, points }) => (
                  <td key={name}>{valueAt(points, at, unit)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** As many as a table may have, the last among them. */
function sampled(points: [number, number][]): [number, number][] {
  const step = Math.max(1, Math.ceil(points.length / ROWS));
  return points.filter((_, i) => (points.length - 1 - i) % step === 0);
}

function valueAt(points: [number, number][], at: number, unit: string): string {
  const found = points.find(([time]) => time >= at);
  return found ? figure(found[1], { unit }) : "";
}
