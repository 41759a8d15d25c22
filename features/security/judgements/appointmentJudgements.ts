import { list } from "../../../limits";
import { SWITCH_FACTS } from "../language/switchTable";
import type { FoundSecurity } from "../plan/foundSecurity";
import type { SecurityModel } from "../securityModel";
import type { SecurityJudgement } from "./securityJudgement";

/** A service has one administrator. AWS would refuse a second half way through the run. */
export function appointments(model: SecurityModel, { administrators, ids }: FoundSecurity): SecurityJudgement {
    const others = administrators.filter(({ accountId }) => accountId !== ids.audit);
    const services = [...new Set(others.map(({ service }) => service))];
    return {
        refused: services.map((service) => {
            const found = others.filter((one) => one.service === service);
            const accounts = [...new Set(found.map(({ accountId }) => accountId))];
            return {
                path: ["security", service],
                message:
                    `account ${list(accounts)} administers ${SWITCH_FACTS[service].title} in ${list(found.map(({ region }) => region))} already, and AWS allows one account. ` +
                    `Name that account: security: { audit: <its key> }. To appoint ${model.audit ?? "another"}, remove the other one in the console of the service first, in every region: its members stay as they are`,
            };
        }),
        warnings: [],
    };
}
