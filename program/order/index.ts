/** The order in which a run registers things, as a plain value: it is decided here, and carried out by program/register/. */
export { order, type RegistrationOrder } from "./registrationOrder";
export type { RegistrationItem, RegistrationStep } from "./registrationStep";
