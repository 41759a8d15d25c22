/**
 * AWS's rules that can be checked before AWS is called: as data, in this one folder, each with its source and the day it was read.
 *
 * They move: on 2026-05-15 service control policies went from 5 attached of 5,120 characters to 10 of 10,240. Whoever
 * changes a figure changes its `source` with it.
 */
export * from "./policyTypes";
export * from "./text";
export * from "./organization";
export * from "./account";
export * from "./serviceAccess";
export * from "./visible";
export * from "./messageText";
