/** The order in which a run registers its resources, as a plain value. It is decided here and carried out by program/register/. */
export { order, type RegistrationOrder } from "./registrationOrder";
export type { RegistrationItem, RegistrationStep } from "./registrationStep";
