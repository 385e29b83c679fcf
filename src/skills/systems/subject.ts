import { fold } from "../find";

/** Words that name no machine. */
const COMMON = new Set(
  (
    "a an the my our your all any of for to at on in with and or is are was were be it do does did how what whats show tell me " +
    "us i you we please health healthy status report state doing going well okay ok fine server servers machine machines host hosts " +
    "system systems box boxes service services node nodes everything up down running alive there right now today since this last past " +
    "over hour hours day days week minutes morning yesterday night rate usage use used figures check check on look looking like can could " +
    "let know when if about above below under percent"
  ).split(" "),
);

/** The machines that a text may speak of: those whose job or name has one of its words. All where none has. */
export function meantBy<T extends { job?: string; instance: string }>(
  text: string,
  all: T[],
): { meant: T[]; word: string | null } {
  const words = (fold(text).match(/[a-z0-9][a-z0-9.-]*/g) ?? []).filter((word) => !COMMON.has(word));
  for (const word of words) {
    const stem = word.length > 3 ? word.replace(/s$/, "") : word;
    const meant = all.filter(({ job = "", instance }) => fold(`${job} ${instance}`).includes(stem));
    if (meant.length > 0 && meant.length < all.length) return { meant, word: stem };
  }
  return { meant: all, word: null };
}
