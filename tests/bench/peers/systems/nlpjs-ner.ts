import { BuiltinMicrosoft } from "@nlpjs/builtin-microsoft";
import type { Nlp } from "@nlpjs/nlp";
import type { LoadSystem } from "../contender";
import { createNlpjs, MODEL_FILE, readerOf } from "./nlpjs";

/**
 * nlp.js with its NER: Microsoft's recognisers (what node-nlp brings: dates, numbers, money, addresses...) and the annotated values of the
 * training data as enums. Enums are matched exactly (threshold 1): at the default of 0.8 every message is compared with every value by
 * Levenshtein distance, which takes seconds a message with the 12,000 values of SNIPS.
 */
export async function createNlpjsWithNer(): Promise<Nlp> {
  const nlp = await createNlpjs((container) => {
    container.register("extract-builtin-??", new BuiltinMicrosoft({}, container), true);
  });
  nlp.forceNER = true;
  nlp.ner.settings.threshold = 1;
  return nlp;
}

export const load: LoadSystem = async (read) => {
  const nlp = await createNlpjsWithNer();
  nlp.import(new TextDecoder().decode(await read(MODEL_FILE)));
  return readerOf(nlp);
};
