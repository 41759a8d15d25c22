export { type Guardrail } from "./guardrail";
export { KIND_GUARDRAILS } from "./unitKindGuardrails";
export { LIBRARY, QUARANTINE } from "./library";
