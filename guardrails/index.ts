export { type Guardrail } from "./guardrail";
export { KIND_GUARDRAILS } from "./kinds";
export { LIBRARY, QUARANTINE } from "./library";
