export type { Registration } from "./registration";
