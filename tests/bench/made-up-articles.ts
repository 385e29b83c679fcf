const SECTIONS = 10;
const WORDS_A_SECTION = 90;
/** Words. */
const PAGE = 300;

export const PAGES_AN_ARTICLE = (SECTIONS * WORDS_A_SECTION) / PAGE;

/** Articles of ten passages each in words that mean nothing, and questions in the same; common words come often, as in any text (Zipf). */
export function madeUpArticles(random: () => number) {
  const vocabulary = Array.from({ length: 30_000 }, (_, i) => madeUpWord(i));
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? "";
  const words = (count: number) => Array.from({ length: count }, word).join(" ");
  const sentences = () => Array.from({ length: WORDS_A_SECTION / 15 }, () => `${words(15)}.`).join(" ");
  return {
    article: (i: number): string => {
      const sections = Array.from({ length: SECTIONS }, () => `## ${words(2)}\n\n${sentences()}`);
      return `# Article ${i} ${word()}\n\n${sections.join("\n\n")}\n`;
    },
    question: () => words(8),
  };
}

function madeUpWord(i: number): string {
  const syllables = "ba co di fe gu ha jo ki lu me no pa ri so tu va wi xe yo za".split(" ");
  let left = i + 400;
  let made = "";
  for (; left > 0; left = Math.floor(left / syllables.length)) made += syllables[left % syllables.length];
  return made;
}
