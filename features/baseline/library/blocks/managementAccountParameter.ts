import { z } from "zod";

/** A parameter of blocks whose setting matters in the management account too. */
export const managementAccount = z
    .boolean()
    .default(false)
    .describe(
        "Whether the management account gets the setting too. No StackSet reaches that account, so the AWS provider sets it there.",
    );
