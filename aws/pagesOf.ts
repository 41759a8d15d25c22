/** A page of a list of AWS. The last page has no token, or an empty one. */
interface TokenPage {
    readonly NextToken?: string | undefined;
}

/** The pages of a list, each asked for when it is needed: a search may end before the last one. */
export async function* pagesOf<Page extends TokenPage>(
    send: (token: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
    let token: string | undefined;
    do {
        const page: Page = await send(token);
        yield page;
        token = page.NextToken === "" ? undefined : page.NextToken;
    } while (token !== undefined);
}
