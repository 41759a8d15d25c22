import * as pulumi from "@pulumi/pulumi";
import type { UnitsInAws } from "../identity";
import { providerClients } from "../openStack/providerSettings";

/** Asks AWS about units, with the stack's credentials. */
export function unitsInAws(): UnitsInAws {
    const clients = providerClients();
    const unanswered = (what: string, error: unknown): pulumi.RunError =>
        new pulumi.RunError(
            `AWS does not say ${what}, which has to be known before units are created, taken over or deleted.\n${String(error)}`,
        );
    return {
        async childrenOf(ParentId) {
            try {
                const { paginateListOrganizationalUnitsForParent } = await import("@aws-sdk/client-organizations");
                const units: { id: string; name: string }[] = [];
                const pages = paginateListOrganizationalUnitsForParent(
                    { client: await clients.organizations() },
                    { ParentId },
                );
                for await (const { OrganizationalUnits = [] } of pages) {
                    for (const { Id, Name } of OrganizationalUnits) if (Id && Name) units.push({ id: Id, name: Name });
                }
                return units;
            } catch (error) {
                // A unit that is gone from AWS is told where it is registered.
                if (error instanceof Error && error.name === "ParentNotFoundException") return [];
                throw unanswered(
                    `which units are below ${ParentId} (organizations:ListOrganizationalUnitsForParent)`,
                    error,
                );
            }
        },
        async parentOf(ChildId) {
            try {
                const { ListParentsCommand } = await import("@aws-sdk/client-organizations");
                const { Parents } = await (await clients.organizations()).send(new ListParentsCommand({ ChildId }));
                return Parents?.[0]?.Id;
            } catch (error) {
                if (error instanceof Error && error.name === "ChildNotFoundException") return undefined;
                throw unanswered(`where unit ${ChildId} is (organizations:ListParents)`, error);
            }
        },
    };
}
