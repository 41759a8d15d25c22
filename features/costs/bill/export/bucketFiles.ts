import { createHash } from "node:crypto";
import path from "node:path";
import type { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import type { AwsClients } from "../../../../aws/awsClients";
import { explainAws } from "../../../../aws/explainAws";
import { countOf, quoted } from "../../../../limits";
import { ExportCache, sizeText, type WantedFile } from "./exportCache";
import { ExportError } from "./exportError";
import type { ExportFiles } from "./exportFiles";
import type { ExportFile, PlacedFile } from "./exportLayout";

/** USD for a request that lists, and for one that reads, in Frankfurt; Virginia is cheaper. Data that leaves AWS is billed besides. */
const LIST_USD = 0.000_005_4;
const GET_USD = 0.000_000_43;
const MOST_FILES = 200_000;

export interface BucketPlace {
    readonly bucket: string;
    /** Without slashes at its ends; may be empty. */
    readonly prefix: string;
    /** The bucket's region, or where to ask for it. */
    readonly region: string;
    /** AWS delivers an export there; absent for what may be a copy. */
    readonly isDelivery?: boolean;
}

/** Files of exports in an S3 bucket. Parquet files are fetched once for each content, and kept in a folder of this machine. */
export class BucketFiles implements ExportFiles {
    readonly where: string;
    readonly isDelivery: boolean;
    readonly #place: BucketPlace;
    readonly #clients: Pick<AwsClients, "s3">;
    readonly #cache: ExportCache;
    #region: string;
    #lists = 0;
    #gets = 0;

    /**
     * @param cacheFolder a folder for all exports.
     * @param say reports a download that takes time.
     */
    constructor(
        place: BucketPlace,
        clients: Pick<AwsClients, "s3">,
        cacheFolder: string,
        say?: (text: string) => void,
    ) {
        this.#place = place;
        this.#clients = clients;
        this.#region = place.region;
        this.isDelivery = place.isDelivery ?? false;
        this.where = `s3://${[place.bucket, place.prefix].filter((one) => one !== "").join("/")}`;
        const name = createHash("sha256").update(this.where).digest("hex").slice(0, 16);
        this.#cache = new ExportCache(path.join(cacheFolder, `${place.bucket}-${name}`), (files, bytes) =>
            say?.(`Fetching ${countOf(files, "file")} (${sizeText(bytes)}) from ${this.where}`),
        );
    }

    async list(): Promise<readonly ExportFile[]> {
        const { ListObjectsV2Command } = await import("@aws-sdk/client-s3");
        const { bucket, prefix } = this.#place;
        const start = prefix === "" ? "" : `${prefix}/`;
        const files: ExportFile[] = [];
        let token: string | undefined;
        do {
            const page = await this.#ask((s3) => {
                this.#lists += 1;
                return s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: start, ContinuationToken: token }));
            });
            for (const { Key = "", Size = 0, LastModified, ETag } of page.Contents ?? []) {
                // A console makes folders as empty objects.
                if (Key.endsWith("/")) continue;
                const modified = LastModified?.getTime() ?? 0;
                files.push({ path: Key.slice(start.length), bytes: Size, modified, ...(ETag && { etag: ETag }) });
            }
            if (files.length > MOST_FILES) {
                throw new ExportError(`${this.where} has more than ${MOST_FILES} files: name the export's own prefix`);
            }
            token = page.IsTruncated ? page.NextContinuationToken : undefined;
        } while (token !== undefined);
        return files;
    }

    async read(file: ExportFile): Promise<string> {
        const { Body } = await this.#get(file);
        return (await Body?.transformToString("utf8")) ?? "";
    }

    async fetch(files: readonly PlacedFile[]): Promise<readonly string[]> {
        const wanted = files.map((file): WantedFile => {
            const key = this.#key(file);
            return {
                month: file.month,
                identity: JSON.stringify([this.#place.bucket, key, file.etag, file.bytes]),
                bytes: file.bytes,
                name: `s3://${this.#place.bucket}/${key}`,
                open: async () => (await this.#get(file)).Body as Readable,
            };
        });
        return this.#cache.fetch(wanted);
    }

    usage(): { readonly requests: number; readonly cached: number; readonly usd: number } {
        const usd = this.#lists * LIST_USD + this.#gets * GET_USD;
        return { requests: this.#lists + this.#gets, cached: this.#cache.cached, usd };
    }

    #key({ path: inside }: ExportFile): string {
        return this.#place.prefix === "" ? inside : `${this.#place.prefix}/${inside}`;
    }

    async #get(file: ExportFile) {
        const { GetObjectCommand } = await import("@aws-sdk/client-s3");
        const Key = this.#key(file);
        return this.#ask((s3) => {
            this.#gets += 1;
            // Not a file that AWS has put there since the listing.
            return s3.send(new GetObjectCommand({ Bucket: this.#place.bucket, Key, IfMatch: file.etag }));
        });
    }

    /** Makes a call; again in the bucket's region, if S3 names another. */
    async #ask<T>(call: (s3: S3Client) => Promise<T>): Promise<T> {
        try {
            return await call(await this.#clients.s3(this.#region));
        } catch (error) {
            const region = regionIn(error);
            if (region === undefined || region === this.#region) throw this.#explained(error);
            this.#region = region;
        }
        try {
            return await call(await this.#clients.s3(this.#region));
        } catch (error) {
            throw this.#explained(error);
        }
    }

    #explained(error: unknown): Error {
        if (!(error instanceof Error)) return new Error(String(error));
        const { bucket } = this.#place;
        const options = { cause: error };
        switch (error.name) {
            case "NoSuchBucket":
                return new ExportError(
                    `there is no bucket ${quoted(bucket)}. The first \`up\` with costs.export in the definition creates it`,
                    options,
                );
            case "AccessDenied":
            case "AllAccessDisabled":
            case "Forbidden":
            case "403":
                return new ExportError(
                    `AWS denies the credentials to read ${this.where}: they need s3:ListBucket on the bucket and s3:GetObject on its objects (kms:Decrypt too, if a KMS key encrypts them). AWS says: ${error.message}`,
                    options,
                );
            case "PreconditionFailed":
            case "NoSuchKey":
                return new ExportError(
                    `AWS is replacing the files of ${this.where} at this moment: run this again in some minutes`,
                    options,
                );
            case "PermanentRedirect":
            case "AuthorizationHeaderMalformed":
                return new ExportError(
                    `the bucket ${quoted(bucket)} is in another region than ${this.#region}: name it in costs.export.region. AWS says: ${error.message}`,
                    options,
                );
            case "InvalidObjectState":
                return new ExportError(
                    `files of ${this.where} are archived (S3 Glacier): restore them, or ask for later months`,
                    options,
                );
            default: {
                const told = explainAws(error);
                return told === undefined ? error : new ExportError(told, options);
            }
        }
    }
}

/** The region of the bucket, which S3 names in its answer if it is another. */
function regionIn(error: unknown): string | undefined {
    const {
        name = "",
        $response,
        Region,
        $metadata,
    } = error as {
        readonly name?: string;
        readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
        readonly $metadata?: { readonly httpStatusCode?: number };
        readonly Region?: string;
    };
    const isElsewhere =
        ["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"].includes(name) ||
        [301, 307].includes($metadata?.httpStatusCode ?? 0);
    return isElsewhere ? ($response?.headers?.["x-amz-bucket-region"] ?? Region) : undefined;
}
