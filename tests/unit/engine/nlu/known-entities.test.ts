import { describe, expect, it } from "vitest";
import { KnownEntities } from "../../../../src/engine/nlu/known-entities";
import { normaliseWord } from "../../../../src/engine/nlu/normalise";
import { tokenize } from "../../../../src/engine/nlu/tokenizer";
import { countKnown } from "../../../../training/nlu/examples";
import { example } from "../../training/nlu/tiny-project";

const LABELS = [{ entity: "artist" }, { entity: "city" }];
const EXAMPLES = [
  example("play", "play [New York Dolls](artist)"),
  example("weather", "rain in [New York](city)"),
  example("weather", "snow in [New York](city)"),
];

function words(text: string): string[] {
  return tokenize(text).map((token) => normaliseWord(token.text));
}

describe("known entities", () => {
  const counts = countKnown(EXAMPLES, LABELS);
  const known = new KnownEntities(counts.hashes(), LABELS.length);
  const find = (text: string): string[] =>
    known.find(words(text), tokenize(text)).map(({ start, end }) => text.slice(start, end));

  it("are found wherever their words stand, the longer and the shorter", () => {
    expect(find("are the new york dolls in York")).toEqual(["new york", "new york dolls"]);
    expect(find("york new dolls")).toEqual([]);
    expect(find("")).toEqual([]);
  });

  it("say as what they are known", () => {
    const [city, artist] = known.find(words("new york dolls"), tokenize("new york dolls"));
    const [other] = known.find(words("New York"), tokenize("New York"));
    expect(other?.hash).toBe(city?.hash);
    expect(artist?.hash).not.toBe(city?.hash);
  });

  it("aren't known to the only example that names them", () => {
    const findIn = (text: string, label: number, first: number, last: number): string[] =>
      counts
        .find(words(text), tokenize(text), [{ label, first, last }])
        .map(({ start, end }) => text.slice(start, end));
    expect(findIn("play New York Dolls", 0, 1, 3)).toEqual(["New York"]);
    expect(findIn("rain in New York", 1, 2, 3)).toEqual(["New York"]);
  });
});
