/** Anomaly detection calls the token of the next page otherwise than most operations. */
export function withNextToken<Page extends { readonly NextPageToken?: string | undefined }>(
    page: Page,
): Page & { readonly NextToken?: string } {
    const { NextPageToken: token } = page;
    return { ...page, ...(token !== undefined && token !== "" && { NextToken: token }) };
}
