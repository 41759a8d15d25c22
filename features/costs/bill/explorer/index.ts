export { DayCache } from "./dayCache";
export { ExplorerError } from "./explorerError";
export { ExplorerSource, type ExplorerOptions } from "./explorerSource";
export { NO_RESOURCES } from "./explorerRequest";
