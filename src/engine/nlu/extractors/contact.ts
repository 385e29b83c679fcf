import { scan, spanOf, type Dimension } from "./dimension";

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}[a-z]{2,24}\b/gi;

export const email: Dimension = (text) =>
  scan(text, EMAIL, (match) => ({ ...spanOf(match), value: match[0], info: { type: "value", value: match[0] } }));

/** Digits with the marks people put between them; what is too short, or a date or a sum, is sorted out below. */
const PHONE =
  /(?<![\w.,:/-])(\+\s?\d{1,3}[\s.-]?)?(\(\d{1,5}\)[\s.-]?)?\d(?:[\s.-]?\d){3,13}(?![\w/:]|[.,-]\d)(?:\s?(?:ext\.?|x)\s?(\d{1,6}))?/gi;
const DATE = /^\d{4}-\d{2}-\d{2}$|^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}$/;

/** Seven to fifteen digits (E.164's most). The value is written as Duckling does: `(+47) 22334455`. */
export const phoneNumber: Dimension = (text) =>
  scan(text, PHONE, (match) => {
    const [written, country, area = "", extension] = match;
    const digits = (extension === undefined ? written : written.replace(/\s?(?:ext\.?|x)\s?\d+$/i, "")).replace(
      /\D/g,
      "",
    );
    const plain = /^\d+$/.test(written);
    if (digits.length < (plain && !country ? 8 : 7) || digits.length > 15 || DATE.test(written)) return null;
    // "10 20 30 40": numbers, where a phone number has a group of three, or is written as Norwegian ones are.
    if (!country && !area && !/\d{3}/.test(written) && !/^[2-9]\d(?:\s\d\d){3}$/.test(written)) return null;
    const code = country?.replace(/\D/g, "");
    const local = code === undefined ? digits : digits.slice(code.length);
    const value = `${code === undefined ? "" : `(+${code}) `}${local}${extension === undefined ? "" : ` ext ${extension}`}`;
    return { ...spanOf(match), value, info: { type: "value", value } };
  });

const DOMAINS =
  "com|org|net|io|dev|app|ai|edu|gov|info|biz|me|tv|xyz|site|online|shop|blog|tech|cloud|eu|uk|us|ca|au|nz|ie|de|fr|nl|be|ch|at|es|it|pt|pl|cz|no|se|dk|fi|is|jp|cn|in|br|za";
const URL = new RegExp(
  `(?<![\\w@./-])(?:(https?|ftp)://[^\\s<>"'\`]{1,1000}|(?:[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?\\.){1,8}(?:${DOMAINS})(?::\\d{1,5})?(?:[/?#][^\\s<>"'\`]{0,1000})?(?![\\w@]|\\.\\w))`,
  "gi",
);

/** Addresses with a scheme, and names that end in a well-known domain; the domain is in the details, in lower case. */
export const url: Dimension = (text) =>
  scan(text, URL, (match) => {
    // The end of the sentence isn't the address's.
    const value = match[0].replace(/[.,;:!?)\]}]{1,20}$/, "");
    const domain = /^(?:[a-z]+:\/\/)?([^/?#:]+)/i.exec(value)?.[1]?.toLowerCase() ?? "";
    if (!domain.includes(".") && domain !== "localhost") return null;
    return { start: match.index, end: match.index + value.length, value, info: { type: "value", value, domain } };
  });
