import type { Problem } from "../../definition";
import type { ExistingState, Findings } from "../../definition/feature";
import type { OrganizationModel } from "../../definition/model";
import { otherAccessRole } from "./judgements/accessRoleJudgements";
import { appointments } from "./judgements/appointmentJudgements";
import { sharedAccountChanges } from "./judgements/accountJudgements";
import { regionChanges } from "./judgements/regionJudgements";
import type { SecurityJudgement } from "./judgements/securityJudgement";
import { switchChanges } from "./judgements/switchJudgements";
import { trailChanges } from "./judgements/trailJudgements";
import { NOTHING_FOUND, type FoundSecurity } from "./plan/foundSecurity";
import type { SecurityModel } from "./securityModel";

/**
 * Judges what a run changes of security: what would be lost or doubled is refused, then what people should know.
 *
 * @param found undefined where nobody asked AWS.
 */
export function reviewSecurity(
    model: SecurityModel,
    before: ExistingState,
    found: FoundSecurity | undefined,
    organization: OrganizationModel,
): Findings {
    const inAws = found ?? NOTHING_FOUND;
    const judgements: readonly SecurityJudgement[] = [
        sharedAccountChanges(model, before),
        otherAccessRole(model, before, organization),
        trailChanges(model, before, inAws),
        appointments(model, inAws),
        switchChanges(model, before, inAws),
        regionChanges(model, before),
    ];
    const problem = ({ path, message }: SecurityJudgement["refused"][number]): Problem => ({
        place: before.placeOf?.(path) ?? { file: "" },
        path,
        message,
    });
    return {
        problems: judgements.flatMap(({ refused }) => refused.map(problem)),
        warnings: [...judgements.flatMap(({ warnings }) => warnings), ...inAws.unread],
    };
}
