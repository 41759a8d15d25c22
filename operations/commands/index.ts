import type { OrgCommand } from "../command";
import { accounts } from "./accounts";
import { add } from "./add";
import { adopt } from "./adopt";
import { close } from "./close";
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
    adopt,
    expiring,
    quarantine,
    releaseQuarantine,
    close,
    resetSandbox,
    handOver,
    recover,
];
