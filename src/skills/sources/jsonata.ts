/** JSONata, in a part of its own that is loaded when an expression is worked out (expression.ts). */
export { default as jsonata } from "jsonata";
