package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of an agent's settings.
 *
 * @param json a missing node where it is not there or cannot be read
 * @param problem why it cannot be read, as "is not JSON"; empty where it can, and where it is not there
 */
record AgentFile(JsonNode json, String problem) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static AgentFile read(Path file) {
        if (!Files.exists(file)) {
            return unread("");
        }
        if (!Files.isRegularFile(file)) {
            return unread("is not a file"); // what is no file may never end, or never begin
        }
        try {
            return new AgentFile(JSON.readTree(Files.readString(file)), "");
        } catch (JacksonException | CharacterCodingException e) {
            return unread("is not JSON");
        } catch (IOException e) {
            return unread("cannot be read (" + StorageFailure.seen(e) + ")");
        }
    }

    private static AgentFile unread(String problem) {
        return new AgentFile(JSON.missingNode(), problem);
    }
}
