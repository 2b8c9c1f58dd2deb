package cc.chitty.sync.jobs.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Messages to and from the agent, one a line. The SDK has a transport of its own for this, which stops for good at the first
 * line it does not understand or that is too long, tells nobody, and throws away what is not answered when the input ends.
 */
final class Conversation implements McpServerTransportProvider {

    private final Lines lines;
    private final PrintStream out;
    private final McpJsonMapper mapper;
    private final Incoming incoming;
    private final Consumer<String> told;
    private final Runnable ended;
    private final Unanswered unanswered = new Unanswered();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Scheduler writing = Schedulers.newSingle("mcp-out", true);
    private @Nullable McpServerSession session;

    /**
     * Nothing is read yet.
     *
     * @param tools the names of all
     * @param told of what is no message and of failures of our own
     * @param ended run when there is nothing more to answer, however that came about
     */
    Conversation(
            InputStream in,
            PrintStream out,
            McpJsonMapper mapper,
            Set<String> tools,
            Consumer<String> told,
            Runnable ended) {
        this.lines = new Lines(in, Lines.LONGEST, why -> dropped(told, why));
        this.out = out;
        this.mapper = mapper;
        this.incoming = new Incoming(mapper, tools);
        this.told = told;
        this.ended = ended;
    }

    /** Whether it ended because one side could no longer be heard, not because the agent closed its end. */
    boolean broken() {
        return broken.get();
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory sessionFactory) {
        McpServerSession made = sessionFactory.create(new Answers());
        session = made;
        Thread reading = new Thread(() -> read(made), "mcp-in");
        reading.setDaemon(true);
        reading.start();
    }

    /** Nothing may end this thread without a word to the main one, which would wait for ever. */
    private void read(McpServerSession with) {
        boolean whole = false;
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    take(line, with);
                }
            }
            unanswered.await();
            whole = true;
        } catch (IOException e) {
            told.accept("the input cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!whole) {
                broken.set(true);
            }
            ended.run();
        }
    }

    private void take(String line, McpServerSession with) {
        JSONRPCMessage message;
        try {
            message = incoming.read(line);
        } catch (Incoming.NoMessage e) {
            dropped(told, e.why());
            return;
        }
        if (message instanceof JSONRPCRequest request) {
            answer(request, with);
            return;
        }
        if (message instanceof JSONRPCNotification said) {
            if (said.method().equals(McpSchema.METHOD_NOTIFICATION_ROOTS_LIST_CHANGED)) {
                return; // the SDK would ask the agent for its roots, which nothing here is about
            }
            if (said.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)) {
                unanswered.ready();
            }
        }
        with.handle(message).subscribe(nothing -> {}, e -> told.accept("a notification was of no use: " + e));
    }

    private void answer(JSONRPCRequest request, McpServerSession with) {
        JSONRPCError wrong = incoming.objection(request);
        unanswered.add(wrong != null || request.method().equals(McpSchema.METHOD_INITIALIZE));
        Mono<Void> answered = wrong == null ? with.handle(request) : write(JSONRPCResponse.error(request.id(), wrong));
        answered.doFinally(signal -> unanswered.answered())
                .subscribe(nothing -> {}, e -> told.accept("an answer could not be written: " + e));
    }

    private static void dropped(Consumer<String> told, String why) {
        told.accept("a line that is no message was passed over: " + why);
    }

    /** In one thread, so that no answer waits for the agent to take another one while nothing is read. */
    private Mono<Void> write(JSONRPCMessage message) {
        return Mono.<Void>fromRunnable(() -> print(message)).subscribeOn(writing);
    }

    private void print(JSONRPCMessage message) {
        byte[] bytes;
        try {
            bytes = mapper.writeValueAsBytes(inPlainWords(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.write(bytes, 0, bytes.length);
        out.write('\n');
        if (out.checkError()) { // which flushes
            broken.set(true);
            ended.run();
        }
    }

    /** What went wrong in here is for whoever looks after this program. */
    private JSONRPCMessage inPlainWords(JSONRPCMessage message) {
        JSONRPCError error = message instanceof JSONRPCResponse response ? response.error() : null;
        if (!(message instanceof JSONRPCResponse response)
                || error == null
                || error.code() != ErrorCodes.INTERNAL_ERROR) {
            return message;
        }
        told.accept("a request failed: " + error.message());
        return JSONRPCResponse.error(
                response.id(),
                new JSONRPCError(error.code(), "it failed; chittysync says on its standard error what is known"));
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        McpServerSession with = session;
        return with == null ? Mono.empty() : with.sendNotification(method, params);
    }

    @Override
    public Mono<Void> closeGracefully() {
        McpServerSession with = session;
        return with == null ? Mono.empty() : with.closeGracefully();
    }

    private final class Answers implements McpServerTransport {

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return write(message);
        }

        @Override
        public <T> T unmarshalFrom(Object value, TypeRef<T> type) {
            return mapper.convertValue(value, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.fromRunnable(writing::dispose);
        }
    }
}
