import assert from "node:assert/strict";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { AccountAccessProvider } from "../../../providers/accountAccessProvider";
import type { AccountAccessInputs } from "../../../providers/identityCenter/accountAccessInputs";
import { IdentityCenterCalls } from "../../../providers/identityCenter/identityCenterCalls";
import type { PartlyDoneError } from "../../../providers/identityCenter/partlyDone";

const SET = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";

function inputs(accounts: readonly string[], more: Partial<AccountAccessInputs> = {}): AccountAccessInputs {
    return {
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        region: "eu-central-1",
        permissionSetArn: SET,
        principalType: "GROUP",
        principalId: "g-1",
        accounts,
        principal: "group developers",
        permissionSet: "Developer",
        ...more,
    };
}

interface Sent {
    readonly TargetId?: string;
    readonly AccountId?: string;
    readonly AccountAssignmentCreationRequestId?: string;
    readonly AccountAssignmentDeletionRequestId?: string;
}

/** What the provider tells the user meanwhile. */
async function saidDuring(run: () => Promise<unknown>): Promise<readonly unknown[]> {
    const said: unknown[] = [];
    const output = console;
    const log = output.log.bind(output);
    output.log = (text: unknown) => said.push(text);
    try {
        await run();
    } finally {
        output.log = log;
    }
    return said;
}

const named = (name: string, message = name): Error => Object.assign(new Error(message), { name });

/** An AWS in which one group has one permission set in some accounts. */
class OneGroup {
    readonly has: Set<string>;
    readonly calls: string[] = [];
    /** By account: AWS's reason in the background. */
    readonly reasons = new Map<string, string>();
    /** The next creations and deletions throw these. */
    readonly thrown: Error[] = [];
    /** Accounts that are closed, and those that have left the organisation. */
    readonly closed = new Set<string>();
    readonly left = new Set<string>();
    /** The next questions about an operation throw these. */
    readonly unanswered: Error[] = [];
    isThere = true;
    running = 0;
    most = 0;

    constructor(...has: string[]) {
        this.has = new Set(has);
    }

    provider(): AccountAccessProvider {
        const client = { send: (command: object) => this.#send(command as never) };
        return new AccountAccessProvider(
            new IdentityCenterCalls(
                {
                    ssoAdmin: () => Promise.resolve(client as unknown as SSOAdminClient),
                    organizations: () => Promise.resolve(client as unknown as OrganizationsClient),
                    isLocal: true,
                },
                () => Promise.resolve(),
            ),
        );
    }

    count(operation: string): number {
        return this.calls.filter((call) => call === operation).length;
    }

    // eslint-disable-next-line @typescript-eslint/require-await -- AWS's errors are rejections
    async #send({ constructor, input }: { constructor: { name: string }; input: Sent }): Promise<unknown> {
        const operation = constructor.name.replace(/Command$/, "");
        this.calls.push(operation);
        switch (operation) {
            case "ListAccountAssignmentsForPrincipal":
                if (!this.isThere) throw named("ResourceNotFoundException");
                return {
                    AccountAssignments: [...this.has].map((AccountId) => ({
                        AccountId,
                        PermissionSetArn: SET,
                        PrincipalId: "g-1",
                    })),
                };
            case "DescribeAccount":
                if (this.left.has(input.AccountId ?? "")) throw named("AccountNotFoundException");
                return { Account: { State: this.closed.has(input.AccountId ?? "") ? "CLOSED" : "ACTIVE" } };
            case "CreateAccountAssignment":
                return { AccountAssignmentCreationStatus: this.#start(input) };
            case "DeleteAccountAssignment":
                return { AccountAssignmentDeletionStatus: this.#start(input) };
            case "DescribeAccountAssignmentCreationStatus":
                return {
                    AccountAssignmentCreationStatus: this.#end(input.AccountAssignmentCreationRequestId ?? "", true),
                };
            default:
                return {
                    AccountAssignmentDeletionStatus: this.#end(input.AccountAssignmentDeletionRequestId ?? "", false),
                };
        }
    }

    #start({ TargetId: RequestId = "" }: Sent): object {
        const error = this.thrown.shift();
        if (error) throw error;
        this.most = Math.max(this.most, ++this.running);
        return { RequestId, Status: "IN_PROGRESS" };
    }

    #end(account: string, isGiven: boolean): object {
        const error = this.unanswered.shift();
        if (error) throw error;
        this.running--;
        const FailureReason = this.reasons.get(account);
        if (FailureReason !== undefined) return { Status: "FAILED", FailureReason };
        if (isGiven) this.has.add(account);
        else this.has.delete(account);
        return { Status: "SUCCEEDED" };
    }
}

async function failureOf(run: Promise<unknown>): Promise<PartlyDoneError<AccountAccessInputs>> {
    return run.then(
        () => assert.fail("it did not fail"),
        (error: unknown) => error as PartlyDoneError<AccountAccessInputs>,
    );
}

describe("the provider of access", () => {
    it("gives what is missing only, so that a killed run goes on, and never more than 15 at a time", async () => {
        const aws = new OneGroup("1", "2");
        const accounts = Array.from({ length: 60 }, (_, index) => String(index + 1)).sort();
        const { id, outs } = await aws.provider().create(inputs(accounts));
        assert.equal(id, `GROUP,g-1,${SET}`);
        assert.deepEqual(outs, inputs(accounts));
        assert.equal(aws.count("CreateAccountAssignment"), 58);
        assert.equal(aws.most, 15);
    });

    it("repeats a call while AWS is busy or changes the same", async () => {
        const aws = new OneGroup();
        for (const name of ["ThrottlingException", "TooManyRequestsException", "ConflictException"]) {
            aws.thrown.push(named(name));
        }
        await aws.provider().create(inputs(["1"]));
        assert.deepEqual([...aws.has], ["1"]);
    });

    it("takes away only what it has given", async () => {
        const aws = new OneGroup("1", "2", "by hand");
        await aws.provider().update("id", inputs(["1", "2"]), inputs(["2", "3"]));
        assert.deepEqual([...aws.has].sort(), ["2", "3", "by hand"]);
    });

    it("keeps what was done, names each account with AWS's reason, and does not lose where its code is", async () => {
        const aws = new OneGroup("1");
        aws.reasons
            .set("1", "Received a 409 status error")
            .set("3", "account 3 is locked")
            .set("4", "account 4 is locked");
        const given = { ...inputs(["2", "3", "4"]), __provider: "the code" };
        const error = await failureOf(aws.provider().update("id", inputs(["1"]), given));
        assert.deepEqual(error.reasons, [
            "2 accounts (3 and 4): AWS did not give group developers Developer: account (the account) is locked",
            "account 1: AWS did not take Developer away from group developers: Received a 409 status error",
        ]);
        assert.deepEqual(error.properties, { ...inputs(["1", "2"]), __provider: "the code" });
    });

    it("is not in the state if nobody has got anything", async () => {
        const aws = new OneGroup();
        aws.reasons.set("1", "no");
        const error = await failureOf(aws.provider().create(inputs(["1"])));
        assert.equal(error.id, undefined);
    });

    it("keeps in the state what AWS has begun to give, because nobody would take it away otherwise", async () => {
        const aws = new OneGroup();
        aws.unanswered.push(new Error("socket hang up"));
        const provider = aws.provider();
        const error = await failureOf(provider.create(inputs(["1"])));
        assert.deepEqual(error.reasons, [
            "account 1: AWS has begun to give group developers Developer, and how it ended is not known: socket hang up",
        ]);
        assert.deepEqual(error.properties, inputs(["1"]));
        // AWS goes on. The next run looks at what is there, also for an account that the definition does not name any more.
        aws.has.add("1");
        await provider.update(error.id, error.properties, inputs([]));
        assert.deepEqual([...aws.has], []);
    });

    it("is deleted although an account has left or is closed", async () => {
        const aws = new OneGroup("1", "2", "3");
        aws.closed.add("2");
        aws.left.add("3");
        aws.reasons.set("2", "AWS SSO is unable to complete your request").set("3", "Account 3 not found");
        await aws.provider().delete("id", inputs(["1", "2", "3"]));
        assert.deepEqual([...aws.has].sort(), ["2", "3"]);
    });

    it("takes away what a deleted group has left, and does not fail over it", async () => {
        const aws = new OneGroup("1", "2");
        aws.isThere = false;
        aws.reasons.set("2", "the GROUP assignee g-1 was not found");
        await aws.provider().delete("id", inputs(["1", "2"]));
        assert.deepEqual([...aws.has], ["2"]);
        const { id } = await aws.provider().read("id", inputs(["1", "2"]));
        assert.equal(id, "");
    });

    it("reads all resources of a group with one call", async () => {
        const aws = new OneGroup("2", "1");
        const provider = aws.provider();
        const [one, other] = await Promise.all([
            provider.read("a", inputs(["1", "2"])),
            provider.read("b", inputs([], { permissionSetArn: "another" })),
        ]);
        assert.deepEqual(one.props?.accounts, ["1", "2"]);
        assert.deepEqual(other.props?.accounts, []);
        assert.deepEqual(aws.calls, ["ListAccountAssignmentsForPrincipal"]);
    });

    it("reads what was given and taken away outside of the stack, says it, and lets Pulumi show what differs", async () => {
        const aws = new OneGroup("2", "3");
        let read: Awaited<ReturnType<AccountAccessProvider["read"]>> | undefined;
        const said = await saidDuring(async () => {
            read = await aws.provider().read("id", inputs(["1", "2"]));
        });
        assert.deepEqual(read?.props?.accounts, ["2", "3"]);
        assert.deepEqual(read?.inputs, read?.props);
        assert.deepEqual(said, [
            "outside of this stack, Developer was taken away from group developers in 1; `up --refresh` gives it again\n" +
                "outside of this stack, Developer was given to group developers in 3; `up --refresh` takes it away",
        ]);
        const unchanged = await aws.provider().read("id", inputs(["2", "3"]));
        assert.equal(unchanged.inputs, undefined);
    });

    it("changes all resources of a group after one question, and asks anew about one that it has changed", async () => {
        const aws = new OneGroup("1");
        const provider = aws.provider();
        await provider.update("a", inputs(["1"]), inputs(["1", "2"]));
        const other = { permissionSetArn: "another" };
        await provider.update("b", inputs([], other), inputs([], other));
        assert.equal(aws.count("ListAccountAssignmentsForPrincipal"), 1);
        const { props } = await provider.read("a", inputs(["1"]));
        assert.deepEqual(props?.accounts, ["1", "2"]);
        assert.equal(aws.count("ListAccountAssignmentsForPrincipal"), 2);
    });

    it("reads no account that is closed and that nobody wants: AWS goes on listing it, and nothing can be taken away", async () => {
        const aws = new OneGroup("1", "2", "3", "4");
        aws.closed.add("2").add("3");
        const provider = aws.provider();
        await saidDuring(async () => {
            const { props } = await provider.read("id", inputs(["1", "2"]));
            assert.deepEqual(props?.accounts, ["1", "2", "4"]);
        });
    });

    it("says where else the same has been given by hand, and leaves it", async () => {
        const aws = new OneGroup("1", "2", "3");
        aws.closed.add("3");
        const said = await saidDuring(() => aws.provider().create(inputs(["1"])));
        assert.deepEqual(said, [
            "group developers has Developer in 1 more account that the definition does not give (2). It stays; after `pulumi refresh`, the next `up` takes it away",
        ]);
        assert.ok(aws.has.has("2"));
    });

    it("is replaced for another group or permission set, and changed in place for other accounts", async () => {
        const provider = new OneGroup().provider();
        assert.deepEqual(await provider.diff("", inputs(["1"]), inputs(["1"], { principalId: "g-2" })), {
            changes: true,
            replaces: ["principalId"],
        });
        assert.deepEqual(await provider.diff("", inputs(["1"]), inputs(["2"])), { changes: true, replaces: [] });
        assert.deepEqual(await provider.diff("", inputs(["1"]), inputs(["1"], { principal: "group devs" })), {
            changes: false,
            replaces: [],
        });
    });
});
