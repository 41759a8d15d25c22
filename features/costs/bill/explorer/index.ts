export { DayCache } from "./dayCache";
export { ExplorerError } from "./explorerError";
export { NO_RESOURCES } from "./explorerRequest";
export { ExplorerSource, type ExplorerOptions } from "./explorerSource";
