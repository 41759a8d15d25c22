/** The policies that AWS has attached already, and the room for those that this run attaches. */
export type { PolicyOnNode } from "./attachmentRoom";
export {
    findAttachments,
    NO_ATTACHMENTS,
    type AttachmentIds,
    type AttachmentReader,
    type FoundAttachments,
} from "./findAttachments";
