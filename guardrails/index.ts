export { type Guardrail } from "./guardrail";
export { KIND_GUARDRAILS } from "./unitKindGuardrails";
export { LIBRARY, QUARANTINE, STOP_SPENDING } from "./library";
export { sparedRolesAdvice } from "./exemptingPolicy";
