import { execFileSync } from "node:child_process";
import * as path from "node:path";

/** The checkout whose program is tested. */
export const CHECKOUT = path.resolve(__dirname, "../../..");

/** The variables that `toolchain/env` exports. */
let environment: NodeJS.ProcessEnv | undefined;
export function toolchain(): NodeJS.ProcessEnv {
    environment ??= JSON.parse(
        execFileSync(
            "bash",
            ["--norc", "-euc", 'eval "$(toolchain/env)"; exec node -p "JSON.stringify(process.env)"'],
            {
                cwd: CHECKOUT,
                encoding: "utf8",
            },
        ),
    ) as NodeJS.ProcessEnv;
    return environment;
}
