import { MANAGEMENT_ACCOUNT_KEY } from "../../../definition/access";
import { EXIT } from "../../cli/commandError";
import type { CommandOutcome } from "../../cli/orgCommand";
import {
    combinedDecision,
    explainedSessions,
    sessionsOfOthers,
    type AskedIdentity,
    type SessionDecision,
} from "./explainedSessions";
import { MANAGEMENT_ACCOUNT_WORD, type ExplainRequest } from "./explainRequest";
import { manyActionsText } from "./manySessionActions";
import { holdersJson, noAccessText } from "./noAccessText";
import { sessionJson } from "./sessionJson";
import { sessionsText } from "./sessionText";

const EXPECTED: Readonly<Record<string, readonly SessionDecision[]>> = {
    allowed: ["allowed"],
    denied: ["denied", "no access"],
};

/**
 * The answer for a person or group of the definition.
 *
 * @param expected `allowed`, `denied`, or undefined if any answer is as good.
 */
export function answerForIdentity(request: ExplainRequest, identity: AskedIdentity, expected?: string): CommandOutcome {
    const { account, hierarchy, actions, notes, question } = request;
    const sessions = explainedSessions(request, identity);
    const decisions = actions.map((action) => ({ action, decision: combinedDecision(sessions, action) }));
    const others = sessions.length === 0 ? sessionsOfOthers(request, identity) : [];
    const { region, resource, context } = question;
    const asked = {
        account: account.key === MANAGEMENT_ACCOUNT_KEY ? MANAGEMENT_ACCOUNT_WORD : account.key,
        accountId: hierarchy.account,
        [identity.holder.kind]: identity.holder.key,
        ...(region !== undefined && { region }),
        ...(resource !== undefined && { resource }),
        ...(context && { context }),
        notes,
        ...(sessions.length === 0 && { othersWithAccess: holdersJson(others) }),
    };
    const [only] = decisions;
    const isOne = only !== undefined && decisions.length === 1;
    const answerOf = ({ action, decision }: (typeof decisions)[number]): object => ({
        action,
        decision,
        permissionSets: sessions.map((one) => sessionJson(one, action)),
    });
    const wanted = expected === undefined ? undefined : EXPECTED[expected];
    return {
        text:
            sessions.length === 0
                ? noAccessText(request, identity, others)
                : isOne
                  ? sessionsText(request, identity, sessions, only.action)
                  : manyActionsText(request, identity, sessions),
        json: { ...asked, ...(isOne ? answerOf(only) : { actions: decisions.map(answerOf) }) },
        code: wanted && !decisions.every(({ decision }) => wanted.includes(decision)) ? EXIT.found : EXIT.done,
    };
}
