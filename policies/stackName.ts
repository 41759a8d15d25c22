import { createRequire } from "node:module";

/** The part of the engine's request ConfigureStack that is read here. */
interface StackRequest {
    readonly request: { getStack(): string };
}
type Method = (call: StackRequest, reply: (error?: { code: number; details: string }) => void) => void;
interface Service {
    readonly configureStack?: Method;
}
interface GrpcServer {
    addService: (this: GrpcServer, definition: unknown, methods: Service) => void;
}

const INVALID_ARGUMENT = 3;

/**
 * Calls `use` with the stack's name before the engine asks for the pack's policies and configuration.
 *
 * The engine sends it in the call ConfigureStack. @pulumi/policy keeps only the stack's tags of that, and `pulumi.getStack()` returns
 * nothing in a pack that a language host has started. So this wraps the method where the gRPC service is registered. Call it before
 * `new PolicyPack`.
 *
 * @param use may throw: the run then stops with its message.
 */
export function onStackName(use: (stack: string) => void): void {
    // The very copy of gRPC that @pulumi/policy uses.
    const { Server } = createRequire(require.resolve("@pulumi/policy"))("@grpc/grpc-js") as {
        Server: { prototype: GrpcServer };
    };
    const { addService } = Server.prototype;
    Server.prototype.addService = function (definition, methods) {
        const { configureStack } = methods;
        const wrapped: Method = (call, reply) => {
            try {
                use(call.request.getStack());
            } catch (error) {
                return reply({ code: INVALID_ARGUMENT, details: (error as Error).message });
            }
            return configureStack?.call(methods, call, reply);
        };
        return addService.call(this, definition, { ...methods, ...(configureStack && { configureStack: wrapped }) });
    };
}
