/** What we use of nlp.js 4.27, which has no types of its own. */
declare module "@nlpjs/core" {
  export interface Container {
    use(component: unknown): void;
    register(name: string, component: unknown, isSingleton: boolean): void;
    get(name: "nlp", settings: object): import("@nlpjs/nlp").Nlp;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module "@nlpjs/nlp" {
  export interface Result {
    /** Best first. "None" is nlp.js's own, for messages that share no word with the training data. */
    classifications: { intent: string; score: number }[];
    /** `end` is inclusive. Several of one entity get `_0`, `_1`... as alias; `entity` stays. */
    entities: { entity: string; start: number; end: number }[];
  }
  export class Nlp {
    settings: { autoSave: boolean; calculateSentiment: boolean };
    nluManager: { settings: { log?: boolean } };
    forceNER: boolean;
    ner: { settings: { threshold?: number } };
    addLanguage(locale: string): void;
    addDocument(locale: string, text: string, intent: string): void;
    addNerRuleOptionTexts(locale: string, entity: string, option: string, texts: string[]): void;
    train(): Promise<unknown>;
    process(locale: string, text: string): Promise<Result>;
    export(minified: boolean): string;
    import(json: string): void;
  }
}

declare module "@nlpjs/lang-en-min" {
  export const LangEn: unknown;
}

declare module "@nlpjs/builtin-microsoft" {
  export class BuiltinMicrosoft {
    constructor(settings: object, container: import("@nlpjs/core").Container);
  }
}
