import type { Person } from "../../storage/schema";

/** The first way to reach somebody, as it stands beside their name; empty where none is known. */
export function firstWay({ phones, emails }: Pick<Person, "phones" | "emails">): string {
  return phones[0]?.number ?? emails[0]?.address ?? "";
}
