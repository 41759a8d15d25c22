/** The library of blocks for `baseline`. docs/baseline-blocks.md describes them. */
export { BASELINE_LIBRARY } from "./baselineLibrary";
export type { LibraryBlock } from "./libraryBlock";
export { FUNCTION_ROLE_PATH } from "./template/settingFunction";
