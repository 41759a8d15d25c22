export { ExplorerError } from "./explorerError";
export { explorerAmounts, explorerRequest, NO_RESOURCES } from "./explorerRequest";
export { ExplorerSource, type ExplorerOptions } from "./explorerSource";
