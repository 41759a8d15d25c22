import { DetectionClients } from "../../../aws/detectionClients";
import { delegatedAdministrators } from "../../../aws/organization";
import { DEFAULT_ROLE_NAME } from "../../../definition";
import { partitionOf } from "../../../evaluator/request/endpointRegions";
import { ACCOUNT_ID, textError } from "../../../limits";
import { answerFrom, type AwsAnswer } from "../../cli/awsAnswer";
import type { CommandContext } from "../../cli/commandContext";
import { CommandError, EXIT } from "../../cli/commandError";
import { clientsWith, credentialsFor } from "../../cli/memberCredentials";
import type { KnownAccounts } from "./knownAccounts";

/** A service of AWS that finds resources in all accounts. */
export type SearchService = "resource-explorer" | "config";

/** The principal by which an organisation delegates it, and the names of its endpoints. */
const SERVICES: Readonly<Record<SearchService, { readonly principal: string; readonly endpoint: string }>> = {
    "resource-explorer": { principal: "resource-explorer-2.amazonaws.com", endpoint: "resourceexplorer2" },
    config: { principal: "config.amazonaws.com", endpoint: "configservice" },
};

/** An account in which the service may see the whole organisation. */
export interface SearchAccount {
    readonly id: string;
    /** How messages name it: `audit (111122223333)`, `the management account (123456789012)`. */
    readonly title: string;
    readonly roleName: string;
}

/**
 * The accounts in which a service may see the whole organisation, the most probable first: the one that the user names, those that administer
 * it by the definition, those that do in AWS, and the management account.
 */
export async function searchAccounts(
    context: CommandContext,
    known: KnownAccounts,
    service: SearchService,
    named: string | undefined,
): Promise<readonly SearchAccount[]> {
    if (named !== undefined) return [namedAccount(context, known, named)];
    const { clients, model } = context;
    const { principal } = SERVICES[service];
    const defined = model.features.administratorsOf(principal).flatMap((key) => known.idOf(key) ?? []);
    const { featureSet, managementAccountId } = await clients.organization();
    const found =
        featureSet === "ALL"
            ? (await delegatedAdministrators(clients.organizationCalls, principal)).map(({ id }) => id)
            : [];
    return [...new Set([...defined, ...found, managementAccountId])].map((id) => searchAccount(known, id));
}

/** @throws CommandError if AWS's id of the account is not known. */
function namedAccount(context: CommandContext, known: KnownAccounts, named: string): SearchAccount {
    if (textError(ACCOUNT_ID, named) === undefined) return searchAccount(known, named);
    const { key } = context.account(named);
    const id = known.idOf(key);
    if (id !== undefined) return searchAccount(known, id);
    throw new CommandError(
        `AWS's id of account ${key} is not known: it has not been created. Name another account`,
        EXIT.usage,
    );
}

function searchAccount(known: KnownAccounts, id: string): SearchAccount {
    const account = known.accountOf(id);
    return {
        id,
        title: known.titleOf(id),
        roleName: account?.roleName ?? DEFAULT_ROLE_NAME,
    };
}

/** Clients in that account: its access role, or the caller's own credentials if they are of it. */
export async function clientsIn(
    { clients, settings }: CommandContext,
    { id, roleName }: SearchAccount,
    service: SearchService,
): Promise<AwsAnswer<DetectionClients>> {
    return answerFrom(settings.aws.endpoints, ["sts", SERVICES[service].endpoint], async () => {
        if (id === (await clients.managementAccount())) return DetectionClients.of(clients);
        const arn = `arn:${partitionOf(clients.homeRegion)}:organizations`;
        const credentials = await credentialsFor(clients, settings.aws, { id, arn }, roleName, "org-find");
        return DetectionClients.of(clientsWith(settings.aws, credentials));
    });
}
