import type { DetectionClients } from "../../../aws/detectionClients";
import type { AdministeredService, FoundServiceAdministrator } from "../plan/foundSecurity";
import { SECURITY_RESOURCES } from "../plan/securityResources";
import type { SecurityModel } from "../securityModel";
import type { SecurityQuestions } from "./securityQuestions";

/** Who administers a service in a region, as the management account sees it. */
type Appointment = (region: string, clients: DetectionClients) => Promise<string | undefined>;

interface AskedService {
    readonly service: AdministeredService;
    readonly title: string;
    readonly type: string;
    readonly appointed: Appointment;
    /** Names of exceptions by which the service says that nobody is appointed. */
    readonly absent: readonly string[];
}

const SERVICES: readonly AskedService[] = [
    {
        service: "guardDuty",
        title: "GuardDuty",
        type: SECURITY_RESOURCES.guardDutyAdministrator,
        absent: [],
        appointed: async (region, clients) => {
            const { ListOrganizationAdminAccountsCommand } = await import("@aws-sdk/client-guardduty");
            const client = await clients.guardDuty(region);
            const { AdminAccounts = [] } = await client.send(new ListOrganizationAdminAccountsCommand({}));
            return AdminAccounts[0]?.AdminAccountId;
        },
    },
    {
        service: "securityHub",
        title: "Security Hub",
        type: SECURITY_RESOURCES.hubAdministrator,
        absent: [],
        appointed: async (region, clients) => {
            const { ListOrganizationAdminAccountsCommand } = await import("@aws-sdk/client-securityhub");
            const client = await clients.securityHub(region);
            const { AdminAccounts = [] } = await client.send(new ListOrganizationAdminAccountsCommand({}));
            return AdminAccounts[0]?.AccountId;
        },
    },
    {
        service: "inspector",
        title: "Inspector",
        type: SECURITY_RESOURCES.inspectorAdministrator,
        absent: ["ResourceNotFoundException"],
        appointed: async (region, clients) => {
            const { ListDelegatedAdminAccountsCommand } = await import("@aws-sdk/client-inspector2");
            const client = await clients.inspector(region);
            const { delegatedAdminAccounts = [] } = await client.send(new ListDelegatedAdminAccountsCommand({}));
            return delegatedAdminAccounts[0]?.accountId;
        },
    },
    {
        service: "macie",
        title: "Macie",
        type: SECURITY_RESOURCES.macieAdministrator,
        absent: [],
        appointed: async (region, clients) => {
            const { ListOrganizationAdminAccountsCommand } = await import("@aws-sdk/client-macie2");
            const client = await clients.macie(region);
            const { adminAccounts = [] } = await client.send(new ListOrganizationAdminAccountsCommand({}));
            return adminAccounts[0]?.accountId;
        },
    },
];

/** The administrators that AWS has already, of what the state lacks. Security Hub is asked in the home region only. */
export async function findAppointed(
    model: SecurityModel,
    questions: SecurityQuestions,
): Promise<readonly FoundServiceAdministrator[]> {
    const asked = SERVICES.filter(({ service }) => model[service] !== undefined).flatMap((one) => {
        const isHub = one.service === "securityHub";
        const regions = isHub ? model.regions.slice(0, 1) : model.regions;
        return regions
            .filter((region) => !questions.has(one.type, isHub ? HUB : region))
            .map((region) => ({ ...one, region }));
    });
    const found = await Promise.all(
        asked.map(async ({ service, title, region, appointed, absent }) => {
            const accountId = await questions.ask(
                `who administers ${title} in ${region}`,
                () => appointed(region, questions.management),
                absent,
            );
            return accountId === undefined ? [] : [{ service, region, accountId }];
        }),
    );
    return found.flat();
}

/** The name of Security Hub's resources in the stack. */
export const HUB = "security-hub";
