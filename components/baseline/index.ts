/** What is set up inside the accounts of an organisation: blocks, each a StackSet. */
export { BlockStackSet, type BlockAccountArgs, type BlockStackSetArgs, type BlockTargetArgs } from "./blockStackSet";
