import type { Clock } from "../../engine/environment";
import { ageInWords } from "../age";
import { countOf, joinWords } from "../phrases";
import type { SystemsCardData } from "./card-data";
import { figure, machineOf } from "./measures";
import { machineInWords, type Overview } from "./overview";
import { meantBy } from "./subject";

/** So many of a kind are named; the card has the others. */
const NAMED = 5;

/** How the machines that a text speaks of are: in words, and as a card. */
export function statusReport(overview: Overview, about: string, clock: Clock): { text: string; card: SystemsCardData } {
  const { meant, word } = meantBy(about, overview.targets);
  const isMeant = (instance: string) => meant.some((target) => target.instance === instance);
  const figures = overview.figures.filter(({ instance }) => isMeant(instance) || word === null);
  const alerts = overview.alerts.filter(({ labels }) => word === null || isMeant(labels["instance"] ?? ""));
  const down = meant.filter(({ isUp }) => !isUp);
  const high = figures.filter(({ measure, value }) => measure.high !== undefined && value >= measure.high);
  const ill = overview.health.filter(({ isWell }) => !isWell);
  const firing = alerts.filter(({ isSilenced }) => !isSilenced);
  const what = word === null ? "" : ` for “${word}”`;

  const lines: string[] = [];
  if (meant.length > 0)
    lines.push(
      down.length === 0
        ? meant.length === 1
          ? `1 target${what} is up.`
          : `All ${meant.length} targets${what} are up.`
        : `${down.length} of ${countOf(meant.length, "target")}${what} ${down.length === 1 ? "is" : "are"} down: ${named(down.map(({ job, instance }) => `${job} on ${machineOf(instance)}`))}.`,
    );
  if (high.length > 0)
    lines.push(
      `High: ${named(high.map(({ measure, instance, value }) => `${measure.title.toLowerCase()} of ${machineOf(instance)} at ${figure(value, measure)}`))}.`,
    );
  const instances = [...new Set(figures.map(({ instance }) => instance))];
  if (instances.length > 0)
    lines.push(
      `${instances
        .slice(0, NAMED)
        .map((instance) => machineInWords(instance, figures))
        .join("; ")}.`,
    );
  for (const { name, words } of ill) lines.push(`${name} isn’t well: ${words.replace(/\.$/, "")}.`);
  const well = overview.health.filter(({ isWell }) => isWell);
  if (well.length > 0)
    lines.push(`${joinWords(well.map(({ name }) => name))} ${well.length === 1 ? "is" : "are"} well.`);
  if (overview.targets.length > 0 || overview.alerts.length > 0)
    lines.push(
      firing.length === 0
        ? `Nothing is firing${what}.`
        : `${countOf(firing.length, "alert")} firing: ${named(firing.map(alertInWords))}.`,
    );
  lines.push(...staleLines(overview, clock));

  return {
    text: lines.join("\n"),
    card: {
      card: "systems",
      targets: meant.map(({ job, instance, isUp }) => ({
        name: machineOf(instance),
        job,
        isUp,
        figures: figures
          .filter((one) => one.instance === instance)
          .map(({ measure, value }) => ({
            title: measure.title,
            text: figure(value, measure),
            isHigh: measure.high !== undefined && value >= measure.high,
          })),
      })),
      alerts: alerts.map(({ name, summary, isSilenced, since }) => ({ name, summary, isSilenced, since })),
      stale: staleLines(overview, clock),
    },
  };
}

export function alertInWords({ name, summary }: { name: string; summary: string }): string {
  return summary === "" ? name : `${name} (${summary.replace(/\.$/, "")})`;
}

/** Whose answers are old, and why. */
export function staleLines({ stale }: Pick<Overview, "stale">, clock: Clock): string[] {
  return stale.map(({ name, at, why }) =>
    at === null
      ? `I have nothing from ${name}: ${why}`
      : `What ${name} says is from ${ageInWords(at, clock.now(), clock.zone)}: ${why}`,
  );
}

function named(all: string[]): string {
  const more = all.length - NAMED;
  return joinWords(more > 0 ? [...all.slice(0, NAMED), `${more} more`] : all);
}
