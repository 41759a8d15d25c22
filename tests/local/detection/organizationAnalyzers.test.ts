import assert from "node:assert/strict";
import {
    AccessAnalyzerClient,
    CreateAnalyzerCommand,
    DeleteAnalyzerCommand,
    GetAnalyzerCommand,
    ListAnalyzersCommand,
    type CreateAnalyzerCommandInput,
} from "@aws-sdk/client-accessanalyzer";
import {
    DeregisterDelegatedAdministratorCommand,
    RegisterDelegatedAdministratorCommand,
} from "@aws-sdk/client-organizations";
import { newDetection } from "./newDetection";

const PRINCIPAL = "access-analyzer.amazonaws.com";

describe("Access Analyzer in the local AWS", () => {
    const world = newDetection();
    let audit: AccessAnalyzerClient;
    beforeEach(() => {
        audit = new AccessAnalyzerClient(world.in(world.audit));
    });
    const create = (
        type: CreateAnalyzerCommandInput["type"],
        analyzerName = "a",
        configuration?: CreateAnalyzerCommandInput["configuration"],
    ): Promise<unknown> => audit.send(new CreateAnalyzerCommand({ analyzerName, type, configuration }));
    const delegate = async (): Promise<void> => {
        await world.trust(PRINCIPAL);
        await world.organizations.send(
            new RegisterDelegatedAdministratorCommand({ AccountId: world.audit, ServicePrincipal: PRINCIPAL }),
        );
    };

    it("makes an analyzer of the organisation for a delegated administrator only", async () => {
        await assert.rejects(create("ORGANIZATION"), { name: "AccessDeniedException" });
        await delegate();
        await create("ORGANIZATION");
        const read = async () => (await audit.send(new GetAnalyzerCommand({ analyzerName: "a" }))).analyzer;
        assert.equal((await read())?.status, "ACTIVE");
        await world.organizations.send(
            new DeregisterDelegatedAdministratorCommand({ AccountId: world.audit, ServicePrincipal: PRINCIPAL }),
        );
        assert.equal((await read())?.statusReason?.code, "DELEGATED_ADMINISTRATOR_DEREGISTERED");
        await audit.send(new DeleteAnalyzerCommand({ analyzerName: "a" }));
        await assert.rejects(read(), { name: "ResourceNotFoundException" });
    });

    it("has AWS's limits and defaults", async () => {
        await delegate();
        await create("ORGANIZATION_UNUSED_ACCESS");
        const { analyzer } = await audit.send(new GetAnalyzerCommand({ analyzerName: "a" }));
        assert.deepEqual(analyzer?.configuration, { unusedAccess: { unusedAccessAge: 90 } });
        await assert.rejects(create("ACCOUNT", "a"), { name: "ConflictException" });
        await assert.rejects(
            create("ORGANIZATION_UNUSED_ACCESS", "b", { unusedAccess: { unusedAccessAge: 400 } }),
            /between 1 and 365/,
        );
        await create("ACCOUNT", "external");
        await assert.rejects(create("ACCOUNT", "external-2"), { name: "ServiceQuotaExceededException" });
        const { analyzers = [] } = await audit.send(new ListAnalyzersCommand({ type: "ACCOUNT" }));
        assert.deepEqual(
            analyzers.map(({ name }) => name),
            ["external"],
        );
    });
});
