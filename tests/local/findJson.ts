/** What `org find --json` prints, as far as tests look at it. */
export interface FoundJson {
    readonly service: string;
    readonly account: string;
    readonly calls: number;
    readonly cut: boolean;
    readonly resources: readonly {
        readonly name: string;
        readonly type: string;
        readonly account: { readonly key: string | null; readonly unit: string | null; readonly owner: string | null };
    }[];
}
