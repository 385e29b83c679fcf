import { containerBootstrap, type Container } from "@nlpjs/core";
import { LangEn } from "@nlpjs/lang-en-min";
import { Nlp } from "@nlpjs/nlp";
import type { LoadSystem } from "../contender";

/** The only file of a saved nlp.js model. */
export const MODEL_FILE = "model.nlp";

/**
 * nlp.js 4.27 as its documentation sets it up for the web: core, nlp and the English language without the sentiment dictionary. `extend`
 * adds to the container before nlp.js is made of it.
 */
export async function createNlpjs(extend: (container: Container) => void = () => undefined): Promise<Nlp> {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangEn);
  extend(container);
  const nlp = container.get("nlp", {});
  // A line an epoch on the console.
  nlp.nluManager.settings.log = false;
  nlp.settings.autoSave = false;
  // Nobody else measured here reads moods: the same work.
  nlp.settings.calculateSentiment = false;
  nlp.addLanguage("en");
  return nlp;
}

/** Intents alone: nlp.js without NER, its default. */
export const load: LoadSystem = async (read) => {
  const nlp = await createNlpjs();
  nlp.import(new TextDecoder().decode(await read(MODEL_FILE)));
  return readerOf(nlp);
};

/** As Sotto's fallback is undone to measure, so is "None": the likeliest intent counts, however unlikely. */
export function readerOf(nlp: Nlp): Awaited<ReturnType<LoadSystem>> {
  return async (text) => {
    const { classifications, entities } = await nlp.process("en", text);
    return {
      intent: classifications.find(({ intent }) => intent !== "None")?.intent ?? null,
      entities: entities.map(({ entity, start, end }) => ({ entity, start, end: end + 1 })),
    };
  };
}
