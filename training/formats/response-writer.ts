import type { ResponseVariation } from "../../src/engine/project/domain";

/** The map under `responses:`, by name. */
export function responseItems(responses: Readonly<Record<string, ResponseVariation[]>>): Record<string, object[]> {
  return Object.fromEntries(
    Object.entries(responses).map(([name, variations]) => [
      name,
      variations.map(({ condition, ...said }) => ({
        ...(condition.length > 0 && { condition: condition.map((slot) => ({ type: "slot", ...slot })) }),
        ...said,
      })),
    ]),
  );
}
