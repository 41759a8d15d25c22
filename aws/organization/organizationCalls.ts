import type * as sdkModule from "@aws-sdk/client-organizations";
import { PacedCaller } from "../pacedCaller";
import { pagesOf } from "../pagesOf";
import { UnansweredError } from "./unansweredError";

/** The SDK's module, loaded when the first call is made: a preview without changes reads nothing of the organisation. */
type OrganizationsSdk = typeof sdkModule;
type OrganizationsClient = sdkModule.OrganizationsClient;

/** The question, for the error if AWS does not answer it. */
interface Question {
    /** The operation of the API, which is also the IAM action that it takes: `ListParents`. */
    readonly operation: string;
    /** Completes "AWS does not say": `where account 111122223333 is`. */
    readonly question: string;
}

type Send<Answer> = (sdk: OrganizationsSdk, client: OrganizationsClient) => Promise<Answer>;
type SendPage<Page> = (sdk: OrganizationsSdk, client: OrganizationsClient, token: string | undefined) => Promise<Page>;

/**
 * Calls of AWS Organizations that read. They wait where AWS is busy, and few run at a time. The functions of this folder take one of
 * these and return plain values.
 */
export class OrganizationCalls {
    readonly #connect: () => Promise<OrganizationsClient>;
    readonly #caller: PacedCaller;

    /**
     * @param connect the client, made when the first call is made.
     * @param caller how calls are paced and counted.
     */
    constructor(connect: () => Promise<OrganizationsClient>, caller = new PacedCaller(false)) {
        this.#connect = connect;
        this.#caller = caller;
    }

    /** @throws UnansweredError */
    async call<Answer>({ operation, question }: Question, send: Send<Answer>): Promise<Answer> {
        try {
            const [sdk, client] = await Promise.all([import("@aws-sdk/client-organizations"), this.#connect()]);
            return await this.#caller.call(`organizations.${operation}`, () => send(sdk, client));
        } catch (error) {
            throw new UnansweredError(question, `organizations:${operation}`, error);
        }
    }

    /**
     * The items of all pages of a list, one page after the other.
     *
     * @throws UnansweredError
     */
    async list<Page extends { readonly NextToken?: string | undefined }, Item>(
        asked: Question,
        send: SendPage<Page>,
        itemsOf: (page: Page) => readonly Item[] | undefined,
    ): Promise<Item[]> {
        const items: Item[] = [];
        for await (const page of this.pages(asked, send)) items.push(...(itemsOf(page) ?? []));
        return items;
    }

    /** The pages of a list, for a search that may end before the last. */
    pages<Page extends { readonly NextToken?: string | undefined }>(
        asked: Question,
        send: SendPage<Page>,
    ): AsyncGenerator<Page> {
        return pagesOf((token) => this.call(asked, (sdk, client) => send(sdk, client, token)));
    }
}
