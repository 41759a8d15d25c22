import type { OrgCommand } from "../command";
import { accessRole } from "./accessRole";
import { accounts } from "./accounts";
import { add } from "./add";
import { adopt } from "./adopt";
import { check } from "./check";
import { close } from "./close";
import { effect } from "./effect";
import { effective } from "./effective";
import { expiring } from "./expiring";
import { explain } from "./explain";
import { handOver } from "./handOver";
import { quarantine } from "./quarantine";
import { recover } from "./recover";
import { releaseQuarantine } from "./releaseQuarantine";
import { resetSandbox } from "./resetSandbox";

/** All commands, in the order in which `org --help` lists them. */
export const COMMANDS: readonly OrgCommand[] = [
    accounts,
    check,
    effective,
    explain,
    add,
    accessRole,
    adopt,
    expiring,
    effect,
    quarantine,
    releaseQuarantine,
    close,
    resetSandbox,
    handOver,
    recover,
];
