import type { AwsClients } from "../../../../aws/awsClients";
import { fewAtATime } from "../../../../aws/fewAtATime";
import { describeAccount } from "../../../../aws/organization";
import { answerOf } from "../../../cli/awsAnswer";
import type { RoleFact } from "./identityFacts";

/** Accounts that roles trust and that are looked up. Each takes a call. */
const MOST_LOOK_UPS = 20;
const AT_A_TIME = 5;

/**
 * The ids of the accounts of the organisation among those that roles trust. What AWS does not answer counts as outside.
 *
 * @param own ids that are known to be inside.
 */
export async function insidersOf(
    clients: AwsClients,
    own: readonly string[],
    roles: readonly RoleFact[],
): Promise<ReadonlySet<string>> {
    const others = trustedAccounts(roles)
        .filter((id) => !own.includes(id))
        .slice(0, MOST_LOOK_UPS);
    const found = await fewAtATime(others, AT_A_TIME, (id) =>
        answerOf(() => describeAccount(clients.organizationCalls, id)),
    );
    return new Set([
        ...own,
        ...others.filter((_, index) => {
            const answer = found[index];
            return answer && "value" in answer && answer.value !== undefined;
        }),
    ]);
}

/** The ids of accounts that roles trust. */
export function trustedAccounts(roles: readonly RoleFact[]): readonly string[] {
    return [...new Set(roles.flatMap(({ trusts }) => trusts.accounts))].filter((one) => /^\d{12}$/.test(one)).sort();
}
