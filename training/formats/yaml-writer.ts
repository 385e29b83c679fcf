import { Document, Scalar, visit } from "yaml";

/**
 * Rasa takes `\uXXXX` for an escape wherever it stands, and `${NAME}` outside quotes for an environment variable; line ends and control
 * characters need escapes of their own.
 */
const NEEDS_QUOTES = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFEFF]|\\u|\$\{/u;

/** Sections as a file of today's format; those that are empty are left out. */
export function writeYaml(sections: Record<string, unknown>): string {
  const version = new Scalar("3.1");
  version.type = Scalar.QUOTE_DOUBLE;
  const filled = Object.entries(sections).filter(([, section]) => !isEmpty(section));
  return yamlText({ version, ...Object.fromEntries(filled) });
}

/** A value as YAML 1.2 that reads back as the same. */
function yamlText(value: object): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      const { value: text, type } = scalar;
      if (type === undefined && typeof text === "string" && NEEDS_QUOTES.test(text)) scalar.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}

function isEmpty(section: unknown): boolean {
  if (Array.isArray(section)) return section.length === 0;
  return typeof section === "object" && section !== null && Object.keys(section).length === 0;
}
