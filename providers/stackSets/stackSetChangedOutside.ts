import type { PlaceTexts } from "../../aws/organization";
import { listSome, list } from "../../limits";
import type { BlockStackSetState } from "./blockStackSetInputs";
import type { FoundStackSet } from "./stackSetState";

/** How people call what the state keeps. */
const WORDS: ReadonlyMap<string, string> = new Map([
    ["isAutomatic", "automatic deployment"],
    ["targets", "the units that are its targets"],
    ["keepsStacks", "what happens with the stacks of accounts that leave"],
]);

/** What to say of changes that somebody has made outside of the stack. Empty if there are none. @param places names accounts that the state does not have. */
export async function stackSetChangedOutside(
    before: BlockStackSetState,
    found: FoundStackSet,
    places: PlaceTexts,
): Promise<string> {
    const { missing, foreign, outdated, changed } = found;
    const names = new Map(before.accounts.map(({ id, name }) => [id, name]));
    const named = (ids: readonly string[]): string =>
        listSome(ids.map((id) => ((names.get(id) ?? id) === id ? id : `${names.get(id) ?? ""} (${id})`)));
    const what = `baseline block ${before.block}`;
    return [
        ...(changed.length === 0
            ? []
            : [
                  `outside of this stack, the StackSet of ${what} was changed (${list(changed.map((key) => WORDS.get(key) ?? key))}); \`up --refresh\` takes that back`,
              ]),
        ...(missing.length === 0
            ? []
            : [
                  `outside of this stack, ${what} was taken away from ${named(missing)}; \`up --refresh\` gives it again`,
              ]),
        ...(foreign.length === 0
            ? []
            : [
                  `outside of this stack, ${what} was given to ${await places.accounts(foreign)}; \`up --refresh\` takes it away`,
              ]),
        ...(outdated.length === 0
            ? []
            : [
                  `${what} is not up to date in ${named(outdated)}: an operation outside of this stack has failed or was stopped; \`up --refresh\` repeats it`,
              ]),
    ].join("\n");
}
