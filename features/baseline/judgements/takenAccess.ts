import type { Findings } from "../../../definition/feature";
import type { OrganizationModel } from "../../../definition/model";
import { listSome, STACK_SETS_SERVICE } from "../../../limits";
import type { BaselineSide } from "../effect/blockSide";
import type { JudgedBaseline } from "./judgedBaseline";

/**
 * Refuses to end the access of StackSets to the organisation in the run that takes the last blocks away: Pulumi deletes at the end of a run, and
 * AWS then no longer lets anybody delete a stack.
 */
export function takenAccess(
    before: BaselineSide,
    { withoutServiceAccess = [] }: Pick<OrganizationModel, "withoutServiceAccess">,
    at: JudgedBaseline["placed"],
): Findings {
    if (before.size === 0 || !withoutServiceAccess.includes(STACK_SETS_SERVICE)) return { problems: [], warnings: [] };
    const blocks = [...before.keys()].sort();
    const problem = at(
        ["organization", "withoutServiceAccess"],
        `ends the access of CloudFormation's StackSets, but the accounts still have the stacks of ${listSome(blocks)}, which AWS could not delete any more. First remove \`baseline\` alone and run \`up\`; end the access after that`,
    );
    return { problems: [problem], warnings: [] };
}
