import type { AccountEvent } from "../../definition/feature";
import { list } from "../../limits";
import type { DelegationModel } from "./delegationModel";

/** What people should know before something happens to an account that administers services. */
export function wordsOnAdministrator(
    { accounts }: DelegationModel,
    key: string,
    event: AccountEvent["kind"],
): readonly string[] {
    if (event === "addition") return [];
    const services = accounts.get(key)?.administers ?? [];
    if (services.length === 0) return [];
    const administers = `It administers ${list(services)} for the whole organisation`;
    return event === "quarantine"
        ? [`${administers}: nobody can do so in it while it is quarantined.`]
        : [
              `${administers}: remove it from delegatedAdministrators, and run \`up\`, before it is closed or leaves. AWS removes no account that administers a service.`,
          ];
}
