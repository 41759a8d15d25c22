import type { OrgCommand } from "../command";
import { accounts } from "./accounts";
import { add } from "./add";
import { close } from "./close";
import { effect } from "./effect";
import { expiring } from "./expiring";
import { handOver } from "./handOver";
import { quarantine } from "./quarantine";
import { recover } from "./recover";
import { releaseQuarantine } from "./releaseQuarantine";
import { resetSandbox } from "./resetSandbox";

/** All commands, in the order in which `org --help` lists them. */
export const COMMANDS: readonly OrgCommand[] = [
    accounts,
    add,
    expiring,
    effect,
    quarantine,
    releaseQuarantine,
    close,
    resetSandbox,
    handOver,
    recover,
];
