/** `tokenizer.json` and `tokenizer_config.json` for transformers.js: BERT's uncased tokenizer over `pieces`, in the order of their ids. */
export function tokenizerFiles(pieces: readonly string[], maxTokens: number): [string, unknown][] {
  const special = {
    pad_token: "[PAD]",
    unk_token: "[UNK]",
    cls_token: "[CLS]",
    sep_token: "[SEP]",
    mask_token: "[MASK]",
  };
  const id = (piece: string): number => pieces.indexOf(piece);
  const added = Object.values(special)
    .map((content) => ({
      id: id(content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    }))
    .sort((a, b) => a.id - b.id);
  const placed = (piece: string): object => ({ SpecialToken: { id: piece, type_id: 0 } });
  const named = (piece: string): object => ({ id: piece, ids: [id(piece)], tokens: [piece] });
  const tokenizer = {
    version: "1.0",
    truncation: { max_length: maxTokens, strategy: "LongestFirst", stride: 0 },
    padding: null,
    added_tokens: added,
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [placed("[CLS]"), { Sequence: { id: "A", type_id: 0 } }, placed("[SEP]")],
      pair: [
        placed("[CLS]"),
        { Sequence: { id: "A", type_id: 0 } },
        placed("[SEP]"),
        { Sequence: { id: "B", type_id: 1 } },
        { SpecialToken: { id: "[SEP]", type_id: 1 } },
      ],
      special_tokens: { "[CLS]": named("[CLS]"), "[SEP]": named("[SEP]") },
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, index) => [piece, index])),
    },
  };
  const config = { tokenizer_class: "BertTokenizer", do_lower_case: true, model_max_length: maxTokens, ...special };
  return [
    ["tokenizer.json", tokenizer],
    ["tokenizer_config.json", config],
  ];
}
