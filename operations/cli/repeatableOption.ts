import { Option } from "commander";

/**
 * An option that takes one value each time it is given. A command whose arguments are any number of words has only such lists: an option that
 * takes all words after it would swallow an argument, and nobody would see that.
 */
export class RepeatableOption extends Option {
    /** @param flags those of a list, such as `--tag <key=value...>`. */
    constructor(flags: string, description: string) {
        super(flags.replace("...>", ">"), `${description}; may be given several times`);
        this.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
    }
}

/** Whether an option takes several values, by its flags in commander's notation. */
export function isList(flags: string): boolean {
    return flags.endsWith("...>");
}
